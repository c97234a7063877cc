import { formatAmount } from '../money/amounts.ts'
import type { Rational } from '../money/rational.ts'
import type { RulingMessage } from '../policy/evaluate/evaluator.ts'

/** The sums of a settled decision; null where there is none. */
export interface MessageSums {
  /** Named amounts, as this decision adds them. */
  readonly amounts: ReadonlyMap<string, Rational>
  readonly refund: Rational | null
  readonly entitled: Rational | null
  readonly already_credited: Rational | null
  readonly proposed: Rational | null
}

/** The text a customer reads: the sums written with the currency's digits, "unknown" where there is none. */
export function renderMessage(message: RulingMessage, sums: MessageSums, scale: number): string {
  return message
    .map((part) => {
      if (typeof part === 'string') return part
      const sum = part.placeholder === 'amount' ? (sums.amounts.get(part.name) ?? null) : sums[part.placeholder]
      return sum === null ? 'unknown' : formatAmount(sum, scale)
    })
    .join('')
}
