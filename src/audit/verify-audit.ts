import type { AuditEntry } from './audit-entry.ts'
import type { AuditVerification } from './audit-log.ts'
import type { AuditStore } from './audit-store.ts'
import { auditStream } from './audit-stream.ts'
import { entryFault } from './next-entry.ts'

/** Walks the chain from its first entry; what follows the first fault is not looked at. */
export async function verifyAudit(store: AuditStore): Promise<AuditVerification> {
  let previous: AuditEntry | null = null
  let sound = 0
  for await (const entry of auditStream(store, 0)) {
    const message = entryFault(previous, entry)
    if (message !== null) return { sound, fault: { sequence: sound + 1, message } }
    previous = entry
    sound += 1
  }
  return { sound, fault: null }
}
