import type { RoundingMode } from '../../money/rounding-mode.ts'
import type { WorkingDays } from '../../time/working-days.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { Measure } from '../model/measure.ts'
import type { Table } from '../model/policy.ts'

/** What a formula may name at its place in the policy. */
export interface ExpressionEnvironment {
  readonly names: ReadonlyMap<string, { readonly kind: 'fact' | 'derived'; readonly type: ExpressionType }>
  /** Values that are known already, by name. */
  readonly constants?: ReadonlyMap<string, Measure>
  readonly tables: ReadonlyMap<string, Table>
  readonly given: ReadonlySet<'now' | 'refund'>
  /** Named amounts of the rule; a fact or derived value of the same name comes first. */
  readonly amounts: ReadonlySet<string>
  /** Named conditions that are without fault. */
  readonly conditions: ReadonlyMap<string, unknown>
  /** What `round(x, scale, 'policy')` rounds by. */
  readonly rounding: RoundingMode
  /** Null where the policy does not say which days are working days. */
  readonly workingDays: WorkingDays | null
}
