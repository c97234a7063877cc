import { decimal, flag, listOf, mapOf, objectOf, oneOf, orNull, text, usually } from '../model/form.ts'
import { kindOf, type OrderFold, type Said } from '../model/kind.ts'
import type { CountedThing, EntryName, NamedAmounts } from '../model/state.ts'
import { entryNameForm } from '../model/state-forms.ts'
import { type ClauseReference, clauseReferenceForm } from './clause-reference.ts'
import { type AnsweredAction, answeredActionForm, type GivenAction, givenActionForm } from './given-action.ts'
import { withGiven } from './given-amounts.ts'
import { creditIn, type Refund, refundForm, withGot } from './refund.ts'

/** What an entry of the kind `review_resolved` was asked. */
export interface ReviewResolvedRequest {
  readonly review: string
  /** The decision that the review was about; null where no request asked for it. */
  readonly asked_by: EntryName | null
  /** The level that it took. */
  readonly level: string
}

/** What an entry of the kind `review_resolved` answered. */
export interface ReviewResolvedResult {
  readonly outcome: 'approve' | 'deny'
  /** What the rule that led to it calls its outcome. */
  readonly label: string | null
  readonly reason_code: string
  readonly refund: Refund | null
  readonly amounts: NamedAmounts
  readonly amounts_total: NamedAmounts
  /** The rule that led to it, and its clause; null where the service asked for a reason of its own. */
  readonly rule: string | null
  readonly clause: ClauseReference | null
  readonly actions: readonly GivenAction[]
  readonly actions_given_before: readonly AnsweredAction[]
  /** Whether what was not approved is denied: in the same state nothing more is paid. */
  readonly denies: boolean
  /** Whether it counts as an approval, or as the denial of a claim: once for each part and state. */
  readonly counted: boolean
  /** The overlap that was settled, exact decimal text; null for any other review. */
  readonly settled_overlap: string | null
}

type Resolved = Said<ReviewResolvedRequest, ReviewResolvedResult>

/** A person resolved a waiting review. */
export const reviewResolved = kindOf<ReviewResolvedRequest, ReviewResolvedResult>({
  request: objectOf<ReviewResolvedRequest>({ review: text, asked_by: orNull(entryNameForm), level: text }),
  result: objectOf<ReviewResolvedResult>({
    outcome: oneOf(['approve', 'deny']),
    label: orNull(text),
    reason_code: text,
    refund: orNull(refundForm),
    amounts: usually(mapOf(decimal), {}),
    amounts_total: usually(mapOf(decimal), {}),
    rule: orNull(text),
    clause: orNull(clauseReferenceForm),
    actions: usually(listOf(givenActionForm), []),
    actions_given_before: usually(listOf(answeredActionForm), []),
    denies: flag,
    counted: flag,
    settled_overlap: orNull(decimal),
  }),
  credit: creditIn,
  counts: countsAs,
  decidedBy: ({ result }) => {
    const { outcome, label, rule, clause } = result
    return { outcome, label, rule, clause: clause?.id ?? null }
  },
  order: afterResolution,
})

function countsAs(said: Resolved): readonly CountedThing[] {
  const { outcome, counted } = said.result
  const credits: readonly CountedThing[] = creditIn(said) === null ? [] : ['credits']
  if (!counted) return credits
  return [outcome === 'approve' ? 'approvals' : 'denials', ...credits]
}

function afterResolution(before: OrderFold, said: Resolved): OrderFold {
  const { request, result } = said
  if (result.settled_overlap !== null) {
    return { ...before, order: { ...before.order, recovery: null, settled_overlap: result.settled_overlap } }
  }
  const credit = creditIn(said)
  const { order, part } = withGot(withGiven(before, result), credit === null ? {} : { credited: credit.amount })
  const denied =
    result.denies && request.asked_by !== null ? { decision: request.asked_by, level: request.level } : null
  return { order, part: { ...part, waiting_review: null, denied } }
}
