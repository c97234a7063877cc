import { objectOf, orNull, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { type Sum, sumForm } from '../model/sum.ts'

/** What an entry of the kind `credit_returned` was asked. */
export interface CreditReturnedRequest {
  /** The decision that credited, or whose review did. */
  readonly decision: string
  /** The report of it: a transaction, or what was said. */
  readonly reference: string
  /** The delivery that came back. */
  readonly delivery: string
}

/** What an entry of the kind `credit_returned` answered. */
export interface CreditReturnedResult {
  /** What is on our balance again, above 0. */
  readonly returned: Sum
  /** How it is to be delivered; null where the policy left it open. */
  readonly method: string | null
}

/** A delivered credit came back: it is on the balance again, and waits for its delivery. */
export const creditReturned = kindOf<CreditReturnedRequest, CreditReturnedResult>({
  request: objectOf<CreditReturnedRequest>({ decision: text, reference: text, delivery: text }),
  result: objectOf<CreditReturnedResult>({ returned: sumForm, method: orNull(text) }),
  movement: ({ result }) => result.returned,
  undelivered: ({ result }) => result.returned,
})
