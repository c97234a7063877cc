import type { PolicyReference } from '../journal/entry.ts'

/** A decision as it is answered; JSON names, amounts as exact decimal text, times UTC ISO 8601. */
export interface Decision {
  readonly id: string
  /** approve, deny or review. */
  readonly outcome: 'approve' | 'deny' | 'review'
  /** The policy's own word for the outcome, where a rule uses one. */
  readonly label?: string
  readonly reason_code: string
  readonly message: string
  /** Null unless approved. `amount` is credited now: `entitled` less `already_credited`, at least 0. */
  readonly refund: {
    readonly amount: string
    readonly entitled: string
    readonly already_credited: string
    readonly currency: string
    readonly method: string
  } | null
  readonly amounts: Readonly<Record<string, string>>
  readonly clause: { readonly id: string; readonly title: string } | null
  readonly rule: string | null
  readonly actions: readonly {
    readonly name: string
    readonly parameters: Readonly<Record<string, string | boolean>>
  }[]
  readonly review: {
    readonly level: string
    /** What a reviewer may approve as it stands, exact decimal text; null where it can not be computed or none is proposed. */
    readonly proposed: string | null
    readonly currency: string | null
    /** How it would be paid; null where the policy left it open. */
    readonly method: string | null
    readonly missing_facts: readonly string[]
    readonly target_by: string
    readonly due_by: string
  } | null
  /** Order facts of the request that differ from the frozen ones, which were used instead. */
  readonly ignored_facts: readonly { readonly fact: string; readonly given: string; readonly used: string }[]
  readonly policy: PolicyReference
  readonly decided_at: string
  readonly account: string
  readonly order: string
}
