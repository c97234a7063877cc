import type { RefundRule } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { builtInMessage } from './built-in-messages.ts'
import type { Evaluation } from './evaluation.ts'
import type { Ruling } from './evaluator.ts'
import { fillTemplate, type TemplateSource } from './fill-template.ts'
import { levelFor, reviewLevel, reviewTerms } from './review-terms.ts'
import type { Selection } from './select-winner.ts'
import { type SettledRule, settleRule, shownAmounts } from './settle-rule.ts'
import { type SubjectMoney, subjectMoney } from './subject-money.ts'
import { nothingTerms, termsOf, unknownReason, type Verdict } from './verdict.ts'

/** The ruling that follows from the rule that decides, or from the lack of one. */
export function refundRuling(evaluation: Evaluation, selection: Selection<RefundRule>): Ruling {
  const money = subjectMoney(evaluation)
  const settled = settleRule(evaluation, selection, money)
  return settled instanceof Unknown
    ? unknownRuling(evaluation, money, settled)
    : settledRuling(evaluation, money, settled)
}

/** The ruling behind a verdict on the same evaluation; null where no rule was settled, and the reasons are to be looked for. */
export function wordVerdict(evaluation: Evaluation, { terms, entitled, cappedFrom, method }: Verdict): Ruling | null {
  const { settled: rule, isNothing } = terms
  if (rule === null) return null
  const money = subjectMoney(evaluation)
  const due = entitled === null ? null : { entitled, cappedFrom }
  const level = rule.kind === 'review' ? reviewLevel(evaluation, rule, entitled) : null
  const amounts = shownAmounts(evaluation, rule, money)
  if (level instanceof Unknown || amounts instanceof Unknown) return null
  return settledRuling(evaluation, money, { rule, due, method, level, amounts, isNothing })
}

function settledRuling(evaluation: Evaluation, money: SubjectMoney, settled: SettledRule): Ruling {
  const { policy } = evaluation
  const { rule, amounts, level, isNothing } = settled
  const { due, method } = isNothing ? { due: null, method: null } : settled
  const { kind, outcome, reason, rule: id, clause } = isNothing ? nothingTerms(policy, rule) : termsOf(policy, rule)
  const source = templateSource(evaluation, money, method)
  return {
    rule: id,
    clause,
    charge: known(money.charge),
    cap: known(money.cap),
    currency: known(money.currency),
    outcome,
    kind,
    reason,
    message: isNothing ? builtInMessage(policy, 'nothing_to_refund', source) : fillTemplate(rule.message, source),
    entitled: due?.entitled ?? null,
    cappedFrom: due?.cappedFrom ?? null,
    method,
    amounts,
    split: isNothing ? [] : rule.split,
    review: level === null ? null : reviewTerms(policy, level, rule.review),
    missingFacts: [],
    builtIn: isNothing ? 'nothing_to_refund' : null,
    decidedBy: isNothing ? null : rule,
  }
}

function unknownRuling(evaluation: Evaluation, money: SubjectMoney, cause: Unknown): Ruling {
  const { policy } = evaluation
  const reason = unknownReason(cause)
  return {
    charge: known(money.charge),
    cap: known(money.cap),
    currency: known(money.currency),
    outcome: 'review',
    kind: 'review',
    reason,
    rule: null,
    clause: null,
    message: builtInMessage(policy, reason, templateSource(evaluation, money, null)),
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
