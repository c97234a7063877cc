import { type Form, objectOf, text } from '../model/form.ts'

/** A report of what became of a credit that was to be delivered. */
export interface DeliveryRequest {
  /** The decision that credited, or whose review did. */
  readonly decision: string
  /** The transaction there; for a failure, what was said. */
  readonly reference: string
}

export const deliveryRequestForm: Form<DeliveryRequest> = objectOf<DeliveryRequest>({ decision: text, reference: text })
