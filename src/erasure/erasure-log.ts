import type { AuditStore } from '../audit/audit-store.ts'
import { auditStream } from '../audit/audit-stream.ts'
import type { ErasureLog } from '../journal/verify-erasures.ts'
import { Problem } from '../problems/problem.ts'
import { requestIn, textIn } from './follow-requests.ts'

/** What the audit log says of erasures; null where it cannot be read. */
export async function readErasureLog(store: AuditStore): Promise<ErasureLog | null> {
  const requests = new Map<string, string>()
  let retainedSince: string | null = null
  try {
    for await (const entry of auditStream(store, 0)) {
      if (entry.kind === 'erasure_requested') requests.set(entry.id, requestIn(entry).account)
      if (entry.kind !== 'retention_applied') continue
      const before = textIn(entry, 'before')
      if (retainedSince === null || before > retainedSince) retainedSince = before
    }
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return null
    throw error
  }
  return { requests, retainedSince }
}
