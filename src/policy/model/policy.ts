import type { Rational } from '../../money/rational.ts'
import type { RoundingMode } from '../../money/rounding-mode.ts'
import type { Position } from '../../problems/diagnostic.ts'
import type { WorkingDays } from '../../time/working-days.ts'
import type { Action, ActionDeclaration } from './action.ts'
import type { Case } from './case.ts'
import type { Condition } from './condition.ts'
import type { DisputeEndings } from './dispute-ending.ts'
import type { Expression, ExpressionType } from './expression.ts'
import type { HistoryQuery } from './history-query.ts'
import type { Measure } from './measure.ts'
import type { Words } from './template.ts'
import type { FactType, Value } from './value.ts'

/**
 * A policy as it is executed: parsed, checked, every name resolved. It is immutable and made only
 * by `parsePolicy`; a text with an error never becomes one.
 */
export interface Policy {
  readonly name: string
  readonly title: Words
  readonly contact: string | null
  /** BCP 47 tags; every text is there in each of them. The first is used where nobody asks for another. */
  readonly languages: readonly [string, ...string[]]
  readonly timeZone: string
  /** Null where the policy does not say which days are working days: then no formula counts any. */
  readonly workingDays: WorkingDays | null
  readonly money: { readonly rounding: RoundingMode; readonly scale: ReadonlyMap<string, number> }
  readonly refundMethods: readonly string[]
  /** Declared labels and the built-in kinds themselves: `refill_first` -> deny, `approve` -> approve. */
  readonly outcomes: ReadonlyMap<string, OutcomeKind>
  readonly actions: ReadonlyMap<string, ActionDeclaration>
  readonly subject: Subject
  readonly facts: ReadonlyMap<string, FactDeclaration>
  /** Optional facts that a request must give while a formula over its other facts, without history, is true. */
  readonly requiredWhen: ReadonlyMap<string, Expression>
  /** In dependency order: each reads facts and earlier ones only. */
  readonly derived: ReadonlyMap<string, Expression>
  readonly tables: ReadonlyMap<string, Table>
  readonly constants: ReadonlyMap<string, Measure>
  /** How values of facts and tables are written for people, in each language. */
  readonly labels: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly conditions: ReadonlyMap<string, Condition>
  readonly limits: readonly Limit[]
  readonly review: ReviewDefaults
  /** Texts for reasons that the service gives by itself, by reason. */
  readonly messages: ReadonlyMap<BuiltInReason, Words>
  readonly clauses: readonly Clause[]
  readonly refunds: readonly RefundRule[]
  readonly defaultRuling: RefundRule
  readonly disputes: readonly DisputeRule[]
  /** What the end of a dispute does to the standing that it gave. */
  readonly disputeEndings: DisputeEndings
  readonly cases: readonly Case[]
  /** The facts that each section reads, directly or through derived values, conditions, subject and texts. */
  readonly reads: { readonly refunds: ReadonlySet<string>; readonly disputes: ReadonlySet<string> }
}

export const outcomeKinds = ['approve', 'deny', 'review'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]
/** In ascending severity. */
export const disputeOutcomes = ['none', 'warn', 'suspend', 'terminate', 'ban'] as const
export type DisputeOutcome = (typeof disputeOutcomes)[number]

/** Reasons that no rule words: the service gives them by itself. */
export const builtInReasons = [
  'nothing_to_refund',
  'already_credited',
  'missing_fact',
  'calculation_fault',
  'over_limit',
  'dispute_open',
  'approvals_paused',
  'denied_by_reviewer',
  'charge_differs',
  'whole_order_credited',
  'denied_before',
  'reopened',
  'recovery',
  'dispute_amount',
  'part_waits',
] as const
export type BuiltInReason = (typeof builtInReasons)[number]

/** How the facts name order, account and money; charge, cap and currency read order facts and constants only. */
export interface Subject {
  readonly order: Expression
  readonly account: Expression
  readonly charge: Expression
  /** The most that the order may get; the charge where the policy words none. */
  readonly cap: Expression
  readonly currency: Expression
  /** What of the order a request is about; null, or unknown, where it is about the whole order. */
  readonly part: Expression | null
  /** The facts that say what became of the order: order facts always among them, history never. */
  readonly state: ReadonlySet<string>
  /** What a report with a higher charge than the frozen one leads to. */
  readonly higherCharge: 'review' | 'ignore'
  readonly purchasedAt: Expression | null
  /** The fact whose value other than its default makes a request a customer's claim. */
  readonly claim: string | null
  /** The fact that says when it was claimed; it is no part of the order's state. */
  readonly claimedAt: string | null
  /** The language that the customer reads; null where no fact says it. */
  readonly language: Expression | null
}

