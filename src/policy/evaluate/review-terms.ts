import { Rational } from '../../money/rational.ts'
import type { Expression } from '../model/expression.ts'
import { type Given, nothingGiven } from '../model/given.ts'
import type { Policy, RefundRule, ReviewTerms } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { type Evaluation, textOf } from './evaluation.ts'
import type { Ruling } from './evaluator.ts'

/**
 * The level that reviews what a rule proposes: what its formula yields, else the policy's. A rule's
 * formula that yields an undeclared level is a calculation fault; one that needs a proposal which
 * cannot be computed is unknown for the proposal's reasons.
 */
export function reviewLevel(
  evaluation: Evaluation,
  rule: RefundRule,
  proposed: Rational | Unknown | null,
): string | Unknown {
  const formula = rule.review?.level ?? null
  const refund = proposed instanceof Unknown ? null : (proposed ?? Rational.zero)
  if (formula === null) return levelFor(evaluation, null, refund)
  const level = declaredLevel(evaluation, formula, { ...nothingGiven, refund })
  const isForLackOfProposal = level instanceof Unknown && level.facts.size === 0 && level.fault === null
  return proposed instanceof Unknown && isForLackOfProposal ? proposed : level
}

/**
 * The level that an amount calls for, by the rule's formula, else by the policy's; the highest where
 * the formula is unknown or yields an undeclared one. Where no amount is known it is that of 0: the
 * approval asks once more, for the amount that is approved.
 */
export function levelFor(evaluation: Evaluation, rule: RefundRule | null, amount: Rational | null): string {
  const { review } = evaluation.policy
  const formula = rule?.review?.level ?? review.level
  const level = declaredLevel(evaluation, formula, { ...nothingGiven, refund: amount ?? Rational.zero })
  return level instanceof Unknown ? highestLevel(review.levels) : level
}

/** The last of the levels, which ascend. */
function highestLevel(levels: readonly string[]): string {
  const highest = levels.at(-1)
  if (highest === undefined) throw new TypeError('a policy has at least one review level')
  return highest
}

function declaredLevel(evaluation: Evaluation, formula: Expression, given: Given): string | Unknown {
  const level = textOf(evaluation.evaluate(formula, given))
  if (level instanceof Unknown || evaluation.policy.review.levels.includes(level)) return level
  return Unknown.fault(`the review level ${level} is not declared`)
}

/** Level, target and due time of a review: what the rule leaves out comes from the policy. */
export function reviewTerms({ review }: Policy, level: string, terms: ReviewTerms | null): Ruling['review'] {
  return {
    level,
    targetMilliseconds: terms?.targetMilliseconds ?? review.targetMilliseconds,
    dueMilliseconds: terms?.dueMilliseconds ?? review.dueMilliseconds,
  }
}
