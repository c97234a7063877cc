import type { Rational } from '../../money/rational.ts'
import type { RefundRule } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { builtInMessage } from './built-in-messages.ts'
import { entitlement } from './entitlement.ts'
import { type Evaluation, numberOf, unknownAmong } from './evaluation.ts'
import type { Ruling } from './evaluator.ts'
import { fillTemplate, type TemplateSource } from './fill-template.ts'
import { namedAmounts } from './named-amounts.ts'
import { refundMethod } from './refund-method.ts'
import { reviewLevel, reviewTerms } from './review-terms.ts'
import { rulingActions } from './ruling-actions.ts'
import type { Selection } from './select-winner.ts'
import { type SubjectMoney, subjectMoney } from './subject-money.ts'

/** The ruling that follows from the rule that decides, or from the lack of one. */
export function refundRuling(evaluation: Evaluation, selection: Selection<RefundRule>): Ruling {
  const money = subjectMoney(evaluation)
  if (selection.kind === 'undecided') return unknownRuling(evaluation, money, selection.cause)
  const { rule } = selection
  switch (rule.kind) {
    case 'approve':
      return approval(evaluation, rule, money)
    case 'deny':
      return assemble(evaluation, rule, { money, entitled: null, method: null, level: null })
    case 'review':
      return ruledReview(evaluation, rule, money)
  }
}

function approval(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney): Ruling {
  const exact = rule.refund === null ? null : numberOf(evaluation.evaluate(rule.refund, null))
  const method = refundMethod(evaluation, rule)
  if (exact instanceof Unknown || method instanceof Unknown) return unknownOf(evaluation, money, [exact, method])
  const entitled = exact === null ? null : entitlement(exact, money, evaluation.policy.money.rounding)
  if (entitled instanceof Unknown) return unknownRuling(evaluation, money, entitled)
  if (entitled === null || entitled.sign() === 0) return nothingToRefund(evaluation, rule, money)
  return assemble(evaluation, rule, { money, entitled, method, level: null })
}

/** A proposal needs no known charge or currency: where they are missing there is none. */
function ruledReview(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney): Ruling {
  const exact = rule.refund === null ? null : numberOf(evaluation.evaluate(rule.refund, null))
  const method = rule.refund === null && rule.method === null ? null : refundMethod(evaluation, rule)
  if (exact instanceof Unknown || method instanceof Unknown) return unknownOf(evaluation, money, [exact, method])
  const proposed = exact === null ? null : entitlement(exact, money, evaluation.policy.money.rounding)
  if (proposed instanceof Unknown && proposed.fault !== null) return unknownRuling(evaluation, money, proposed)
  const level = reviewLevel(evaluation, rule, proposed)
  if (level instanceof Unknown) return unknownRuling(evaluation, money, level)
  return assemble(evaluation, rule, { money, entitled: proposed instanceof Unknown ? null : proposed, method, level })
}

interface Decided {
  readonly money: SubjectMoney
  readonly entitled: Rational | null
  readonly method: string | null
  readonly level: string | null
}

function assemble(evaluation: Evaluation, rule: RefundRule, decided: Decided): Ruling {
  const { money, entitled, method, level } = decided
  const amounts = namedAmounts(evaluation, rule, money.scale)
  return {
    rule: ruleName(evaluation, rule),
    clause: rule.clause,
    charge: known(money.charge),
    currency: known(money.currency),
    outcome: rule.outcome,
    kind: rule.kind,
    reason: rule.reason,
    message: fillTemplate(rule.message, templateSource(evaluation, { money, method, amounts })),
    entitled,
    method,
    amounts,
    actions: rulingActions(evaluation, rule.actions),
    review: level === null ? null : reviewTerms(evaluation.policy, level, rule.review),
    missingFacts: [],
    builtIn: null,
  }
}

function nothingToRefund(evaluation: Evaluation, rule: RefundRule, money: SubjectMoney): Ruling {
  const amounts = namedAmounts(evaluation, rule, money.scale)
  const source = templateSource(evaluation, { money, method: null, amounts })
  return {
    rule: ruleName(evaluation, rule),
    clause: rule.clause,
    charge: known(money.charge),
    currency: known(money.currency),
    outcome: 'deny',
    kind: 'deny',
    reason: 'nothing_to_refund',
    message: builtInMessage(evaluation.policy.messages, 'nothing_to_refund', source),
    entitled: null,
    method: null,
    amounts,
    actions: [],
    review: null,
    missingFacts: [],
    builtIn: 'nothing_to_refund',
  }
}

function unknownOf(
  evaluation: Evaluation,
  money: SubjectMoney,
  values: readonly (Rational | string | Unknown | null)[],
): Ruling {
  return unknownRuling(evaluation, money, unknownAmong(values) ?? Unknown.fault('nothing is known'))
}

function unknownRuling(evaluation: Evaluation, money: SubjectMoney, cause: Unknown): Ruling {
  const { policy } = evaluation
  const reason = cause.fault === null ? 'missing_fact' : 'calculation_fault'
  const source = Object.assign(templateSource(evaluation, { money, method: null, amounts: {} }), { cause })
  return {
    charge: known(money.charge),
    currency: known(money.currency),
    outcome: 'review',
    kind: 'review',
    reason,
    rule: null,
    clause: null,
    message: builtInMessage(policy.messages, reason, source),
    entitled: null,
    method: null,
    amounts: {},
    actions: [],
    review: reviewTerms(policy, policy.review.level, null),
    missingFacts: [...cause.facts].sort(),
    builtIn: reason,
  }
}

function known<Item>(value: Item | Unknown): Item | null {
  return value instanceof Unknown ? null : value
}

function ruleName({ policy }: Evaluation, rule: RefundRule): string | null {
  return rule === policy.defaultRuling ? null : rule.id
}

function templateSource(
  evaluation: Evaluation,
  { money, method, amounts }: Pick<Decided, 'money' | 'method'> & Pick<TemplateSource, 'amounts'>,
): TemplateSource {
  return {
    value: (kind, name) => evaluation.value(kind, name),
    amounts,
    currency: known(money.currency),
    method,
  }
}
