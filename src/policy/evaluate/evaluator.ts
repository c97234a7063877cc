import type { Rational } from '../../money/rational.ts'
import type { BuiltInReason, DisputeOutcome, OutcomeKind, Policy, RefundRule } from '../model/policy.ts'
import type { Words } from '../model/template.ts'
import type { FactValues, Value } from '../model/value.ts'
import type { Evaluation } from './evaluation.ts'
import type { NamedAction } from './named-actions.ts'
import type { Verdict } from './verdict.ts'

/** How an evaluator works, the quickest first. */
export type EvaluatorKind = 'compiled' | 'interpreted' | 'reference'

/**
 * Applies one policy to facts. Every evaluator gives the same rulings: pure, never throws or rejects
 * for any facts that the policy's declaration admits. The facts hold everything known, history facts
 * included. An evaluator may answer at once or with a promise (json-rules-engine can only do the
 * latter): callers `await` what they get.
 */
export interface Evaluator {
  /** Generated code, closures, or json-rules-engine. */
  readonly kind: EvaluatorKind
  /** A run of the policy over known facts, for asking and for ruling on. */
  begin(facts: FactValues, now: number): Evaluation
  /** Rules on a run that this evaluator began, with further facts or without; any other is refused with a TypeError. */
  ruleRefund(evaluation: Evaluation): Ruling | Promise<Ruling>
  ruleDispute(evaluation: Evaluation): DisputeRuling | Promise<DisputeRuling>
  /** Begins a run and rules on it. */
  evaluateRefund(facts: FactValues, now: number): Ruling | Promise<Ruling>
  evaluateDispute(facts: FactValues, now: number): DisputeRuling | Promise<DisputeRuling>
}

/** An evaluator that always answers at once, for callers that must not wait. */
export interface SynchronousEvaluator extends Evaluator {
  /** Outcome and exact amount of a ruling on these facts, without its words: the quick way for many. */
  judgeRefund(facts: FactValues, now: number): Verdict
  ruleRefund(evaluation: Evaluation): Ruling
  ruleDispute(evaluation: Evaluation): DisputeRuling
  evaluateRefund(facts: FactValues, now: number): Ruling
  evaluateDispute(facts: FactValues, now: number): DisputeRuling
}

export type CreateEvaluator = (policy: Policy) => Evaluator
/** Makes an evaluator that may be tried out first. */
export type PrepareEvaluator = (policy: Policy) => Evaluator | Promise<Evaluator>

/** What the policy alone says of an order, before what it already got is taken off. */
export interface Ruling {
  /** Label as the rule words it; equals `kind` where no label is used. */
  readonly outcome: string
  readonly kind: OutcomeKind
  readonly reason: string
  /** Null for the default, and with the clause where no rule decided; nothing_to_refund names the rule that would have paid. */
  readonly rule: string | null
  readonly clause: string | null
  readonly message: RulingMessage
  /** Null where the charge is unknown. */
  readonly charge: Rational | null
  /** The most that the order may get; null where it is unknown. */
  readonly cap: Rational | null
  readonly currency: string | null
  /**
   * After the cap. Approve: the rounded amount the order is entitled to, above 0 but for a rule
   * without `refund`. Review: the proposed one, or null. Deny: null.
   */
  readonly entitled: Rational | null
  /** The rounded amount before the cap took something away; null where it took nothing. */
  readonly cappedFrom: Rational | null
  /** Null where nothing is refunded, or a review leaves it open. */
  readonly method: string | null
  /** Totals of the named amounts in their order, rounded for showing. */
  readonly amounts: ReadonlyMap<string, Rational>
  /** Names of the amounts that add up to the refund. */
  readonly split: readonly string[]
  /** Present exactly when `kind` is review. */
  readonly review: {
    readonly level: string
    readonly targetMilliseconds: number
    readonly dueMilliseconds: number
  } | null
  /** Sorted; the facts whose absence matters, empty but for missing_fact and calculation_fault. */
  readonly missingFacts: readonly string[]
  /** The reason where the service gave it by itself; null where a rule or the default decided. */
  readonly builtIn: BuiltInReason | null
  /** The rule, or the default, that decided; null where the service did by itself. */
  readonly decidedBy: RefundRule | null
}

/** What a customer is told, before it is written in a language: the text and the values that it names. What is credited is known only later. */
export interface RulingMessage {
  readonly words: Words
  /** Facts and derived values by name; null where unknown. */
  readonly values: ReadonlyMap<string, Value | null>
  readonly currency: string | null
  readonly method: string | null
}

/** What the policy says of a dispute; without a rule and a clause where none matched or none could be tried. */
export interface DisputeRuling {
  readonly outcome: DisputeOutcome
  readonly rule: string | null
  readonly clause: string | null
  readonly reason: string
  readonly message: RulingMessage
  readonly actions: readonly NamedAction[]
}
