import type { DisputeEffect } from '../journal/kinds/dispute-effect.ts'
import type { Standing } from '../journal/model/state.ts'
import { negated } from '../journal/model/sum.ts'
import { sumDecimals } from '../money/sum-decimals.ts'

/** What a dispute counts for its account and order. */
export interface DisputeCounts {
  /** As an open chargeback or arbitration. */
  readonly isOpen: boolean
  /** As lost, with a sum that a person has to state. */
  readonly isUnclear: boolean
  /** Exact decimal text in the order's currency. */
  readonly chargedBack: string
  /** What the policy ruled, at its worst. */
  readonly ruled: Standing
  /** What its end made of that. */
  readonly ended: 'keeps' | Standing
}

/** Before a dispute's first entry. */
export const countsNothing: DisputeCounts = {
  isOpen: false,
  isUnclear: false,
  chargedBack: '0',
  ruled: 'good',
  ended: 'keeps',
}

/** What leads from the one to the other: {@link countsAfter} gives `after` again. Pure. */
export function effectBetween(before: DisputeCounts, after: DisputeCounts): Omit<DisputeEffect, 'overlap'> {
  return {
    open: step(before.isOpen, after.isOpen),
    unclear: step(before.isUnclear, after.isUnclear),
    charged_back: sumDecimals([after.chargedBack, negated(before.chargedBack)]),
    ruled: after.ruled === before.ruled ? null : after.ruled,
    ended: after.ended === before.ended ? null : after.ended,
  }
}

/** What the dispute counts after an entry about it. Pure. */
export function countsAfter(before: DisputeCounts, effect: DisputeEffect): DisputeCounts {
  return {
    isOpen: stepped(before.isOpen, effect.open),
    isUnclear: stepped(before.isUnclear, effect.unclear),
    chargedBack: sumDecimals([before.chargedBack, effect.charged_back]),
    ruled: effect.ruled ?? before.ruled,
    ended: effect.ended ?? before.ended,
  }
}

function step(before: boolean, after: boolean): -1 | 0 | 1 {
  if (before === after) return 0
  return after ? 1 : -1
}

function stepped(before: boolean, by: -1 | 0 | 1): boolean {
  return by === 0 ? before : by === 1
}
