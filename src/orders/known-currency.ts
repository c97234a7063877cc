import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Policy } from '../policy/model/policy.ts'
import { Problem } from '../problems/problem.ts'

/** A question for the currency that was probably meant; empty where none was. */
export function currencyAdvice(policy: Policy, currency: string): string {
  const meant = currency.trim().toUpperCase()
  return currencyScale(policy, meant) === undefined ? '' : ` (did you mean "${meant}"?)`
}

/** Digits of the currency after the point. Problem invalid_request for one that neither the policy nor ISO 4217 knows. */
export function assertKnownCurrency(policy: Policy, currency: string): number {
  const scale = currencyScale(policy, currency)
  if (scale !== undefined) return scale
  throw new Problem(
    'invalid_request',
    `The currency ${currency} is not known${currencyAdvice(policy, currency)}: it has to be an ISO 4217 code, or one that the policy declares under money.scale.`,
  )
}
