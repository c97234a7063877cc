import type { Position } from '../../problems/diagnostic.ts'
import type { CaseAnswer } from './case-answer.ts'

/** How one case of a policy came out; `differences` is empty exactly when it holds. */
export interface CaseResult extends Position {
  readonly name: string
  readonly section: 'refunds' | 'disputes'
  readonly rule: string | null
  readonly differences: readonly { readonly field: string; readonly expected: string; readonly actual: string }[]
  /** What was decided instead, and why; null where the case holds, or could not be decided. */
  readonly decided: CaseAnswer | null
}
