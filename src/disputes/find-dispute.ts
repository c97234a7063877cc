import type { EntryOf } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { Problem } from '../problems/problem.ts'
import { type DisputeEntry, disputeEntryKinds } from './dispute-state.ts'

/** The entry that opened the dispute. Problem dispute_not_found. */
export async function openingOf(
  store: Pick<JournalStore, 'entryById'>,
  dispute: string,
): Promise<EntryOf<'dispute_opened'>> {
  const entry = await store.entryById(dispute)
  if (entry !== null && entry.kind === 'dispute_opened') return entry
  throw new Problem('dispute_not_found', `No dispute has the id ${dispute}.`)
}

/** Everything that the account's stream says of the dispute that is known by the key, oldest first. */
export async function entriesAbout(
  store: Pick<JournalStore, 'disputeEntriesByKey'>,
  account: string,
  key: string,
): Promise<readonly DisputeEntry[]> {
  return ofKinds(await store.disputeEntriesByKey(account, key), disputeEntryKinds)
}
