import { idRange } from '../ids/id-page.ts'
import type { JournalStore, StoredBlock, StoredSelection } from '../journal/journal-store.ts'
import { storedBlock, storedTextsOf } from '../journal/stored-block.ts'

/** Entries of one account's stream. */
interface AccountSelection extends StoredSelection {
  readonly account: string
}

/** {@link JournalStore.storedBlock} of one account: read from its stream, and in its order. */
export async function accountBlock(
  store: Pick<JournalStore, 'stream'>,
  { account, kinds, ...period }: AccountSelection,
  after: string | null,
  limit: number,
): Promise<StoredBlock> {
  const { atLeast, below } = idRange(period, null)
  const entries = await store.stream(account, Number(after ?? 0), limit)
  const asked = entries.filter(
    ({ kind, id }) => kinds.includes(kind) && id >= (atLeast ?? '') && (below === null || id < below),
  )
  const last = entries.at(-1)
  const next = entries.length < limit || last === undefined ? null : String(last.sequence)
  return { ...storedBlock(asked.map(storedTextsOf), limit), next }
}
