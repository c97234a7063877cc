import { adjustment } from './kinds/adjustment.ts'
import { chargeAdded } from './kinds/charge-added.ts'
import { correction } from './kinds/correction.ts'
import { creditDelivered } from './kinds/credit-delivered.ts'
import { creditFailed } from './kinds/credit-failed.ts'
import { creditReturned } from './kinds/credit-returned.ts'
import { creditSpent } from './kinds/credit-spent.ts'
import { creditedElsewhere } from './kinds/credited-elsewhere.ts'
import { decision } from './kinds/decision.ts'
import { decisionReopened } from './kinds/decision-reopened.ts'
import { disputeAmended } from './kinds/dispute-amended.ts'
import { disputeClosed } from './kinds/dispute-closed.ts'
import { disputeOpened } from './kinds/dispute-opened.ts'
import { disputeReopened } from './kinds/dispute-reopened.ts'
import { erasure } from './kinds/erasure.ts'
import { orderRegistered } from './kinds/order-registered.ts'
import { reviewEscalated } from './kinds/review-escalated.ts'
import { reviewExtended } from './kinds/review-extended.ts'
import { reviewResolved } from './kinds/review-resolved.ts'
import { standingLifted } from './kinds/standing-lifted.ts'
import type { Kind } from './model/kind.ts'

/** Every kind of entry, by the name that is stored. */
const registered = {
  order_registered: orderRegistered,
  charge_added: chargeAdded,
  credited_elsewhere: creditedElsewhere,
  decision,
  decision_reopened: decisionReopened,
  review_extended: reviewExtended,
  review_escalated: reviewEscalated,
  review_resolved: reviewResolved,
  dispute_opened: disputeOpened,
  dispute_amended: disputeAmended,
  dispute_closed: disputeClosed,
  dispute_reopened: disputeReopened,
  standing_lifted: standingLifted,
  credit_spent: creditSpent,
  credit_delivered: creditDelivered,
  credit_failed: creditFailed,
  credit_returned: creditReturned,
  adjustment,
  correction,
  erasure,
}

export type EntryKind = keyof typeof registered

type PartsOf<Registered> =
  Registered extends Kind<infer Request, infer Result> ? { readonly request: Request; readonly result: Result } : never

/** What each kind was asked and answered. */
export type EntryParts = { readonly [Name in EntryKind]: PartsOf<(typeof registered)[Name]> }

/** Every kind by its name, so that a generic name finds its own forms. */
export const kinds: {
  readonly [Name in EntryKind]: Kind<EntryParts[Name]['request'], EntryParts[Name]['result']>
} = registered

export const entryKinds: readonly EntryKind[] = Object.keys(registered) as EntryKind[]
