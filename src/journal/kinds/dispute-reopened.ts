import { objectOf, orNull, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import type { Standing } from '../model/state.ts'
import { standingForm } from '../model/state-forms.ts'
import { accountAfterDispute, type DisputeEffect, disputeEffectForm, orderAfterDispute } from './dispute-effect.ts'

/** What an entry of the kind `dispute_reopened` was asked. */
export interface DisputeReopenedRequest {
  /** The entry that opened it. */
  readonly dispute: string
  /** Until when the new round has to be answered; null where none was told. */
  readonly respond_by: string | null
}

/** What an entry of the kind `dispute_reopened` answered. */
export interface DisputeReopenedResult {
  /** The account's standing afterwards. */
  readonly standing: Standing
  readonly effect: DisputeEffect
}

/** A dispute that had ended is open again. */
export const disputeReopened = kindOf<DisputeReopenedRequest, DisputeReopenedResult>({
  request: objectOf<DisputeReopenedRequest>({ dispute: text, respond_by: orNull(text) }),
  result: objectOf<DisputeReopenedResult>({ standing: standingForm, effect: disputeEffectForm }),
  account: (before, said) => accountAfterDispute(before, said.request.dispute, said),
  order: orderAfterDispute,
})
