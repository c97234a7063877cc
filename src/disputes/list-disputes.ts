import { lookedAtForOnePage } from '../ids/id-page.ts'
import { writePageCursor } from '../ids/page-cursor.ts'
import type { JournalStore, Page } from '../journal/journal-store.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { disputeOf } from './dispute-of.ts'
import type { Dispute, DisputeFilter } from './disputes.ts'
import { entriesAbout } from './find-dispute.ts'

interface Place {
  readonly limit: number
  readonly cursor: string | null
}

type DisputeReads = Pick<JournalStore, 'entriesOfKind' | 'disputeEntriesByKey'>

/** Newest first. A page that a filter leaves short of its limit ends where so many were looked at, and tells where to go on. */
export async function listDisputes(store: DisputeReads, filter: DisputeFilter, place: Place): Promise<Page<Dispute>> {
  const items: Dispute[] = []
  let { cursor } = place
  for (let lookedAt = 0; lookedAt < lookedAtForOnePage; lookedAt += place.limit) {
    const page = await store.entriesOfKind('dispute_opened', place.limit, cursor)
    for (const opened of ofKinds(page.items, ['dispute_opened'])) {
      if (!mayPass(filter, opened)) continue
      const dispute = disputeOf(await entriesAbout(store, opened.account, opened.request.key))
      if (filter.status !== undefined && dispute.status !== filter.status) continue
      items.push(dispute)
      if (items.length < place.limit) continue
      const isLast = page.next === null && opened.id === page.items.at(-1)?.id
      return { items, next: isLast ? null : writePageCursor(opened.id) }
    }
    cursor = page.next
    if (cursor === null) break
  }
  return { items, next: cursor }
}

/** What the entry that opened a dispute says for good. */
function mayPass(
  filter: DisputeFilter,
  { account, order }: { account: string; order: { id: string } | null },
): boolean {
  return (
    (filter.account === undefined || filter.account === account) &&
    (filter.order === undefined || filter.order === order?.id)
  )
}
