import { feedWaiting } from '../journal/feed.ts'
import type { FeedStore } from '../journal/feed-store.ts'
import { Problem } from '../problems/problem.ts'
import type { Clock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import { type Checkpoint, checkpointText } from '../transparency/checkpoint.ts'
import type { SigningKey } from '../transparency/note-keys.ts'
import { signNote } from '../transparency/signed-note.ts'
import { growStatement, type Statement } from '../transparency/statement.ts'

/** What a checkpoint is made with. */
export interface CheckpointDeps {
  readonly store: FeedStore
  readonly clock: Clock
  readonly key: SigningKey
}

/** A checkpoint, and the note that it is signed in. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly note: string
}

const pageSize = 500

/**
 * Signs a statement over everything that has a number in the feed by now; what waits for its number gets it first. Others may
 * write meanwhile: what comes later is in the next one. Between two pages everything else goes on.
 */
export async function makeCheckpoint(
  { store, clock, key }: CheckpointDeps,
  stopping?: AbortSignal,
): Promise<SignedCheckpoint> {
  await feedWaiting(store, pageSize, stopping)
  const time = formatInstant(clock.now())
  const checkpoint = { ...(await stateNow(store, stopping)), origin: key.name, time }
  return { checkpoint, note: signNote(checkpointText(checkpoint), key) }
}

/** The statement over everything that has a number in the feed by now. */
export async function stateNow(store: FeedStore, stopping?: AbortSignal): Promise<Statement> {
  const size = await store.feedTail()
  const statement = growStatement()
  for (let last = 0; last < size; ) {
    stopping?.throwIfAborted()
    const page = await store.feedHashes(last, Math.min(pageSize, size - last))
    for (const next of page) {
      if (next.number !== last + 1) throw damaged(last + 1)
      statement.append(next)
      last = next.number
    }
    if (page.length === 0) throw damaged(last + 1)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return statement.now()
}

function damaged(number: number): Problem {
  return new Problem('store_damaged', `The feed has no number ${number}: nothing can be signed over it.`)
}
