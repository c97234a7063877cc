import type { AutomaticCredits } from '../journal/kinds/circumstances.ts'
import { Rational } from '../money/rational.ts'
import type { Limit } from '../policy/model/policy.ts'

/** True where crediting the amount by itself would exceed one of the limits in its currency. */
export function isOverLimit(
  limits: readonly Limit[],
  credit: {
    readonly amount: Rational
    readonly currency: string | null
    readonly sums: AutomaticCredits
  },
): boolean {
  return limits
    .filter((limit) => limit.currency === credit.currency)
    .some((limit) => sumSoFar(limit, credit.sums).plus(credit.amount).compare(Rational.of(limit.amount)) > 0)
}

function sumSoFar(limit: Limit, sums: AutomaticCredits): Rational {
  switch (limit.per) {
    case 'decision':
      return Rational.of(sums.order)
    case 'account_day':
      return Rational.of(sums.account_day[limit.currency] ?? '0')
    case 'day':
      return Rational.of(sums.day[limit.currency] ?? '0')
  }
}
