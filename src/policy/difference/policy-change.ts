/** What of a policy a change is about. */
export const changedKinds = [
  'setting',
  'subject',
  'fact',
  'derived',
  'constant',
  'label',
  'table',
  'condition',
  'action',
  'limit',
  'clause',
  'rule',
  'default',
  'dispute_rule',
  'message',
  'case',
] as const
export type ChangedKind = (typeof changedKinds)[number]

/** One difference of two policies, in the terms of the policy; JSON names. */
export interface PolicyChange {
  readonly kind: ChangedKind
  /** Its id or name: of a rule, a fact, a setting. */
  readonly name: string
  readonly change: 'added' | 'removed' | 'moved' | 'changed'
  /** What of it changed, such as `condition` or `refund`; null where it was added, removed or moved. */
  readonly part: string | null
  /** What it was; null where it was not. */
  readonly from: string | null
  readonly to: string | null
  /** All of that in one sentence. */
  readonly message: string
}
