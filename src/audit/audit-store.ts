import type { AtHand } from '../time/at-hand.ts'
import type { AuditEntry } from './audit-entry.ts'

/** The administrative log: one append-only stream. */
export interface AuditStore {
  /** The newest entry; null before the first. */
  auditHead(): AtHand<AuditEntry | null>
  /** Writes durably if the sequence is free; false if it is taken. */
  appendAuditEntry(entry: AuditEntry): Promise<boolean>
  /** Ascending, sequence above `after`, at most `limit`. */
  auditEntries(after: number, limit: number): Promise<readonly AuditEntry[]>
}
