import { Rational } from '../../money/rational.ts'
import { nothingGiven } from '../model/given.ts'
import type { RefundRule } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { builtInMessage } from './built-in-messages.ts'
import { type Entitlement, entitlement } from './entitlement.ts'
import { type Evaluation, numberOf, unknownAmong } from './evaluation.ts'
import type { Ruling } from './evaluator.ts'
import { fillTemplate, type TemplateSource } from './fill-template.ts'
import { unknownInActions } from './follow-ups.ts'
import { namedAmounts } from './named-amounts.ts'
import { refundMethod } from './refund-method.ts'
import { levelFor, reviewLevel, reviewTerms } from './review-terms.ts'
import type { Selection } from './select-winner.ts'
import { type SubjectMoney, subjectMoney } from './subject-money.ts'

/** The ruling that follows from the rule that decides, or from the lack of one. */
export function refundRuling(evaluation: Evaluation, selection: Selection<RefundRule>): Ruling {
  const money = subjectMoney(evaluation)
  if (selection.kind === 'undecided') return unknownRuling(evaluation, money, selection.cause)
  const ruling = ruledBy(evaluation, selection.rule, money)
  return ruling instanceof Unknown ? unknownRuling(evaluation, money, ruling) : ruling
}

/** Unknown where something that the rule says of money, review or actions cannot be computed. */
function ruledBy(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney): Ruling | Unknown {
  switch (rule.kind) {
    case 'approve':
      return approval(evaluation, rule, money)
    case 'deny':
      return assemble(evaluation, rule, { money, due: null, method: null, level: null })
    case 'review':
      return ruledReview(evaluation, rule, money)
  }
}

function approval(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney): Ruling | Unknown {
  if (rule.refund === null) {
    const due = { entitled: Rational.zero, cappedFrom: null }
    return assemble(evaluation, rule, { money, due, method: null, level: null })
  }
  const exact = numberOf(evaluation.evaluate(rule.refund, nothingGiven))
  const method = refundMethod(evaluation, rule)
  if (exact instanceof Unknown || method instanceof Unknown) return unknownOf([exact, method])
  const due = entitlement(exact, money, evaluation.policy.money.rounding)
  if (due instanceof Unknown) return due
  const ruling = assemble(evaluation, rule, { money, due, method, level: null })
  return ruling instanceof Unknown || due.entitled.sign() > 0 ? ruling : nothingToRefund(evaluation, ruling, money)
}

/** A proposal needs no known charge or currency: where they are missing there is none. */
function ruledReview(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney): Ruling | Unknown {
  const exact = rule.refund === null ? null : numberOf(evaluation.evaluate(rule.refund, nothingGiven))
  const method = rule.refund === null && rule.method === null ? null : refundMethod(evaluation, rule)
  if (exact instanceof Unknown || method instanceof Unknown) return unknownOf([exact, method])
  const due = exact === null ? null : entitlement(exact, money, evaluation.policy.money.rounding)
  if (due instanceof Unknown && due.fault !== null) return due
  const level = reviewLevel(evaluation, rule, due instanceof Unknown ? due : (due?.entitled ?? null))
  if (level instanceof Unknown) return level
  return assemble(evaluation, rule, { money, due: due instanceof Unknown ? null : due, method, level })
}

interface Decided {
  readonly money: SubjectMoney
  readonly due: Entitlement | null
  readonly method: string | null
  readonly level: string | null
}

function assemble(evaluation: Evaluation, rule: RefundRule, decided: Decided): Ruling | Unknown {
  const { money, due, method, level } = decided
  const amounts = shownAmounts(evaluation, rule, money)
  if (amounts instanceof Unknown) return amounts
  const added = { refund: due?.entitled ?? null, amounts, scale: isUnneeded(money, rule) ? 0 : money.scale }
  const unknown = unknownInActions(evaluation, [...rule.actions, ...(rule.review?.actions ?? [])], added)
  if (unknown !== null) return unknown
  return {
    rule: rule === evaluation.policy.defaultRuling ? null : rule.id,
    clause: rule.clause,
    charge: known(money.charge),
    cap: known(money.cap),
    currency: known(money.currency),
    outcome: rule.outcome,
    kind: rule.kind,
    reason: rule.reason,
    message: fillTemplate(rule.message, templateSource(evaluation, money, method)),
    entitled: due?.entitled ?? null,
    cappedFrom: due?.cappedFrom ?? null,
    method,
    amounts,
    split: rule.split,
    review: level === null ? null : reviewTerms(evaluation.policy, level, rule.review),
    missingFacts: [],
    builtIn: null,
    decidedBy: rule,
  }
}

function shownAmounts(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney): Ruling['amounts'] | Unknown {
  return isUnneeded(money, rule) ? new Map() : namedAmounts(evaluation, rule, money.scale)
}

/** A person can review without the currency: then no amount is shown. */
function isUnneeded({ scale }: SubjectMoney, { kind }: RefundRule): boolean {
  return kind === 'review' && scale instanceof Unknown && scale.fault === null
}

function nothingToRefund(evaluation: Evaluation, ruling: Ruling, money: SubjectMoney): Ruling {
  const source = templateSource(evaluation, money, null)
  return {
    ...ruling,
    outcome: 'deny',
    kind: 'deny',
    reason: 'nothing_to_refund',
    message: builtInMessage(evaluation.policy.messages, 'nothing_to_refund', source),
    entitled: null,
    cappedFrom: null,
    method: null,
    split: [],
    builtIn: 'nothing_to_refund',
    decidedBy: null,
  }
}

function unknownOf(values: readonly (Rational | string | Unknown | null)[]): Unknown {
  return unknownAmong(values) ?? Unknown.fault('nothing is known')
}

function unknownRuling(evaluation: Evaluation, money: SubjectMoney, cause: Unknown): Ruling {
  const { policy } = evaluation
  const reason = cause.fault === null ? 'missing_fact' : 'calculation_fault'
  const source = Object.assign(templateSource(evaluation, money, null), { cause })
  return {
    charge: known(money.charge),
    cap: known(money.cap),
    currency: known(money.currency),
    outcome: 'review',
    kind: 'review',
    reason,
    rule: null,
    clause: null,
    message: builtInMessage(policy.messages, reason, source),
    entitled: null,
    cappedFrom: null,
    method: null,
    amounts: new Map(),
    split: [],
    review: reviewTerms(policy, levelFor(evaluation, null, null), null),
    missingFacts: [...cause.facts].sort(),
    builtIn: reason,
    decidedBy: null,
  }
}

function known<Item>(value: Item | Unknown): Item | null {
  return value instanceof Unknown ? null : value
}

function templateSource(evaluation: Evaluation, money: SubjectMoney, method: string | null): TemplateSource {
  return {
    value: (kind, name) => evaluation.value(kind, name),
    currency: known(money.currency),
    method,
  }
}
