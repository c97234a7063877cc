import type { AuditEntry } from './audit-entry.ts'
import type { AuditStore } from './audit-store.ts'

const pageSize = 500

/** All entries after the sequence `after`, ascending, read page by page. */
export async function* auditStream(store: Pick<AuditStore, 'auditEntries'>, after: number): AsyncGenerator<AuditEntry> {
  let last = after
  for (;;) {
    const page = await store.auditEntries(last, pageSize)
    yield* page
    const end = page.at(-1)
    if (end === undefined || page.length < pageSize) return
    last = end.sequence
  }
}
