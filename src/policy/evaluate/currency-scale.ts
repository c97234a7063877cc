import { minorUnit } from '../../money/currencies.ts'
import type { Policy } from '../model/policy.ts'

/**
 * Digits after the point to which a currency's refunds are rounded: the policy's, else ISO 4217's
 * minor unit; undefined for a currency that neither knows, in which nothing may be paid.
 */
export function currencyScale(policy: Policy, currency: string): number | undefined {
  return policy.money.scale.get(currency) ?? minorUnit(currency)
}
