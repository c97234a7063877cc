import type { AuditEntry, AuditKind } from './audit-entry.ts'
import type { AuditStore } from './audit-store.ts'

/** Which entries are looked for; what is left out lets all pass, and what is given has to hold together. */
export interface AuditFilter {
  readonly kinds?: readonly AuditKind[]
  /** The name of whoever did it, or the id of the key that it was done with where the log has that. */
  readonly author?: string
  readonly policy?: string
  /** What it was done to: the id of a draft, of an API key, of an erasure's request, or an account. */
  readonly subject?: string
  /** UTC ISO 8601: at this time or later. */
  readonly from?: string
  /** UTC ISO 8601: before this time. */
  readonly to?: string
}

/** Newest first; `next` is where to go on, null where there is nothing more. A page may hold fewer than were asked for. */
export interface FoundEntries {
  readonly items: readonly AuditEntry[]
  readonly next: number | null
}

const pageSize = 500
/** So many entries are read for one page of what is found. */
const mostRead = 20_000

/** Walks the log from its end, or below `before`, to the first entry that is too old. */
export async function findEntries(
  store: AuditStore,
  filter: AuditFilter,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<FoundEntries> {
  const items: AuditEntry[] = []
  const begin = before === null ? ((await store.auditHead())?.sequence ?? 0) : before - 1
  for (let end = begin; end > 0; end -= pageSize) {
    if (begin - end >= mostRead) return { items, next: end + 1 }
    const start = Math.max(0, end - pageSize)
    const page = await store.auditEntries(start, end - start)
    for (const entry of page.toReversed()) {
      // Times never fall along the log.
      if (filter.from !== undefined && entry.at < filter.from) return { items, next: null }
      if (!passes(entry, filter)) continue
      items.push(entry)
      if (items.length === limit) return { items, next: entry.sequence > 1 ? entry.sequence : null }
    }
  }
  return { items, next: null }
}

const subjectNames = ['draft', 'key_id', 'replaces', 'replaced_by', 'account', 'request'] as const

function passes({ kind, author, at, details }: AuditEntry, filter: AuditFilter): boolean {
  const { kinds, author: who, policy, subject, to } = filter
  return (
    (kinds === undefined || kinds.includes(kind)) &&
    (who === undefined || author === who || details['key_of_author'] === who) &&
    (policy === undefined || details['policy'] === policy) &&
    (subject === undefined || subjectNames.some((name) => details[name] === subject)) &&
    (to === undefined || at < to)
  )
}
