import { kindOf } from '../model/kind.ts'
import { accountAfterDispute, orderAfterDispute } from './dispute-effect.ts'
import { type DisputeNotice, disputeNoticeForm } from './dispute-notice.ts'
import { type DisputeRuled, decidedByDispute, disputeRuledForm } from './dispute-ruling.ts'

/** A payment dispute was reported and decided by the policy's dispute rules. An inquiry is none in history. */
export const disputeOpened = kindOf<DisputeNotice, DisputeRuled>({
  request: disputeNoticeForm,
  result: disputeRuledForm,
  counts: ({ request }) => (request.kind === 'inquiry' ? [] : ['disputes']),
  decidedBy: decidedByDispute,
  account: (before, said) => accountAfterDispute(before, said.id, said),
  order: orderAfterDispute,
})
