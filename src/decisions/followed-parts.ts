import { Rational } from '../money/rational.ts'
import { sumDecimals } from '../money/sum-decimals.ts'
import { negated } from './credit-sums.ts'
import type { ReplayMove } from './replay-moves.ts'

/** Parts of orders that got more or less than they did; more of them are not followed. */
const mostFollowed = 200_000

/** What would have been credited to parts of orders, decision after decision. */
export interface FollowedParts {
  /** What the decision would credit after all that would have been credited before; null where it approves nothing. */
  credit(move: ReplayMove): string | null
  /** Whether every part was followed. */
  isComplete(): boolean
}

/**
 * Follows each part of an order: what would have been credited more by an earlier decision is not credited once more by
 * a later report, and what would have been credited less is left to it. At most {@link mostFollowed} parts differ at a time.
 */
export function createFollowedParts(): FollowedParts {
  /** By part and currency: what would have been credited so far, less what was. Never 0. */
  const ahead = new Map<string, string>()
  let isComplete = true
  const note = (key: string, change: string): void => {
    const before = ahead.get(key)
    const sum = sumDecimals([before ?? '0', change])
    if (sum === '0') ahead.delete(key)
    else if (before !== undefined || ahead.size < mostFollowed) ahead.set(key, sum)
    else isComplete = false
  }
  return {
    credit: (move) => {
      const { before, after, open } = move
      const key = (currency: string | null): string => partKey(move, currency)
      const amount = open === null ? null : leftOver(open, ahead.get(key(after.currency)), after.amount)
      if (before.currency === after.currency) {
        note(key(after.currency), sumDecimals([amount ?? '0', negated(before.amount ?? '0')]))
      } else {
        note(key(before.currency), negated(before.amount ?? '0'))
        note(key(after.currency), amount ?? '0')
      }
      return amount
    },
    isComplete: () => isComplete,
  }
}

/** The amount keeps its decimals where nothing was credited otherwise before. */
function leftOver(open: string, isAhead: string | undefined, amount: string | null): string {
  if (isAhead === undefined) return amount ?? '0'
  const rest = Rational.of(open).minus(Rational.of(isAhead))
  return rest.sign() > 0 ? rest.toDecimal() : '0'
}

function partKey({ place: { account, order, part, policy } }: ReplayMove, currency: string | null): string {
  return JSON.stringify([policy.name, order, part, currency, order === null ? account : null])
}
