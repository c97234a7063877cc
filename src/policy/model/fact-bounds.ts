import type { Rational } from '../../money/rational.ts'
import type { FactDeclaration } from './policy.ts'

type Bounded = Pick<FactDeclaration, 'minimum' | 'maximum'>

/** Whether a number lies within what its fact declares. */
export function isWithinBounds({ minimum, maximum }: Bounded, value: Rational): boolean {
  return (minimum === null || value.compare(minimum) >= 0) && (maximum === null || value.compare(maximum) <= 0)
}

/** The bound that a number lies beyond, for messages; null where it lies within both. */
export function brokenBound({ minimum, maximum }: Bounded, value: Rational): string | null {
  if (minimum !== null && value.compare(minimum) < 0) return `is below the minimum of ${minimum.toDecimal()}`
  return maximum !== null && value.compare(maximum) > 0 ? `is above the maximum of ${maximum.toDecimal()}` : null
}

/** What is accepted, as in "at least 0 and at most 100"; null for a fact without bounds. */
export function boundsText({ minimum, maximum }: Bounded): string | null {
  const parts = [
    minimum === null ? null : `at least ${minimum.toDecimal()}`,
    maximum === null ? null : `at most ${maximum.toDecimal()}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(' and ')
}
