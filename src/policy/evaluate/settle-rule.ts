import { Rational } from '../../money/rational.ts'
import { nothingGiven } from '../model/given.ts'
import type { Policy, RefundRule } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { type Entitlement, entitlement } from './entitlement.ts'
import { type Evaluation, numberOf, unknownAmong } from './evaluation.ts'
import { unknownInActions } from './follow-ups.ts'
import { namedAmounts } from './named-amounts.ts'
import { refundMethod } from './refund-method.ts'
import { reviewLevel } from './review-terms.ts'
import type { Selection } from './select-winner.ts'
import type { SubjectMoney } from './subject-money.ts'
import {
  nothingTerms,
  termsOf,
  undecidedVerdict,
  unknownReason,
  type Verdict,
  verdictWithoutAmount,
} from './verdict.ts'

/** What the rule that decides comes to. */
export interface SettledRule {
  readonly rule: RefundRule
  readonly due: Entitlement | null
  readonly method: string | null
  /** The level that reviews it; null where no person is asked. */
  readonly level: string | null
  readonly amounts: ReadonlyMap<string, Rational>
  /** Whether a rule that would have paid comes to nothing. */
  readonly isNothing: boolean
}

type Given = Omit<SettledRule, 'rule' | 'amounts' | 'isNothing'>

/** Unknown where no rule decides, or something that it says of money, review or actions cannot be computed. */
export function settleRule(
  evaluation: Evaluation,
  selection: Selection<RefundRule>,
  money: SubjectMoney,
): SettledRule | Unknown {
  if (selection.kind === 'undecided') return selection.cause
  const { rule } = selection
  switch (rule.kind) {
    case 'approve':
      return approval(evaluation, rule, money)
    case 'deny':
      return settle(evaluation, rule, money, { due: null, method: null, level: null })
    case 'review':
      return ruledReview(evaluation, rule, money)
  }
}

function approval(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney): SettledRule | Unknown {
  if (rule.refund === null) {
    const due = { entitled: Rational.zero, cappedFrom: null }
    return settle(evaluation, rule, money, { due, method: null, level: null })
  }
  const exact = numberOf(evaluation.evaluate(rule.refund, nothingGiven))
  const method = refundMethod(evaluation, rule)
  if (exact instanceof Unknown || method instanceof Unknown) return unknownOf([exact, method])
  const due = entitlement(exact, money, evaluation.policy.money.rounding)
  if (due instanceof Unknown) return due
  const settled = settle(evaluation, rule, money, { due, method, level: null })
  return settled instanceof Unknown || due.entitled.sign() > 0 ? settled : { ...settled, isNothing: true }
}

/** A proposal needs no known charge or currency: where they are missing there is none. */
function ruledReview(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney): SettledRule | Unknown {
  const exact = rule.refund === null ? null : numberOf(evaluation.evaluate(rule.refund, nothingGiven))
  const method = rule.refund === null && rule.method === null ? null : refundMethod(evaluation, rule)
  if (exact instanceof Unknown || method instanceof Unknown) return unknownOf([exact, method])
  const due = exact === null ? null : entitlement(exact, money, evaluation.policy.money.rounding)
  if (due instanceof Unknown && due.fault !== null) return due
  const level = reviewLevel(evaluation, rule, due instanceof Unknown ? due : (due?.entitled ?? null))
  if (level instanceof Unknown) return level
  return settle(evaluation, rule, money, { due: due instanceof Unknown ? null : due, method, level })
}

function settle(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney, given: Given): SettledRule | Unknown {
  const amounts = shownAmounts(evaluation, rule, money)
  if (amounts instanceof Unknown) return amounts
  const added = { refund: given.due?.entitled ?? null, amounts, scale: isUnneeded(money, rule) ? 0 : money.scale }
  const unknown = unknownInActions(evaluation, [...rule.actions, ...(rule.review?.actions ?? [])], added)
  return unknown ?? { rule, ...given, amounts, isNothing: false }
}

/** Totals of the named amounts of a rule that decides. */
export function shownAmounts(
  evaluation: Evaluation,
  rule: RefundRule,
  money: SubjectMoney,
): ReadonlyMap<string, Rational> | Unknown {
  return isUnneeded(money, rule) ? new Map() : namedAmounts(evaluation, rule, money.scale)
}

/** A person can review without the currency: then no amount is shown. */
function isUnneeded({ scale }: SubjectMoney, { kind }: RefundRule): boolean {
  return kind === 'review' && scale instanceof Unknown && scale.fault === null
}

function unknownOf(values: readonly (Rational | string | Unknown | null)[]): Unknown {
  return unknownAmong(values) ?? Unknown.fault('nothing is known')
}

/** The verdict of what was settled, or of the reason why nothing was. */
export function verdictOf(policy: Policy, settled: SettledRule | Unknown): Verdict {
  if (settled instanceof Unknown) return undecidedVerdict(unknownReason(settled))
  const { rule, due, method, isNothing } = settled
  if (isNothing) return verdictWithoutAmount(nothingTerms(policy, rule))
  const { entitled, cappedFrom } = due ?? { entitled: null, cappedFrom: null }
  return { terms: termsOf(policy, rule), entitled, cappedFrom, method }
}