/** A fact as it is declared: its type, where it comes from, and what its absence means. */
export interface FactDeclaration {
  readonly name: string
  readonly type: FactType
  readonly values: readonly string[] | null
  /** The least and the most that a request may give of a number; null where nothing bounds it. */
  readonly minimum: Rational | null
  readonly maximum: Rational | null
  readonly description: string | null
  readonly from: 'request' | 'order' | 'history'
  readonly presence: 'required' | 'optional' | 'default'
  readonly defaultValue: Value | null
  readonly personal: boolean
  /**
   * What customers call it, by language, where what it says could have been otherwise: an answer that it would flip is
   * told. Empty where it has no words of its own, null where nobody can change it.
   */
  readonly changeable: ReadonlyMap<string, string> | null
  readonly history: HistoryQuery | null
  readonly position: Position
}

/** One row of a table's edges: `up_to` <=, `below` <, `at_least` >=, `above` >. */
export interface TierRow {
  readonly edge: 'up_to' | 'below' | 'at_least' | 'above'
  readonly bound: Value
  readonly value: Value
}

/** How a table is shown to people: its heading and those of its columns by language, and what its numbers count. */
export interface TableDisplay {
  readonly title: ReadonlyMap<string, string>
  readonly keys: readonly ReadonlyMap<string, string>[]
  readonly cells: ReadonlyMap<string, string>
  /** Units as those of constants; null where a number counts nothing that is named. */
  readonly unit: string | null
  readonly edgeUnit: string | null
}

/** Rows to look a value up in; the cells are all of one type. */
export type Table = { readonly display?: TableDisplay } & (
  | {
      readonly kind: 'tier'
      readonly type: ExpressionType
      readonly rows: readonly TierRow[]
      readonly otherwise: Value
    }
  /** One or two keys; a row of a two-key table is found by the JSON text of both keys. `otherwise` is null only where the rows are exhaustive. */
  | {
      readonly kind: 'lookup'
      readonly type: ExpressionType
      readonly keys: 1 | 2
      readonly rows: ReadonlyMap<string, Value>
      readonly otherwise: Value | null
    }
)

/** A rule of the section `refunds`, or the default. */
export interface RefundRule {
  readonly id: string
  readonly clause: string | null
  readonly when: Condition
  /** The label as written, and the kind that it is. */
  readonly outcome: string
  readonly kind: OutcomeKind
  readonly reason: string
  readonly message: Words
  readonly refund: Expression | null
  readonly amounts: readonly { readonly name: string; readonly formula: Expression }[]
  /** Names of `amounts` that add up to the refund. */
  readonly split: readonly string[]
  readonly method: Expression | null
  /** Given when it is approved, by itself or by a person. */
  readonly actions: readonly Action[]
  readonly review: ReviewTerms | null
  readonly position: Position
}

/** Times in milliseconds; what a rule leaves out comes from the policy's defaults. */
export interface ReviewTerms {
  readonly level: Expression | null
  readonly targetMilliseconds: number | null
  readonly dueMilliseconds: number | null
  /** Given while it waits. */
  readonly actions: readonly Action[]
}

/** Level and times of reviews that no rule words; times in milliseconds. */
export interface ReviewDefaults {
  /** Ascending. */
  readonly levels: readonly string[]
  /** A formula that may read the refund that is proposed or approved. */
  readonly level: Expression
  readonly targetMilliseconds: number
  readonly dueMilliseconds: number
}

/** A rule of the section `disputes`; it says what becomes of the account. */
export interface DisputeRule {
  readonly id: string
  readonly clause: string | null
  readonly when: Condition
  readonly outcome: DisputeOutcome
  readonly reason: string
  readonly message: Words
  readonly actions: readonly Action[]
  readonly position: Position
}

/** The largest automatic refund `per` decision, account and day, or for all accounts and day. */
export interface Limit {
  readonly per: 'decision' | 'account_day' | 'day'
  readonly currency: string
  /** Decimal text. */
  readonly amount: string
}

/** A clause of the public text with its sub-clauses; ids are unique over all of them. */
export interface Clause {
  readonly id: string
  readonly title: Words
  readonly text: Words
  readonly informational: boolean
  readonly clauses: readonly Clause[]
}
