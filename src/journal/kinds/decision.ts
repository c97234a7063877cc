import { sumDecimals } from '../../money/sum-decimals.ts'
import { decimal, type Form, flag, listOf, mapOf, objectOf, oneOf, orNull, text, usually } from '../model/form.ts'
import { kindOf, type OrderFold, type Said } from '../model/kind.ts'
import type { CountedThing, NamedAmounts } from '../model/state.ts'
import { type Circumstances, circumstancesForm } from './circumstances.ts'
import { type ClauseReference, clauseReferenceForm } from './clause-reference.ts'
import { type AnsweredAction, answeredActionForm, type GivenAction, givenActionForm } from './given-action.ts'
import { withGiven } from './given-amounts.ts'
import { type Overlap, overlapForm, withOverlap } from './overlap.ts'
import { creditIn, type Refund, refundForm, withGot } from './refund.ts'
import { type AskedReview, askedReviewForm, waitingAfter } from './review-terms.ts'

/** What an entry of the kind `decision` was asked. */
export interface DecisionRequest {
  /** Whether the request was a customer's claim: one more, or the same again; null for a status report. */
  readonly claim: 'counted' | 'repeated' | null
  readonly currency: string | null
  readonly circumstances: Circumstances
  /** The waiting review that this decision takes the place of. */
  readonly supersedes: string | null
}

/** Everything that was answered but what can be erased, and what the entry itself says. */
export interface DecisionResult {
  readonly outcome: 'approve' | 'deny' | 'review'
  /** The policy's own word for the outcome; null where no rule used one. */
  readonly label: string | null
  readonly reason_code: string
  /** Null unless approved. */
  readonly refund: Refund | null
  /** Named amounts that this decision adds (of a denial or review: explains), exact decimal text. */
  readonly amounts: NamedAmounts
  /** The same with what was given before. */
  readonly amounts_total: NamedAmounts
  readonly clause: ClauseReference | null
  readonly rule: string | null
  readonly actions: readonly GivenAction[]
  /** Actions that the rule asks for and an earlier decision gave. */
  readonly actions_given_before: readonly AnsweredAction[]
  readonly review: AskedReview | null
  /** Whether it counts as an approval or denial: once for each part and state. */
  readonly counted: boolean
  /** What the order got more than it may, where the decision makes the most that it may get known; null where that is not known. */
  readonly overlap: Overlap | null
}

type Decided = Said<DecisionRequest, DecisionResult>

const requestForm: Form<DecisionRequest> = objectOf<DecisionRequest>({
  claim: orNull(oneOf(['counted', 'repeated'])),
  currency: orNull(text),
  circumstances: circumstancesForm,
  supersedes: orNull(text),
})

const resultForm: Form<DecisionResult> = objectOf<DecisionResult>({
  outcome: oneOf(['approve', 'deny', 'review']),
  label: orNull(text),
  reason_code: text,
  refund: orNull(refundForm),
  amounts: usually(mapOf(decimal), {}),
  amounts_total: usually(mapOf(decimal), {}),
  clause: orNull(clauseReferenceForm),
  rule: orNull(text),
  actions: usually(listOf(givenActionForm), []),
  actions_given_before: usually(listOf(answeredActionForm), []),
  review: orNull(askedReviewForm),
  counted: usually(flag, false),
  overlap: overlapForm,
})

/** A refund was decided: approved, denied, or given to a person. */
export const decision = kindOf<DecisionRequest, DecisionResult>({
  request: requestForm,
  result: resultForm,
  isAutomatic: true,
  credit: creditIn,
  counts: countsAs,
  decidedBy: ({ result }) => {
    const { outcome, label, rule, clause } = result
    return { outcome, label, rule, clause: clause?.id ?? null }
  },
  order: afterDecision,
})

/** A denial is a claim that was denied; claims, approvals and denials count once for each part and state. */
function countsAs(said: Decided): readonly CountedThing[] {
  const { request, result } = said
  const things: CountedThing[] = ['decisions']
  if (request.claim === 'counted') things.push('claims')
  if (result.outcome === 'approve' && result.counted) things.push('approvals')
  if (result.outcome === 'deny' && result.counted) things.push('denials')
  if (result.outcome === 'review') things.push('reviews')
  if (creditIn(said) !== null) things.push('credits')
  return things
}

function afterDecision(before: OrderFold, said: Decided): OrderFold {
  const { request, result } = said
  const credit = creditIn(said)
  const isGiven = result.outcome === 'approve'
  const given = withGiven(before, { amounts: isGiven ? result.amounts : {}, actions: result.actions })
  const { order, part } = withOverlap(withGot(given, credit === null ? {} : { credited: credit.amount }), said)
  return {
    order: {
      ...order,
      currency: order.currency ?? request.currency,
      automatic: credit === null ? order.automatic : sumDecimals([order.automatic, credit.amount]),
    },
    part: {
      ...part,
      waiting_review: waitingAfter(before.part, said),
      last_decision: { id: said.id, sequence: said.sequence },
    },
  }
}
