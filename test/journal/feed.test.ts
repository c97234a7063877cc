import { expect, it } from '@jest/globals'
import { feedWaiting } from '../../src/journal/feed.ts'
import { verifyFeed } from '../../src/journal/verify-feed.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { atEveryCall, interruptedStore } from '../storage/interrupted-store.ts'
import { makeEntry, makeStream, sealed } from '../storage/make-entry.ts'

const batch = 3

/** Two streams, of which a feeder has numbered the first two entries. */
async function openFed(): Promise<Storage> {
  const storage = createMemoryStorage()
  const entries = [...makeStream(5), ...makeStream(2, () => ({ account: 'account-2' }))]
  for (const entry of entries.slice(0, 2)) await storage.append(sealed(entry))
  await feedWaiting(storage, batch)
  for (const entry of entries.slice(2)) await storage.append(sealed(entry))
  return storage
}

/** A feeder that ends between giving the first numbers and marking their entries. */
async function feedAndDie(storage: Storage): Promise<void> {
  const died = new Error('died')
  const clearPendingFeed = async (): Promise<void> => {
    throw died
  }
  await expect(feedWaiting({ ...storage, clearPendingFeed }, batch)).rejects.toBe(died)
}

it.each<[string, (storage: Storage) => Promise<unknown>]>([
  ['numbers all that waits', (storage) => feedWaiting(storage, batch)],
  ['numbers one entry after the other', (storage) => feedWaiting(storage, 1)],
  ['ends between its two steps', feedAndDie],
])(
  'every entry gets one number where another feeder %s, whichever call of the store it comes before',
  async (_, feed) => {
    const calls = await atEveryCall(async (at) => {
      const storage = await openFed()
      const interruption = interruptedStore(storage, at, async () => {
        await storage.append(sealed(makeEntry(await storage.head('account-1'))))
        await feed(storage)
      })
      await feedWaiting(interruption.storage, batch)
      await feedWaiting(storage, batch)
      const written = interruption.isReached() ? 8 : 7
      const faults = await verifyFeed(storage)
      expect({ at, faults, numbered: await storage.feedTail() }).toEqual({ at, faults: [], numbered: written })
      expect(await storage.pendingFeed(1)).toEqual([])
      return interruption
    })
    expect(calls).toBeGreaterThan(4)
  },
)

it('an entry stays in the list of what waits where a rival took the number that it was to get', async () => {
  const storage = createMemoryStorage()
  for (const entry of makeStream(3)) await storage.append(sealed(entry))
  let written: readonly number[] = []
  const appendFeedBatch: Storage['appendFeedBatch'] = async (tail, keys) => {
    written = [...written, await storage.appendFeedBatch(tail, keys.slice(0, 2))]
    return written.at(-1) ?? 0
  }
  expect(await feedWaiting({ ...storage, appendFeedBatch }, batch)).toBe(3)
  expect(written).toEqual([2, 1])
  expect(await storage.feedTail()).toBe(3)
})
