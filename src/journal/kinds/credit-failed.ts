import { objectOf } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { type Sum, sumForm } from '../model/sum.ts'
import { type DeliveryRequest, deliveryRequestForm } from './delivery-request.ts'

/** What an entry of the kind `credit_failed` answered. */
export interface CreditFailedResult {
  /** What did not get there. */
  readonly failed: Sum
}

/** A credit did not reach the place where the customer's money lives. */
export const creditFailed = kindOf<DeliveryRequest, CreditFailedResult>({
  request: deliveryRequestForm,
  result: objectOf<CreditFailedResult>({ failed: sumForm }),
})
