import type { EntryOf, PolicyReference } from '../journal/entry.ts'
import type { DecisionResult } from '../journal/kinds/decision.ts'
import { type AnsweredAction, answeredActions } from '../journal/kinds/given-action.ts'
import type { IgnoredFact } from '../journal/kinds/ignored-fact.ts'
import type { Refund } from '../journal/kinds/refund.ts'
import type { AskedReview } from '../journal/kinds/review-terms.ts'
import type { NamedAmounts } from '../journal/model/state.ts'
import { actionsOf } from '../journal/personal-parameters.ts'
import { type AnsweredClause, answeredClause } from './answered-clause.ts'

/** A decision as it is answered; JSON names, amounts as exact decimal text, times UTC ISO 8601. */
export interface Decision {
  readonly id: string
  /** approve, deny or review. */
  readonly outcome: 'approve' | 'deny' | 'review'
  /** The policy's own word for the outcome, where a rule uses one. */
  readonly label?: string | undefined
  readonly reason_code: string
  readonly message: string
  /** Null unless approved. */
  readonly refund: AnsweredRefund | null
  /** Named amounts that this decision adds (of a denial or review: explains). */
  readonly amounts: NamedAmounts
  /** The same so far, with this decision. */
  readonly amounts_total: NamedAmounts
  readonly clause: AnsweredClause | null
  readonly rule: string | null
  /** What another system is asked to do, each once. */
  readonly actions: readonly AnsweredAction[]
  /** What the rule asks for as well and an earlier decision gave. */
  readonly actions_given_before: readonly AnsweredAction[]
  readonly review: AnsweredReview | null
  /** Order facts of the request that differ from the frozen ones, which were used instead. */
  readonly ignored_facts: readonly IgnoredFact[]
  readonly policy: PolicyReference
  readonly decided_at: string
  readonly account: string
  readonly order: string
  /** What of the order it is about; null for the whole. */
  readonly part: string | null
}

/** A refund as it is answered: `capped_from` stands only where the most that the order may get took something away. */
export interface AnsweredRefund extends Omit<Refund, 'capped_from'> {
  readonly capped_from?: string
}

/** What an answer says of the review that the request came to. */
export interface AnsweredReview extends Omit<AskedReview, 'joins' | 'asks' | 'held'> {
  /** The review's name for good: the decision that asked first. */
  readonly id: string
}

/** What actions and reviews of a decision that is not stored are called by. */
export const preview = 'preview'

/** What an answer says beside the decision itself. */
export type DecisionPlace = Pick<Decision, 'policy' | 'decided_at' | 'account' | 'order' | 'part'>

/** What was decided; what it makes of the order's overlap follows from the entries before it. */
export interface DecidedResult extends Omit<DecisionResult, 'overlap'> {
  readonly ignored_facts: readonly IgnoredFact[]
}

/** The decision itself: what is stored as the entry's result, and its text for people. */
export interface DecidedAnswer {
  readonly result: DecidedResult
  readonly message: string
}

/** What stands where the text was erased. */
const erasedMessage = 'The text of this decision was erased.'

/** What was decided, as far as it was not erased. */
export function decidedResultOf(entry: EntryOf<'decision'>): DecidedResult {
  const { result, confidential } = entry
  return {
    outcome: result.outcome,
    label: result.label,
    reason_code: result.reason_code,
    refund: result.refund,
    amounts: result.amounts,
    amounts_total: result.amounts_total,
    clause: result.clause,
    rule: result.rule,
    actions: actionsOf(entry),
    actions_given_before: result.actions_given_before,
    review: result.review,
    counted: result.counted,
    ignored_facts: confidential?.ignored_facts ?? [],
  }
}

/** The result of the entry that stores it: the actions without their personal parameters. */
export function storedResult(
  decided: DecidedResult,
  actions: DecisionResult['actions'],
  overlap: DecisionResult['overlap'],
): DecisionResult {
  return {
    outcome: decided.outcome,
    label: decided.label,
    reason_code: decided.reason_code,
    refund: decided.refund,
    amounts: decided.amounts,
    amounts_total: decided.amounts_total,
    clause: decided.clause,
    rule: decided.rule,
    actions,
    actions_given_before: decided.actions_given_before,
    review: decided.review,
    counted: decided.counted,
    overlap,
  }
}

/** The answer as it was given, from the stored entry: never computed again; what was erased is left out. */
export function decisionOf(entry: EntryOf<'decision'>): Decision {
  const { id, policy, order, account, decided_at } = entry
  if (policy === null || order === null) throw new TypeError(`the decision ${id} names no policy or no order`)
  const place = { policy, decided_at, account, order: order.id, part: order.part }
  const message = entry.confidential?.message ?? erasedMessage
  return answered({ id, calledBy: id }, place, { result: decidedResultOf(entry), message })
}

/** The answer to what is not stored; `calledBy` is what its actions and its review are called by. */
export function answerOf(calledBy: string, place: DecisionPlace, decided: DecidedAnswer): Omit<Decision, 'id'> {
  return answered({ id: undefined, calledBy }, place, decided)
}

/**
 * The answer in the order in which people read it, names of the policy's own sorted: one text, whether it
 * was just made or is read from the store.
 */
function answered<Id extends string | undefined>(
  { id, calledBy }: { readonly id: Id; readonly calledBy: string },
  place: DecisionPlace,
  { result, message }: DecidedAnswer,
): Omit<Decision, 'id'> & { readonly id: Id } {
  const { outcome, label, reason_code, amounts, amounts_total, clause, rule, review, ignored_facts } = result
  const { policy, decided_at, account, order, part } = place
  return {
    id,
    outcome,
    label: label ?? undefined,
    reason_code,
    message,
    refund: result.refund === null ? null : answeredRefund(result.refund),
    amounts: sorted(amounts),
    amounts_total: sorted(amounts_total),
    clause: answeredClause(clause, policy),
    rule,
    actions: inOrder(answeredActions(calledBy, result.actions)),
    actions_given_before: inOrder(result.actions_given_before),
    review: review === null ? null : answeredReview(calledBy, review),
    ignored_facts,
    policy: { name: policy.name, version: policy.version, sha256: policy.sha256 },
    decided_at,
    account,
    order,
    part,
  }
}

/** A refund in the order in which people read it. */
export function answeredRefund(refund: Refund): AnsweredRefund {
  const { amount, entitled, already_credited, currency, method, capped_from } = refund
  if (capped_from === null) return { amount, entitled, already_credited, currency, method }
  return { amount, entitled, already_credited, currency, method, capped_from }
}

function answeredReview(decision: string, review: AskedReview): AnsweredReview {
  const { joins, level, proposed, currency, method, missing_facts, target_by, due_by } = review
  return { id: joins ?? decision, level, proposed, currency, method, missing_facts, target_by, due_by }
}

function inOrder(actions: readonly AnsweredAction[]): readonly AnsweredAction[] {
  if (actions.length === 0) return actions
  return actions.map(({ id, name, parameters }) => ({ id, name, parameters: sorted(parameters) }))
}

function sorted<Member>(members: Readonly<Record<string, Member>>): Readonly<Record<string, Member>> {
  if (Object.keys(members).length < 2) return members
  return Object.fromEntries(Object.entries(members).sort(([left], [right]) => (left < right ? -1 : 1)))
}
