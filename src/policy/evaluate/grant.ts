import { roundedBelow } from '../../money/amounts.ts'
import type { Rational } from '../../money/rational.ts'
import type { RoundingMode } from '../../money/rounding-mode.ts'
import type { Policy, RefundRule } from '../model/policy.ts'
import { Unknown } from '../model/value.ts'
import { entitlement } from './entitlement.ts'
import { payableCap } from './payable-cap.ts'
import { nothingTerms, termsOf, type Verdict, type VerdictTerms, verdictWithoutAmount } from './verdict.ts'

/** What every grant of a rule has in common. */
export interface GrantTerms {
  readonly terms: VerdictTerms
  /** The verdict where nothing is due; null where a proposal of 0 stands. */
  readonly nothing: Verdict | null
  readonly rounding: RoundingMode
}

/** What the grants of a rule have in common. */
export function grantTerms(policy: Policy, rule: RefundRule): GrantTerms {
  const isProposal = rule.kind === 'review'
  return {
    terms: termsOf(policy, rule),
    nothing: isProposal ? null : verdictWithoutAmount(nothingTerms(policy, rule)),
    rounding: policy.money.rounding,
  }
}

type Amount = Rational | null | undefined

/** The verdict of a rule that gives or proposes the whole charge, which is the cap too; otherwise as {@link grant}. */
export function grantWhole(
  { terms }: GrantTerms,
  method: string | null,
  charge: Amount,
  scale: number | undefined,
): Verdict | undefined {
  if (charge === undefined || charge === null || scale === undefined) return undefined
  if (charge.sign() <= 0 || !charge.isShortDecimal()) return undefined
  return { terms, entitled: charge, cappedFrom: null, method }
}

/**
 * The verdict of a rule that gives or proposes money, from its exact value; charge, cap and scale are
 * null or undefined where they are unknown. Undefined wherever anything is unusual: the interpreter
 * then says what it is.
 */
export function grant(
  common: GrantTerms,
  method: string | null,
  exact: Rational,
  charge: Amount,
  cap: Amount,
  scale: number | undefined,
): Verdict | undefined {
  if (charge === undefined || charge === null || cap === undefined || cap === null || scale === undefined) {
    return undefined
  }
  if (charge.sign() <= 0 || !charge.isShortDecimal()) return undefined
  const { terms, nothing, rounding } = common
  const beyond = cap === charge ? exact.compare(charge) : 1
  if (beyond > 0) return grantCapped(common, method, exact, { charge, cap, scale })
  const entitled = beyond === 0 ? charge : roundedBelow(exact, charge, scale, rounding)
  if (nothing !== null && entitled.sign() === 0) return nothing
  return { terms, entitled, cappedFrom: null, method }
}

function grantCapped(
  { terms, nothing, rounding }: GrantTerms,
  method: string | null,
  exact: Rational,
  { charge, cap, scale }: { readonly charge: Rational; readonly cap: Rational; readonly scale: number },
): Verdict | undefined {
  if (!cap.isShortDecimal()) return undefined
  const most = cap === charge ? charge : payableCap(cap, { charge, scale }, rounding)
  const due = entitlement(exact, { charge, cap: most, scale }, rounding)
  if (due instanceof Unknown) return undefined
  if (nothing !== null && due.entitled.sign() === 0) return nothing
  return { terms, entitled: due.entitled, cappedFrom: due.cappedFrom, method }
}
