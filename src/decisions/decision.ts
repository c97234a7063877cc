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
  readonly label?: string
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
  const { overlap: _, ...result } = entry.result
  return { ...result, actions: actionsOf(entry), ignored_facts: entry.confidential?.ignored_facts ?? [] }
}

/** The answer as it was given, from the stored entry: never computed again; what was erased is left out. */
export function decisionOf(entry: EntryOf<'decision'>): Decision {
  const { id, policy, order, account, decided_at } = entry
  if (policy === null || order === null) throw new TypeError(`the decision ${id} names no policy or no order`)
  const place = { policy, decided_at, account, order: order.id, part: order.part }
  const message = entry.confidential?.message ?? erasedMessage
  return { id, ...answerOf(id, place, { result: decidedResultOf(entry), message }) }
}

/**
 * The answer in the order in which people read it, names of the policy's own sorted: one text, whether it
 * was just made or is read from the store. `id` is what its actions and its review are called by.
 */
export function answerOf(id: string, place: DecisionPlace, { result, message }: DecidedAnswer): Omit<Decision, 'id'> {
  const { outcome, label, reason_code, amounts, amounts_total, clause, rule, review, ignored_facts } = result
  const { policy, decided_at, account, order, part } = place
  return {
    outcome,
    ...(label === null ? {} : { label }),
    reason_code,
    message,
    refund: result.refund === null ? null : answeredRefund(result.refund),
    amounts: sorted(amounts),
    amounts_total: sorted(amounts_total),
    clause: answeredClause(clause, policy),
    rule,
    actions: inOrder(answeredActions(id, result.actions)),
    actions_given_before: inOrder(result.actions_given_before),
    review: review === null ? null : answeredReview(id, review),
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
  const capped = capped_from === null ? {} : { capped_from }
  return { amount, entitled, already_credited, currency, method, ...capped }
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
