import { fingerprint } from '../fingerprint/fingerprint.ts'
import type { AuditEntry, AuditKind } from './audit-entry.ts'

/** What happened, with the id and time it would have without a predecessor. */
export type AuditAct = Pick<AuditEntry, 'id' | 'kind' | 'at' | 'author' | 'details'>

/** The entry that follows the head (null: the first): next number, time never backwards, hash over all of it. */
export function nextEntry(head: AuditEntry | null, act: AuditAct): AuditEntry {
  const unhashed: Omit<AuditEntry, 'hash'> = {
    sequence: (head?.sequence ?? 0) + 1,
    id: act.id,
    kind: act.kind,
    at: head !== null && head.at > act.at ? head.at : act.at,
    author: act.author,
    details: act.details,
    approvals_paused: pausedAfter(act.kind, head?.approvals_paused ?? false),
    previous_hash: head?.hash ?? null,
  }
  return { ...unhashed, hash: fingerprint(unhashed) }
}

/** Whether approvals are paused after an entry of this kind. */
function pausedAfter(kind: AuditKind, before: boolean): boolean {
  switch (kind) {
    case 'approvals_paused':
      return true
    case 'approvals_resumed':
      return false
    case 'policy_published':
    case 'policy_retired':
    case 'api_key_created':
    case 'api_key_rotated':
    case 'api_key_revoked':
    case 'erasure_requested':
    case 'erasure_completed':
    case 'retention_applied':
    case 'entries_archived':
    case 'entries_restored':
    case 'store_verified':
    case 'draft_created':
    case 'draft_edited':
    case 'draft_commented':
    case 'draft_approved':
    case 'draft_approval_withdrawn':
    case 'draft_scheduled':
    case 'draft_unscheduled':
    case 'draft_refused':
    case 'draft_published':
    case 'draft_discarded':
    case 'release_changed':
      return before
  }
}

/** Why an entry cannot follow the one before it; null where it can. */
export function entryFault(previous: AuditEntry | null, entry: AuditEntry): string | null {
  const expected = nextEntry(previous, entry)
  if (entry.sequence !== expected.sequence) return `entry ${expected.sequence} is missing`
  if (entry.previous_hash !== expected.previous_hash) return 'the entry does not follow the one before it'
  if (entry.at !== expected.at) return 'the entry is dated before the one before it'
  if (entry.approvals_paused !== expected.approvals_paused) return 'the entry is wrong on whether approvals are paused'
  const { hash, ...unhashed } = entry
  return fingerprint(unhashed) === hash ? null : 'the entry was changed: its hash differs'
}
