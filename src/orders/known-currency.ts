import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Policy } from '../policy/model/policy.ts'
import { Problem } from '../problems/problem.ts'

/** Digits of the currency after the point. Problem invalid_request for one that neither the policy nor ISO 4217 knows. */
export function assertKnownCurrency(policy: Policy, currency: string): number {
  const scale = currencyScale(policy, currency)
  if (scale !== undefined) return scale
  throw new Problem(
    'invalid_request',
    `The currency ${currency} is not known: it has to be an ISO 4217 code, or one that the policy declares under money.scale.`,
  )
}
