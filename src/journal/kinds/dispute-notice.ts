import { decimal, type Form, objectOf, oneOf, orNull, text } from '../model/form.ts'

export const disputeKinds = ['inquiry', 'chargeback', 'arbitration'] as const
/** In ascending weight: an inquiry takes no money. */
export type DisputeKind = (typeof disputeKinds)[number]

/** What is known of a dispute from its notices. */
export interface DisputeNotice {
  /** What it is recognised by within the account: the provider's id, or payment reference and time of opening. */
  readonly key: string
  readonly provider_id: string | null
  readonly kind: DisputeKind
  readonly payment_reference: string
  /** Exact decimal text, above 0. */
  readonly amount: string
  readonly currency: string
  readonly opened_at: string
  readonly support_contacted_at: string | null
  /** Until when it has to be answered at the stage it is in; null where none was told, and once it has ended. */
  readonly respond_by: string | null
}

export const disputeNoticeForm: Form<DisputeNotice> = objectOf<DisputeNotice>({
  key: text,
  provider_id: orNull(text),
  kind: oneOf(disputeKinds),
  payment_reference: text,
  amount: decimal,
  currency: text,
  opened_at: text,
  support_contacted_at: orNull(text),
  respond_by: orNull(text),
})
