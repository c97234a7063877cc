import { lookedAtForOnePage } from '../ids/id-page.ts'
import { readPageCursor, writePageCursor } from '../ids/page-cursor.ts'
import { isQueuePlace, writeQueuePlace } from '../ids/queue-place.ts'
import { type DisputeEntry, disputeEntryKinds, disputeOf as disputeIdOf } from '../journal/dispute-entries.ts'
import type { Entry } from '../journal/entry.ts'
import type { JournalStore, Page } from '../journal/journal-store.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { givenInstant } from '../time/given-instant.ts'
import { disputeOf } from './dispute-of.ts'
import type { Dispute, DisputeFilter, DisputePlace } from './disputes.ts'
import { entriesAbout, openingOf } from './find-dispute.ts'

type DisputeReads = Pick<
  JournalStore,
  'entriesOfKind' | 'disputeEntriesByKey' | 'pendingResponses' | 'entryById' | 'clearPending'
>

/** Entries that stand for a dispute each, in an order. */
interface Source {
  page(limit: number, cursor: string | null): Promise<Page<Entry>>
  /** The entry's dispute as it is now; null where it is not listed. */
  dispute(entry: DisputeEntry): Promise<Dispute | null>
  /** The next page begins just behind the entry. */
  cursorBehind(entry: Entry): string
}

/**
 * In the order that is asked for; what the filter limits to a deadline is in the order of deadlines. A page that a filter
 * leaves short of its limit ends where so many were looked at, and tells where to go on. Problem invalid_request for a
 * limit of time that is no instant.
 */
export async function listDisputes(
  store: DisputeReads,
  filter: DisputeFilter,
  { by, limit, cursor }: DisputePlace,
): Promise<Page<Dispute>> {
  const before = filter.respondBefore === undefined ? null : givenInstant(filter.respondBefore)
  const isByDeadline = by === 'respond_by' || before !== null
  if (!isByDeadline) return collect(newest(store, filter), [], { limit, cursor })
  const isBehindQueue = cursor !== null && !isQueuePlace(readPageCursor(cursor))
  const items: Dispute[] = []
  if (!isBehindQueue) {
    const waiting = await collect(byDeadline(store, filter, before), items, { limit, cursor })
    if (before !== null || waiting.next !== null) return waiting
    const last = items.at(-1)
    if (last !== undefined && items.length === limit) return { items, next: behindQueue(last) }
  }
  const others = newest(store, filter, ({ respond_by }) => respond_by === null)
  return collect(others, items, { limit, cursor: isBehindQueue ? cursor : null })
}

/** Disputes by when they were first reported. */
function newest(
  store: DisputeReads,
  filter: DisputeFilter,
  isListed: (dispute: Dispute) => boolean = () => true,
): Source {
  return {
    page: (limit, cursor) => store.entriesOfKind('dispute_opened', limit, cursor),
    dispute: async (entry) => {
      if (entry.kind !== 'dispute_opened' || !mayPass(filter, entry)) return null
      const dispute = disputeOf(await entriesAbout(store, entry.account, entry.request.key))
      return hasStatus(filter, dispute) && isListed(dispute) ? dispute : null
    },
    cursorBehind: ({ id }) => writePageCursor(id),
  }
}

/** Open disputes by their deadlines, each confirmed on its entries: what is left in the queue by mistake is cleared away. */
function byDeadline(store: DisputeReads, filter: DisputeFilter, before: string | null): Source {
  return {
    page: (limit, cursor) => store.pendingResponses(before, limit, cursor),
    dispute: async (entry) => {
      if (!mayPass(filter, entry)) return null
      const { request } = await openingOf(store, disputeIdOf(entry))
      const entries = await entriesAbout(store, entry.account, request.key)
      if (entries.at(-1)?.id !== entry.id) {
        await store.clearPending(entry.account, entry.sequence, 'response')
        return null
      }
      const dispute = disputeOf(entries)
      return hasStatus(filter, dispute) ? dispute : null
    },
    cursorBehind: ({ id, pending }) => writeQueuePlace({ due: pending.response ?? '', id }),
  }
}

/** Adds the source's disputes behind the cursor until the items are as many as the limit. */
async function collect(
  source: Source,
  items: Dispute[],
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<Page<Dispute>> {
  let next = cursor
  for (let lookedAt = 0; lookedAt < lookedAtForOnePage; lookedAt += limit) {
    const page = await source.page(limit, next)
    for (const entry of ofKinds(page.items, disputeEntryKinds)) {
      const dispute = await source.dispute(entry)
      if (dispute === null) continue
      items.push(dispute)
      if (items.length < limit) continue
      const isLast = page.next === null && entry.id === page.items.at(-1)?.id
      return { items, next: isLast ? null : source.cursorBehind(entry) }
    }
    next = page.next
    if (next === null) break
  }
  return { items, next }
}

/** Behind the last dispute with a deadline: those without one come next. */
function behindQueue({ respond_by, history }: Dispute): string {
  return writeQueuePlace({ due: respond_by ?? '', id: history.at(-1)?.id ?? '' })
}

function hasStatus({ status }: DisputeFilter, dispute: Dispute): boolean {
  return status === undefined || dispute.status === status
}

/** What every entry about a dispute says for good. */
function mayPass(
  filter: DisputeFilter,
  { account, order }: { account: string; order: { id: string } | null },
): boolean {
  return (
    (filter.account === undefined || filter.account === account) &&
    (filter.order === undefined || filter.order === order?.id)
  )
}
