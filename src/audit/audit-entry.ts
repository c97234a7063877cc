import type { Json } from '../fingerprint/canonical-json.ts'

export const auditKinds = [
  'policy_published',
  'policy_retired',
  'api_key_created',
  'api_key_rotated',
  'api_key_revoked',
  'approvals_paused',
  'approvals_resumed',
  'erasure_requested',
  'erasure_completed',
  'retention_applied',
  'entries_archived',
  'entries_restored',
  'store_verified',
  'draft_created',
  'draft_edited',
  'draft_commented',
  'draft_approved',
  'draft_approval_withdrawn',
  'draft_scheduled',
  'draft_unscheduled',
  'draft_refused',
  'draft_published',
  'draft_discarded',
  'release_changed',
] as const

/** The acts that are logged; which details each has follows from its kind. */
export type AuditKind = (typeof auditKinds)[number]

/** One administrative act. The newest entry says whether approvals are paused. `hash` covers all but itself. */
export interface AuditEntry {
  /** From 1, without gaps. */
  readonly sequence: number
  readonly id: string
  readonly kind: AuditKind
  readonly at: string
  readonly author: string
  readonly details: { readonly [name: string]: Json }
  readonly approvals_paused: boolean
  readonly previous_hash: string | null
  readonly hash: string
}
