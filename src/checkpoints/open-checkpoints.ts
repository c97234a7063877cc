import { readFile } from 'node:fs/promises'
import type { FeedStore } from '../journal/feed-store.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { Problem } from '../problems/problem.ts'
import type { Clock } from '../time/clock.ts'
import { readSigningKey, readVerifierKey, type SigningKey } from '../transparency/note-keys.ts'
import { type CheckpointFolder, createCheckpointFolder } from './checkpoint-folder.ts'
import { type CheckpointState, compareCheckpoint } from './compare-checkpoint.ts'
import { writeDailyCheckpoint } from './daily-checkpoint.ts'
import { createFeedTree } from './feed-tree.ts'
import type { SignedCheckpoint } from './make-checkpoint.ts'
import { createReceipts, type Receipts, type ReceiptsDeps } from './receipts.ts'

/** Where checkpoints of a store are written to, and the file of the key that signs them; both or neither. */
export interface CheckpointSettings {
  readonly checkpointFolder: string | null
  readonly checkpointKeyFile: string | null
}

/** The checkpoints of one store, as a service has them. */
export interface Checkpoints {
  readonly receipts: Receipts
  /** The newest one, as it was signed; null before the first, and for a service that writes none. */
  newest(): Promise<SignedCheckpoint | null>
  /** See {@link compareCheckpoint}. */
  compare(): Promise<CheckpointState>
  /** Writes the day's; null where none is to be written. */
  readonly writeDaily: ((stopping: AbortSignal) => Promise<SignedCheckpoint | null>) | null
}

/** Reads the key. Problem invalid_configuration where it cannot be read, or where only one of the settings is given. */
export async function openCheckpoints(
  { store, clock }: { readonly store: FeedStore & JournalStore; readonly clock: Clock },
  { checkpointFolder, checkpointKeyFile }: CheckpointSettings,
): Promise<Checkpoints> {
  const tree = createFeedTree(store)
  if (checkpointFolder === null && checkpointKeyFile === null) {
    return { ...readingOf({ store, tree, folder: null }), writeDaily: null }
  }
  if (checkpointFolder === null || checkpointKeyFile === null) {
    throw new Problem(
      'invalid_configuration',
      'checkpoint_folder and checkpoint_key_file are given together or not at all.',
    )
  }
  const key = await signingKeyIn(checkpointKeyFile)
  const folder = folderOf(checkpointFolder, key)
  return {
    ...readingOf({ store, tree, folder }),
    writeDaily: (stopping) => writeDailyCheckpoint({ store, clock, key, folder, tree }, stopping),
  }
}

/** What is read of a folder of checkpoints, or of none. */
function readingOf(
  deps: ReceiptsDeps & { readonly store: FeedStore },
): Pick<Checkpoints, 'receipts' | 'newest' | 'compare'> {
  return {
    receipts: createReceipts(deps),
    newest: async () => (await deps.folder?.newest()) ?? null,
    compare: () => compareCheckpoint(deps),
  }
}

/** The newest checkpoint in the folder that the key has signed; null where there is none, or no folder. Problem invalid_configuration. */
export async function newestCheckpoint({
  checkpointFolder,
  checkpointKeyFile,
}: CheckpointSettings): Promise<SignedCheckpoint | null> {
  if (checkpointFolder === null || checkpointKeyFile === null) return null
  return folderOf(checkpointFolder, await signingKeyIn(checkpointKeyFile)).newest()
}

/** The key that a file holds. Problem invalid_configuration where it holds none. */
export async function signingKeyIn(file: string): Promise<SigningKey> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Problem('invalid_configuration', `The key file ${file} cannot be read.`, { cause })
  })
  const key = readSigningKey(text)
  if (key !== null) return key
  throw new Problem(
    'invalid_configuration',
    `The file ${file} holds no key that signs checkpoints; refund-policy checkpoint new-key makes one.`,
  )
}

function folderOf(path: string, { verifierKey }: SigningKey): CheckpointFolder {
  const key = readVerifierKey(verifierKey)
  if (key === null) throw new TypeError('a key verifies what it signs')
  return createCheckpointFolder(path, key)
}
