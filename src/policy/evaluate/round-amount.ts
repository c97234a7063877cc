import { OverflowError } from '../../money/calculation-errors.ts'
import type { Rational } from '../../money/rational.ts'
import type { RoundingMode } from '../../money/rounding-mode.ts'
import { Unknown } from '../model/value.ts'

/** The amount with so many decimals; a calculation fault where that leaves the bounds of what can be counted. */
export function roundAmount(exact: Rational, scale: number, mode: RoundingMode): Rational | Unknown {
  try {
    return exact.round(scale, mode)
  } catch (error) {
    if (error instanceof OverflowError) return Unknown.fault(error.message)
    throw error
  }
}
