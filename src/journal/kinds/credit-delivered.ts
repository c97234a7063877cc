import { objectOf } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { negatedSum, type Sum, sumForm } from '../model/sum.ts'
import { type DeliveryRequest, deliveryRequestForm } from './delivery-request.ts'

/** What an entry of the kind `credit_delivered` answered. */
export interface CreditDeliveredResult {
  /** What left our balance, above 0. */
  readonly delivery: Sum
}

/** A credit reached the place where the customer's money lives. */
export const creditDelivered = kindOf<DeliveryRequest, CreditDeliveredResult>({
  request: deliveryRequestForm,
  result: objectOf<CreditDeliveredResult>({ delivery: sumForm }),
  movement: ({ result }) => negatedSum(result.delivery),
})
