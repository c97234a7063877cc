import { objectOf, text } from '../model/form.ts'
import { kindOf } from '../model/kind.ts'
import { negatedSum, type Sum, sumForm } from '../model/sum.ts'

/** What an entry of the kind `credit_spent` was asked. */
export interface CreditSpentRequest {
  /** What was paid with it: the same reference is the same debit. */
  readonly reference: string
}

/** What an entry of the kind `credit_spent` answered. */
export interface CreditSpentResult {
  /** Above 0. */
  readonly debit: Sum
}

/** Something was paid with the balance. */
export const creditSpent = kindOf<CreditSpentRequest, CreditSpentResult>({
  request: objectOf<CreditSpentRequest>({ reference: text }),
  result: objectOf<CreditSpentResult>({ debit: sumForm }),
  movement: ({ result }) => negatedSum(result.debit),
})
