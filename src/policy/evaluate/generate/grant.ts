import type { Rational } from '../../../money/rational.ts'
import type { RoundingMode } from '../../../money/rounding-mode.ts'
import { Unknown } from '../../model/value.ts'
import { entitlement } from '../entitlement.ts'
import type { Verdict, VerdictTerms } from '../verdict.ts'

/** What every grant of a rule has in common. */
export interface GrantTerms {
  readonly terms: VerdictTerms
  /** The verdict where nothing is due; null where a proposal of 0 stands. */
  readonly nothing: Verdict | null
  readonly rounding: RoundingMode
}

/**
 * The verdict of a rule that gives or proposes money, from its exact value. Undefined wherever
 * anything is unusual: the interpreter then says what it is.
 */
export function grant(
  { terms, nothing, rounding }: GrantTerms,
  exact: Rational,
  method: string | null,
  charge: Rational | undefined,
  cap: Rational | undefined,
  scale: number | undefined,
): Verdict | undefined {
  if (charge === undefined || cap === undefined || scale === undefined) return undefined
  if (!charge.isShortDecimal() || !cap.isShortDecimal()) return undefined
  const due = entitlement(exact, { charge, cap, scale }, rounding)
  if (due instanceof Unknown) return undefined
  if (nothing !== null && due.entitled.sign() === 0) return nothing
  return { terms, entitled: due.entitled, cappedFrom: due.cappedFrom, method }
}
