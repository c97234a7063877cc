import type { FeedStore } from '../journal/feed-store.ts'
import type { HashTree } from '../transparency/tree-proofs.ts'
import type { CheckpointFolder } from './checkpoint-folder.ts'

/** The newest checkpoint, and whether the store is still the one that it is of. JSON names. */
export interface ComparedCheckpoint {
  /** How many numbers of the feed it covers. */
  readonly size: number
  /** When it was signed, UTC ISO 8601. */
  readonly time: string
  /** The key that signed it. */
  readonly origin: string
  /** SHA-256 over all that it covers, base64. */
  readonly root: string
  /** Whether the store of now comes to the same: nothing that it covers was changed, taken away or put in between. */
  readonly holds: boolean
}

/** How the checkpoints of a service stand. JSON names. */
export interface CheckpointState {
  /** Whether this service writes any. */
  readonly written: boolean
  /** Entries that have their number in the feed by now. */
  readonly entries: number
  /** Null before the first one. */
  readonly latest: ComparedCheckpoint | null
}

/** Compares the store, as it is at the call, with the newest checkpoint of the folder; null for a service that writes none. */
export async function compareCheckpoint({
  store,
  tree,
  folder,
}: {
  readonly store: Pick<FeedStore, 'feedTail'>
  readonly tree: HashTree
  readonly folder: CheckpointFolder | null
}): Promise<CheckpointState> {
  const newest = (await folder?.newest()) ?? null
  const entries = await store.feedTail()
  if (newest === null) return { written: folder !== null, entries, latest: null }
  const { size, time, origin, root } = newest.checkpoint
  const holds = size <= entries && (await tree.root(size)).toString('base64') === root
  return { written: true, entries, latest: { size, time, origin, root, holds } }
}
