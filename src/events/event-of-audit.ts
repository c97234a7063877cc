import type { AuditEntry, AuditKind } from '../audit/audit-entry.ts'
import type { Json } from '../fingerprint/canonical-json.ts'
import type { Event, EventType } from './event.ts'

/** What is told of whatever is done to a draft. */
const draftDetails = ['policy', 'draft', 'revision', 'text_sha256', 'due_at', 'code', 'published_version']

/** What is told of each kind of administrative act: its type, and which of its details. Why it was done is a note. */
const table: { readonly [Kind in AuditKind]: { readonly type: EventType; readonly details: readonly string[] } } = {
  policy_published: { type: 'policy.published', details: ['policy', 'version', 'sha256'] },
  policy_retired: { type: 'policy.retired', details: ['policy', 'version', 'sha256'] },
  draft_created: { type: 'draft.created', details: draftDetails },
  draft_edited: { type: 'draft.edited', details: draftDetails },
  draft_commented: { type: 'draft.commented', details: draftDetails },
  draft_approved: { type: 'draft.approved', details: draftDetails },
  draft_approval_withdrawn: { type: 'draft.approval_withdrawn', details: draftDetails },
  draft_scheduled: { type: 'draft.scheduled', details: draftDetails },
  draft_unscheduled: { type: 'draft.unscheduled', details: draftDetails },
  draft_refused: { type: 'draft.refused', details: draftDetails },
  draft_published: { type: 'draft.published', details: draftDetails },
  draft_discarded: { type: 'draft.discarded', details: draftDetails },
  release_changed: { type: 'policy.release_changed', details: ['policy', 'revision', 'four_eyes', 'publish_gate'] },
  api_key_created: { type: 'api_key.created', details: ['key_id', 'name', 'roles', 'review_levels', 'expires_at'] },
  api_key_rotated: { type: 'api_key.rotated', details: ['key_id', 'expires_at', 'replaced_by'] },
  api_key_revoked: { type: 'api_key.revoked', details: ['key_id'] },
  approvals_paused: { type: 'approvals.paused', details: [] },
  approvals_resumed: { type: 'approvals.resumed', details: [] },
  erasure_requested: { type: 'erasure.requested', details: ['account'] },
  erasure_completed: { type: 'erasure.completed', details: ['account', 'request'] },
  retention_applied: { type: 'retention.applied', details: ['before'] },
  entries_archived: { type: 'entries.archived', details: ['file', 'before', 'accounts', 'entries'] },
  entries_restored: { type: 'entries.restored', details: ['file', 'accounts', 'entries'] },
  store_verified: { type: 'store.verified', details: ['up_to', 'entries', 'faults'] },
}

/** The event of an entry of the audit log. */
export function eventOfAudit(number: number, { id, kind, at, author, details }: AuditEntry): Event {
  const { type, details: names } = table[kind]
  const told = names.flatMap((name): [string, Json][] => {
    const value = details[name]
    return value === undefined ? [] : [[name, value]]
  })
  const { policy = null } = details
  return {
    number,
    id,
    type,
    at,
    account: null,
    order: null,
    part: null,
    policy: typeof policy === 'string' ? policy : null,
    data: { ...Object.fromEntries(told), author },
  }
}
