import { type Form, flag, objectOf, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { accountAfterDispute, orderAfterDispute } from './dispute-effect.ts'
import { type DisputeNotice, disputeNoticeForm } from './dispute-notice.ts'
import { type DisputeRuled, decidedByDispute, disputeRuledForm } from './dispute-ruling.ts'

/** What an entry of the kind `dispute_amended` was asked. */
export interface DisputeAmendedRequest {
  /** The entry that opened it. */
  readonly dispute: string
  /** All that is known from now on. */
  readonly notice: DisputeNotice
  /** Whether it was an inquiry until now and is none any more. */
  readonly was_inquiry: boolean
}

const requestForm: Form<DisputeAmendedRequest> = objectOf<DisputeAmendedRequest>({
  dispute: text,
  notice: disputeNoticeForm,
  was_inquiry: flag,
})

/** More became known of a dispute, and it was decided anew. */
export const disputeAmended = kindOf<DisputeAmendedRequest, DisputeRuled>({
  request: requestForm,
  result: disputeRuledForm,
  counts: ({ request }) => (request.was_inquiry ? ['disputes'] : []),
  decidedBy: decidedByDispute,
  account: (before, said) => accountAfterDispute(before, said.request.dispute, said),
  order: orderAfterDispute,
})
