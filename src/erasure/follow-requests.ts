import type { AuditEntry } from '../audit/audit-entry.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import { auditStream } from '../audit/audit-stream.ts'
import { Problem } from '../problems/problem.ts'
import type { ErasureRequest } from './erase-account.ts'

/** Tells at each call which erasures were asked for and are not done, the oldest first; reads what is new of the audit log. */
export function followRequests(store: AuditStore): () => Promise<readonly ErasureRequest[]> {
  const open = new Map<string, ErasureRequest>()
  let last = 0
  return async () => {
    for await (const entry of auditStream(store, last)) {
      last = entry.sequence
      if (entry.kind === 'erasure_requested') open.set(entry.id, requestIn(entry))
      if (entry.kind === 'erasure_completed') open.delete(textIn(entry, 'request'))
    }
    return [...open.values()]
  }
}

/** The request that an entry of the audit log holds. */
export function requestIn(entry: AuditEntry): ErasureRequest {
  return { id: entry.id, account: textIn(entry, 'account'), author: entry.author }
}

/** A detail of an entry of the audit log. */
export function textIn({ sequence, details }: AuditEntry, name: string): string {
  const value = details[name]
  if (typeof value === 'string') return value
  throw new Problem('store_damaged', `Entry ${sequence} of the audit log does not say its ${name}.`)
}
