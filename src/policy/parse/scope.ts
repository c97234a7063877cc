import type { RoundingMode } from '../../money/rounding-mode.ts'
import type { WorkingDays } from '../../time/working-days.ts'
import type { DocumentNode } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { ActionDeclaration } from '../model/action.ts'
import type { Condition } from '../model/condition.ts'
import type { Expression, ExpressionType } from '../model/expression.ts'
import type { Measure } from '../model/measure.ts'
import type { FactDeclaration, OutcomeKind, Table } from '../model/policy.ts'
import type { Words } from '../model/template.ts'

/** Facts, derived values, tables and conditions: what formulas and conditions may name. */
export interface Names {
  readonly facts: ReadonlyMap<string, FactDeclaration>
  /** In dependency order, those that have no name in the policy among them. */
  readonly derived: ReadonlyMap<string, Expression>
  readonly types: ReadonlyMap<string, { readonly kind: 'fact' | 'derived'; readonly type: ExpressionType }>
  readonly tables: ReadonlyMap<string, Table>
  readonly conditions: NamedConditions
  /** How the policy rounds its amounts. */
  readonly rounding: RoundingMode
  /** Null where the policy does not say which days are working days. */
  readonly workingDays: WorkingDays | null
  /** Adds a derived value that has no name in the policy, under a text that no name can be. */
  readonly keepUnnamed: (text: string, formula: Expression) => void
  readonly constants: ReadonlyMap<string, Measure>
  /** Declared, but with faults of their own: whoever names them is not at fault. */
  readonly broken: { readonly names: ReadonlySet<string>; readonly tables: ReadonlySet<string> }
}

/** Named conditions, resolved where they are without fault. */
export interface NamedConditions {
  readonly resolved: ReadonlyMap<string, Condition>
  readonly broken: ReadonlySet<string>
}

/** Everything that rules may name, and where faults go. */
export interface Scope {
  readonly faults: FaultList
  readonly names: Names
  /** Where each condition was written. */
  readonly places: WeakMap<Condition, DocumentNode>
  /** Titles of all clauses by id, sub-clauses included. */
  readonly clauseTitles: ReadonlyMap<string, Words>
  readonly languages: readonly [string, ...string[]]
  /** Limits and review times by the names that texts have for them. */
  readonly terms: ReadonlyMap<string, Measure>
  readonly methods: readonly string[]
  readonly outcomes: ReadonlyMap<string, OutcomeKind>
  readonly actions: ReadonlyMap<string, ActionDeclaration>
  readonly brokenParameters: ReadonlyMap<string, ReadonlySet<string>>
  readonly levels: readonly string[]
  readonly title: Words
}
