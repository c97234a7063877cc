import { formatAmount } from '../../money/amounts.ts'
import { OverflowError } from '../../money/rational.ts'
import type { RefundRule } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { type Evaluation, numberOf } from './evaluation.ts'

/** Named amounts of a rule, each rounded on its own for showing; "unknown" where one cannot be computed. */
export function namedAmounts(
  evaluation: Evaluation,
  rule: RefundRule,
  scale: number | Unknown,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rule.amounts.map(({ name, formula }) => {
      const exact = numberOf(evaluation.evaluate(formula, null))
      if (exact instanceof Unknown || scale instanceof Unknown) return [name, 'unknown']
      try {
        return [name, formatAmount(exact.round(scale, evaluation.policy.money.rounding), scale)]
      } catch (error) {
        if (error instanceof OverflowError) return [name, 'unknown']
        throw error
      }
    }),
  )
}
