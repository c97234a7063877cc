import type { ClauseReference } from '../journal/kinds/clause-reference.ts'
import type { GivenAction } from '../journal/kinds/given-action.ts'
import type { NamedAmounts } from '../journal/model/state.ts'
import type { Problem } from '../problems/problem.ts'
import type { AnsweredRefund } from './decision.ts'
import type { DecisionTrace } from './explain.ts'
import type { RefundQuestion } from './refund-question.ts'

/** What decides the same facts: the active version, the one in force when it was bought, a version, a draft, or a text. */
export type ComparedBy =
  | { readonly kind: 'active' | 'at_purchase' }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'draft'; readonly id: string }
  | { readonly kind: 'text'; readonly text: string }

/** Facts, or a stored decision with its own facts and circumstances, and what decides them. */
export interface CompareQuestion {
  readonly about: RefundQuestion | { readonly decision: string }
  /** At least one; the others are compared with the first. */
  readonly by: readonly ComparedBy[]
  /** For facts: milliseconds of the time that they are ruled on at, in place of the clock's. */
  readonly at?: number
  /** Whether each answer says how it came about. */
  readonly traced?: boolean
}

/** What a version or text makes of the facts; JSON names. */
export interface ComparedRuling {
  readonly outcome: 'approve' | 'deny' | 'review'
  readonly label: string | null
  readonly reason_code: string
  readonly message: string
  readonly rule: string | null
  readonly clause: ClauseReference | null
  readonly refund: AnsweredRefund | null
  readonly amounts: NamedAmounts
  readonly actions: readonly Pick<GivenAction, 'name' | 'parameters'>[]
  readonly review: ComparedReview | null
}

/** What a reviewer would be asked. */
export interface ComparedReview {
  readonly level: string
  readonly proposed: string | null
  readonly currency: string | null
  readonly missing_facts: readonly string[]
}

/** One answer; null with the problem where the request would be refused. */
export interface ComparedItem {
  readonly by: ComparedBy['kind']
  /** Null for a draft and a text. */
  readonly version: number | null
  readonly sha256: string
  readonly ruling: ComparedRuling | null
  readonly problem: Pick<Problem, 'code' | 'detail'> | null
  /** Members of the ruling that differ from those of the first answer; `problem` where only one of them has a ruling. */
  readonly differs: readonly string[]
  /** How it came about; only where that was asked for and there is a ruling. */
  readonly trace?: DecisionTrace
}

/** The same facts by several versions; nothing is stored. */
export interface Comparison {
  readonly policy: string
  readonly decision: string | null
  readonly items: readonly ComparedItem[]
}
