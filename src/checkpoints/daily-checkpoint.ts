import { formatInstant } from '../time/instant.ts'
import { extensionText } from '../transparency/extension-file.ts'
import type { HashTree } from '../transparency/tree-proofs.ts'
import type { CheckpointFolder } from './checkpoint-folder.ts'
import { type CheckpointDeps, makeCheckpoint, type SignedCheckpoint } from './make-checkpoint.ts'

/** What the day's checkpoint is written with. */
export interface DailyCheckpointDeps extends CheckpointDeps {
  readonly folder: CheckpointFolder
  readonly tree: HashTree
}

const dayLength = 'YYYY-MM-DD'.length

/**
 * Writes a checkpoint to the folder, with the proof that it extends the one before it, unless one of this UTC day is
 * there or nothing is new since. Null where nothing was written.
 */
export async function writeDailyCheckpoint(
  deps: DailyCheckpointDeps,
  stopping?: AbortSignal,
): Promise<SignedCheckpoint | null> {
  const { folder, tree, clock } = deps
  const before = await folder.newest()
  const today = formatInstant(clock.now()).slice(0, dayLength)
  if (before?.checkpoint.time.slice(0, dayLength) === today) return null
  const signed = await makeCheckpoint(deps, stopping)
  const olderSize = before?.checkpoint.size ?? 0
  const { size } = signed.checkpoint
  if (size === olderSize) return null
  const proof = await tree.consistencyProof(olderSize, size)
  const extension = { olderSize, text: extensionText(olderSize, proof, signed.note) }
  await folder.write(signed, before === null ? null : extension)
  return signed
}
