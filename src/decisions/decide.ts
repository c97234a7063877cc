import type { Circumstances } from '../journal/kinds/circumstances.ts'
import type { DecisionRequest, DecisionResult } from '../journal/kinds/decision.ts'
import type { IgnoredFact } from '../journal/kinds/ignored-fact.ts'
import { formatAmount } from '../money/amounts.ts'
import { Rational } from '../money/rational.ts'
import { builtInMessage } from '../policy/evaluate/built-in-messages.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import { levelFor, reviewTerms } from '../policy/evaluate/review-terms.ts'
import { type MessageSums, writeMessage } from '../policy/evaluate/write-message.ts'
import type { Action } from '../policy/model/action.ts'
import { nothingGiven } from '../policy/model/given.ts'
import type { Policy } from '../policy/model/policy.ts'
import { Unknown } from '../policy/model/value.ts'
import { chooseLanguage } from '../policy/wording/choose-language.ts'
import { formatInstant } from '../time/instant.ts'
import { latestInstant } from '../time/instant-range.ts'
import { clauseOf } from './clause-of.ts'
import type { DecidedAnswer, DecidedResult } from './decision.ts'
import { totalOf } from './due.ts'
import { addedAmounts, type GivenActions, giveActions } from './give.ts'
import { type Settlement, settle } from './settle.ts'
import { wordsFrom } from './words-from.ts'

/** What a decision follows from, beside the ruling. */
export interface DecisionBasis {
  /** The run that was ruled on: the policy, all facts, and when. */
  readonly evaluation: Evaluation
  readonly circumstances: Circumstances
  readonly claim: DecisionRequest['claim']
  readonly ignored: readonly IgnoredFact[]
  /** The ruling on the higher charge that the request reports; null where it reports none. */
  readonly onHigherCharge: Ruling | null
  /** False for a policy's own cases: limits do not apply to them. */
  readonly isLimited: boolean
  /** In which language it is worded; left out or null: as the facts say, or in the policy's first. */
  readonly language?: string | null
}

/** What is decided in circumstances that are known already, with nothing ignored and no higher charge reported. */
export function basisIn(
  { circumstances, claim }: Pick<DecisionBasis, 'circumstances' | 'claim'>,
  evaluation: Evaluation,
): DecisionBasis {
  return { evaluation, circumstances, claim, ignored: [], onHigherCharge: null, isLimited: true }
}

/** Settles the ruling in its circumstances and words the answer. Pure: the same input gives the same decision. */
export function decide(basis: DecisionBasis, ruling: Ruling): DecidedAnswer {
  const decided = settleAndGive(basis, ruling)
  const { settlement, given } = decided
  const { policy } = basis.evaluation
  const language = languageOf(basis)
  const message = writeMessage(settlement.ruling.message, { policy, language, sums: sumsOf(basis, settlement, given) })
  return { result: compose(basis, decided, language), message }
}

/** {@link decide} without its message, for whoever compares. */
export function decideInSilence(basis: DecisionBasis, ruling: Ruling): DecidedResult {
  return compose(basis, settleAndGive(basis, ruling), languageOf(basis))
}

interface SettledAndGiven {
  readonly settlement: Settlement
  readonly given: Given
}

function settleAndGive(basis: DecisionBasis, ruling: Ruling): SettledAndGiven {
  const settlement = settle(basis, ruling)
  const given = giveFor(basis, settlement)
  return given instanceof Unknown
    ? { settlement: withoutActions(basis, settlement, given), given: nothing }
    : { settlement, given }
}

/** What a decision gives beside the money. */
interface Given extends GivenActions {
  readonly amounts: ReadonlyMap<string, Rational>
}

const noAmounts: ReadonlyMap<string, Rational> = new Map()
const nothing: Given = { amounts: noAmounts, actions: [], before: [] }

function giveFor({ evaluation, circumstances }: DecisionBasis, settlement: Settlement): Given | Unknown {
  const { ruling, credit } = settlement
  const scale = scaleOf(evaluation.policy, ruling)
  // Most rulings name no amounts: what these are rounded to is worked out for the others alone.
  const adds = ruling.kind === 'approve' && ruling.amounts.size > 0
  const amounts = adds
    ? addedAmounts(ruling, credit, { soFar: circumstances, decimals: decimalsOf(credit, scale) })
    : ruling.amounts
  const adding = { refund: credit, amounts, scale, soFar: circumstances }
  const given = giveActions(evaluation, actionsOf(settlement), adding)
  return given instanceof Unknown ? given : { amounts, actions: given.actions, before: given.before }
}

/** A rule that asks for a review gives its actions once it is approved; those for the time of waiting stand apart. */
function actionsOf({ ruling, review }: Settlement): readonly Action[] {
  const { decidedBy } = ruling
  if (decidedBy === null) return []
  if (ruling.kind !== 'review') return decidedBy.actions
  return review?.asks === true ? (decidedBy.review?.actions ?? []) : []
}

