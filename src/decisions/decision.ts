import type { EntryOf, PolicyReference } from '../journal/entry.ts'
import type { ClauseReference } from '../journal/kinds/clause-reference.ts'
import type { DecisionResult } from '../journal/kinds/decision.ts'
import type { GivenAction } from '../journal/kinds/given-action.ts'
import type { IgnoredFact } from '../journal/kinds/ignored-fact.ts'
import type { Refund } from '../journal/kinds/refund.ts'
import type { AskedReview } from '../journal/kinds/review-terms.ts'

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
  readonly refund: Refund | null
  readonly amounts: Readonly<Record<string, string>>
  readonly clause: ClauseReference | null
  readonly rule: string | null
  readonly actions: readonly GivenAction[]
  readonly review: AskedReview | null
  /** Order facts of the request that differ from the frozen ones, which were used instead. */
  readonly ignored_facts: readonly IgnoredFact[]
  readonly policy: PolicyReference
  readonly decided_at: string
  readonly account: string
  readonly order: string
}

/** What an answer says beside the decision itself. */
export type DecisionPlace = Pick<Decision, 'policy' | 'decided_at' | 'account' | 'order'>

/** The decision itself: what is stored as the entry's result, and its text for people. */
export interface DecidedAnswer {
  readonly result: DecisionResult
  readonly message: string
}

/** What stands where the text was erased. */
const erasedMessage = 'The text of this decision was erased.'

/** The answer as it was given, from the stored entry: never computed again. */
export function decisionOf(entry: EntryOf<'decision'>): Decision {
  const { policy, order } = entry
  if (policy === null || order === null) throw new TypeError(`the decision ${entry.id} names no policy or no order`)
  const place = { policy, decided_at: entry.at, account: entry.account, order }
  const message = entry.confidential?.message ?? erasedMessage
  return { id: entry.id, ...answerOf(place, { result: entry.result, message }) }
}

/**
 * The answer in the order in which people read it, names of the policy's own sorted: one text, whether
 * it was just made or is read from the store.
 */
export function answerOf(place: DecisionPlace, { result, message }: DecidedAnswer): Omit<Decision, 'id'> {
  const { outcome, label, reason_code, refund, amounts, clause, rule, actions, review, ignored_facts } = result
  const { policy, decided_at, account, order } = place
  return {
    outcome,
    ...(label === null ? {} : { label }),
    reason_code,
    message,
    refund: refund === null ? null : refundInOrder(refund),
    amounts: sorted(amounts),
    clause,
    rule,
    actions: actions.map(({ name, parameters }) => ({ name, parameters: sorted(parameters) })),
    review: review === null ? null : reviewInOrder(review),
    ignored_facts,
    policy: { name: policy.name, version: policy.version, sha256: policy.sha256 },
    decided_at,
    account,
    order,
  }
}

function refundInOrder({ amount, entitled, already_credited, currency, method }: Refund): Refund {
  return { amount, entitled, already_credited, currency, method }
}

function reviewInOrder(review: AskedReview): AskedReview {
  const { level, proposed, currency, method, missing_facts, target_by, due_by } = review
  return { level, proposed, currency, method, missing_facts, target_by, due_by }
}

function sorted<Member>(members: Readonly<Record<string, Member>>): Readonly<Record<string, Member>> {
  return Object.fromEntries(Object.entries(members).sort(([left], [right]) => (left < right ? -1 : 1)))
}
