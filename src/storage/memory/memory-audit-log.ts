import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { AuditStore } from '../../audit/audit-store.ts'
import { emptyAudit, type MemoryAudit, type MemoryEpoch } from './memory-streams.ts'
import { storedCopy, storedCopyOrNull } from './stored-copy.ts'

/** The administrative log in memory. */
export function createMemoryAuditStore(
  { entries, pendingFeed }: MemoryAudit = emptyAudit(),
  epoch: MemoryEpoch = { now: 0 },
): AuditStore {
  const ascending = (): AuditEntry[] => [...entries.values()].sort((left, right) => left.sequence - right.sequence)

  return {
    auditHead: async () => storedCopyOrNull(ascending().at(-1)),
    appendAuditEntry: async (entry) => {
      if (entries.has(entry.sequence)) return false
      entries.set(entry.sequence, storedCopy(entry))
      pendingFeed.add(entry.sequence)
      epoch.now += 1
      return true
    },
    auditEntries: async (after, limit) =>
      ascending()
        .filter(({ sequence }) => sequence > after)
        .slice(0, limit)
        .map(storedCopy),
  }
}