/** What an action needs cannot be computed from what is credited: a person looks. */
function withoutActions(
  { evaluation, circumstances }: DecisionBasis,
  settlement: Settlement,
  cause: Unknown,
): Settlement {
  const { ruling, credit, proposed, review } = settlement
  const reason = cause.fault === null ? 'missing_fact' : 'calculation_fault'
  const level = levelFor(evaluation, null, credit)
  return {
    ...settlement,
    credit: Rational.zero,
    proposed: ruling.kind === 'approve' ? credit : proposed,
    review: review ?? { joins: circumstances.waiting_review, asks: true, held: false },
    ruling: {
      ...ruling,
      outcome: 'review',
      kind: 'review',
      reason,
      builtIn: reason,
      rule: null,
      clause: null,
      decidedBy: null,
      message: builtInMessage(evaluation.policy, reason, wordsFrom(evaluation, ruling)),
      missingFacts: [...cause.facts].sort(),
      review: reviewTerms(evaluation.policy, level, null),
    },
  }
}

/** Amounts carry at least the currency's scale. */
function compose(basis: DecisionBasis, { settlement, given }: SettledAndGiven, language: string): DecidedResult {
  const { ruling } = settlement
  const { policy } = basis.evaluation
  const scale = scaleOf(policy, ruling)
  return {
    outcome: ruling.kind,
    label: ruling.outcome === ruling.kind ? null : ruling.outcome,
    reason_code: ruling.reason,
    refund: refundOf(basis, settlement, scale),
    amounts: amountsText(given.amounts, scale),
    amounts_total: totalsOf(basis.circumstances, ruling.kind === 'approve' ? given.amounts : noAmounts, scale),
    clause: clauseOf(policy, ruling.clause, language),
    rule: ruling.rule,
    actions: given.actions,
    actions_given_before: given.before,
    review: reviewOf(basis, settlement, scale),
    ignored_facts: basis.ignored,
    counted: isCounted(basis, ruling.kind),
  }
}

/** The language that was asked for, else that of the account, else the policy's first. */
export function languageOf({ evaluation, language }: Pick<DecisionBasis, 'evaluation' | 'language'>): string {
  const { policy } = evaluation
  const formula = policy.subject.language
  const said = formula === null || policy.languages.length === 1 ? null : evaluation.evaluate(formula, nothingGiven)
  return chooseLanguage(policy, language ?? (typeof said === 'string' ? said : null))
}

/** An approval, and the denial of a claim, count once for each part and state. */
function isCounted({ circumstances, claim }: DecisionBasis, kind: Ruling['kind']): boolean {
  if (kind === 'approve') return !circumstances.approval_counted
  return kind === 'deny' && claim !== null && !circumstances.denial_counted
}

function sumsOf(
  { circumstances }: DecisionBasis,
  { ruling, credit, proposed }: Settlement,
  { amounts }: Given,
): MessageSums {
  return {
    amounts,
    refund: ruling.kind === 'approve' ? credit : proposed,
    entitled: ruling.entitled,
    already_credited: totalOf(circumstances.part_got),
    proposed,
  }
}

function refundOf(
  { circumstances }: DecisionBasis,
  { ruling, credit, cappedFrom }: Settlement,
  scale: number,
): DecisionResult['refund'] {
  const { kind, entitled, currency, method } = ruling
  if (kind !== 'approve' || entitled === null || currency === null || method === null) return null
  return {
    amount: formatAmount(credit, scale),
    entitled: formatAmount(entitled, scale),
    already_credited: formatAmount(totalOf(circumstances.part_got), scale),
    currency,
    method,
    capped_from: cappedFrom === null ? null : formatAmount(cappedFrom, scale),
  }
}

function reviewOf({ evaluation }: DecisionBasis, settlement: Settlement, scale: number): DecisionResult['review'] {
  const { ruling, proposed, review } = settlement
  if (ruling.review === null || review === null) return null
  const { joins, asks, held } = review
  const after = (milliseconds: number): string => formatInstant(Math.min(evaluation.now + milliseconds, latestInstant))
  return {
    joins: joins?.id ?? null,
    asks,
    held,
    level: ruling.review.level,
    proposed: proposed === null ? null : formatAmount(proposed, scale),
    currency: ruling.currency,
    method: ruling.method,
    missing_facts: ruling.missingFacts,
    target_by: joins?.target_by ?? after(ruling.review.targetMilliseconds),
    due_by: joins?.due_by ?? after(ruling.review.dueMilliseconds),
  }
}

/** The decimals of the ruling's currency; 0 where it is unknown. */
export function scaleOf(policy: Policy, { currency }: Pick<Ruling, 'currency'>): number {
  return currency === null ? 0 : (currencyScale(policy, currency) ?? 0)
}

/** The decimals that the amount is written with: the currency's, or its own where it has more. */
export function decimalsOf(amount: Rational, scale: number): number {
  return amount.toDecimal(scale).split('.')[1]?.length ?? 0
}

/** Named amounts as they are answered and stored. */
export function amountsText(amounts: ReadonlyMap<string, Rational>, scale: number): Readonly<Record<string, string>> {
  if (amounts.size === 0) return {}
  return Object.fromEntries([...amounts].map(([name, amount]) => [name, formatAmount(amount, scale)]))
}

/** Named amounts given so far, with what is added now. */
export function totalsOf(
  { amounts_given }: Pick<Circumstances, 'amounts_given'>,
  added: ReadonlyMap<string, Rational>,
  scale: number,
): Readonly<Record<string, string>> {
  if (added.size === 0 && Object.keys(amounts_given).length === 0) return {}
  const totals = new Map(Object.entries(amounts_given).map(([name, amount]) => [name, Rational.of(amount)]))
  for (const [name, amount] of added) totals.set(name, (totals.get(name) ?? Rational.zero).plus(amount))
  return amountsText(totals, scale)
}
