import { nullable, objectOf, oneOf, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import type { Standing } from '../model/state.ts'
import { standingForm } from '../model/state-forms.ts'
import { type Sum, sumForm } from '../model/sum.ts'
import { accountAfterDispute, type DisputeEffect, disputeEffectForm, orderAfterDispute } from './dispute-effect.ts'

export const disputeClosings = ['won', 'lost', 'withdrawn'] as const
/** How a dispute ended, seen from the business that was paid. */
export type DisputeClosing = (typeof disputeClosings)[number]

/** What an entry of the kind `dispute_closed` was asked. */
export interface DisputeClosedRequest {
  /** The entry that opened it. */
  readonly dispute: string
}

/** What an entry of the kind `dispute_closed` answered. */
export interface DisputeClosedResult {
  readonly outcome: DisputeClosing
  /** What a person stated that it took, in the order's currency; null where the notice says it. */
  readonly stated: Sum | null
  /** The account's standing afterwards. */
  readonly standing: Standing
  readonly effect: DisputeEffect
}

/** A payment dispute ended, or its end was corrected. */
export const disputeClosed = kindOf<DisputeClosedRequest, DisputeClosedResult>({
  request: objectOf<DisputeClosedRequest>({ dispute: text }),
  result: objectOf<DisputeClosedResult>({
    outcome: oneOf(disputeClosings),
    stated: nullable(sumForm),
    standing: standingForm,
    effect: disputeEffectForm,
  }),
  account: (before, said) => accountAfterDispute(before, said.request.dispute, said),
  order: orderAfterDispute,
})
