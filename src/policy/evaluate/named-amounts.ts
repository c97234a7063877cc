import type { Rational } from '../../money/rational.ts'
import { nothingGiven } from '../model/given.ts'
import type { RefundRule } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { type Evaluation, numberOf } from './evaluation.ts'
import { roundAmount } from './round-amount.ts'

/**
 * Totals of a rule's named amounts in their order, each rounded on its own for showing; unknown for
 * the reasons of all that cannot be computed.
 */
export function namedAmounts(
  evaluation: Evaluation,
  rule: RefundRule,
  scale: number | Unknown,
): ReadonlyMap<string, Rational> | Unknown {
  const amounts = new Map<string, Rational>()
  let unknown: Unknown | null = null
  for (const { name, formula } of rule.amounts) {
    const amount = namedAmount(evaluation, numberOf(evaluation.evaluate(formula, nothingGiven)), scale)
    if (!(amount instanceof Unknown)) amounts.set(name, amount)
    else unknown = unknown === null ? amount : unknown.and(amount)
  }
  return unknown ?? amounts
}

function namedAmount({ policy }: Evaluation, exact: Rational | Unknown, scale: number | Unknown): Rational | Unknown {
  if (exact instanceof Unknown) return scale instanceof Unknown ? exact.and(scale) : exact
  return scale instanceof Unknown ? scale : roundAmount(exact, scale, policy.money.rounding)
}
