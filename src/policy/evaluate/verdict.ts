import type { Rational } from '../../money/rational.ts'
import type { BuiltInReason, OutcomeKind, Policy, RefundRule } from '../model/policy.ts'
import type { Unknown } from '../model/value.ts'

/** What all verdicts of a rule have in common; made once per policy. */
export interface VerdictTerms {
  readonly kind: OutcomeKind
  /** Label as the rule words it; equals `kind` where no label is used. */
  readonly outcome: string
  readonly reason: string
  readonly rule: string | null
  readonly clause: string | null
  /** The rule, or the default, that was settled; null where none could be. */
  readonly settled: RefundRule | null
  /** Whether a rule that would have paid came to nothing. */
  readonly isNothing: boolean
}

/** What a policy says of an order, without its words: the outcome and the exact amount, as in a {@link Ruling}. */
export interface Verdict {
  readonly terms: VerdictTerms
  readonly entitled: Rational | null
  readonly cappedFrom: Rational | null
  readonly method: string | null
}

/** The terms of a rule that decides. */
export function termsOf({ defaultRuling }: Policy, rule: RefundRule): VerdictTerms {
  return {
    kind: rule.kind,
    outcome: rule.outcome,
    reason: rule.reason,
    rule: rule === defaultRuling ? null : rule.id,
    clause: rule.clause,
    settled: rule,
    isNothing: false,
  }
}

/** The terms of a rule that would have paid, and came to nothing. */
export function nothingTerms(policy: Policy, rule: RefundRule): VerdictTerms {
  const denied = { kind: 'deny', outcome: 'deny', reason: 'nothing_to_refund', isNothing: true } as const
  return { ...termsOf(policy, rule), ...denied }
}

/** Nothing is due by these terms, or no amount belongs to them. */
export function verdictWithoutAmount(terms: VerdictTerms): Verdict {
  return { terms, entitled: null, cappedFrom: null, method: null }
}

/** Why no rule could be settled: the service's own reason. */
export function unknownReason({ fault }: Unknown): Extract<BuiltInReason, 'missing_fact' | 'calculation_fault'> {
  return fault === null ? 'missing_fact' : 'calculation_fault'
}

/** The verdict where no rule could be settled: a person looks. */
export function undecidedVerdict(reason: BuiltInReason): Verdict {
  return verdictWithoutAmount({
    kind: 'review',
    outcome: 'review',
    reason,
    rule: null,
    clause: null,
    settled: null,
    isNothing: false,
  })
}
