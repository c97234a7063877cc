import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { Entry } from '../../journal/entry.ts'
import type { OrderBinding } from '../../orders/order-binding-store.ts'

/** The entries of all streams: each once by account and sequence, and once by its id. */
export interface MemoryStreams {
  readonly streams: Map<string, Map<number, Entry>>
  readonly byId: Map<string, Entry>
  /** Ids of entries that the feed has not numbered yet. */
  readonly waiting: Set<string>
}

/** The orders' accounts, by the JSON of policy and order. */
export type MemoryBindings = Map<string, OrderBinding>

/** Counts the publications, the acts of administration and the changes of keys. */
export interface MemoryEpoch {
  now: number
}

/** The audit log by sequence, and which of it the feed has not numbered yet. */
export interface MemoryAudit {
  readonly entries: Map<number, AuditEntry>
  readonly pendingFeed: Set<number>
}

/** No entry of the audit log yet. */
export function emptyAudit(): MemoryAudit {
  return { entries: new Map(), pendingFeed: new Set() }
}

/** No stream yet. */
export function emptyStreams(): MemoryStreams {
  return { streams: new Map(), byId: new Map(), waiting: new Set() }
}
