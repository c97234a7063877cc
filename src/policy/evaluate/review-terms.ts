import { Rational } from '../../money/rational.ts'
import type { Policy, RefundRule, ReviewTerms } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { type Evaluation, textOf } from './evaluation.ts'
import type { Ruling } from './evaluator.ts'

/**
 * The level that reviews it: what the rule's formula yields for the proposed refund, else the
 * policy's default. A formula that yields an undeclared level is a calculation fault; one that needs
 * a proposal which cannot be computed is unknown for the proposal's reasons.
 */
export function reviewLevel(
  evaluation: Evaluation,
  rule: RefundRule,
  proposed: Rational | Unknown | null,
): string | Unknown {
  const { levels, level: standard } = evaluation.policy.review
  const formula = rule.review?.level ?? null
  if (formula === null) return standard
  const level = textOf(evaluation.evaluate(formula, proposed instanceof Rational ? proposed : null))
  if (level instanceof Unknown) {
    return proposed instanceof Unknown && level.facts.size === 0 && level.fault === null ? proposed : level
  }
  return levels.includes(level) ? level : Unknown.fault(`the review level ${level} is not declared`)
}

/** Level, target and due time of a review: what the rule leaves out comes from the policy. */
export function reviewTerms({ review }: Policy, level: string, terms: ReviewTerms | null): Ruling['review'] {
  return {
    level,
    targetMilliseconds: terms?.targetMilliseconds ?? review.targetMilliseconds,
    dueMilliseconds: terms?.dueMilliseconds ?? review.dueMilliseconds,
  }
}
