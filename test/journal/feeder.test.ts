import { expect, it } from '@jest/globals'
import { createFeeder } from '../../src/journal/feeder.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, sealed } from '../storage/make-entry.ts'

const neverStopped = new AbortController().signal
/** A feeder that passes over some of its runs, and once more as there are numbers from before, is back within so many. */
const mostPassedOver = 10

/** A feeder on the store, and how often it has asked it for anything. */
function feederOn(storage: Storage): { readonly run: () => Promise<void>; readonly asked: () => number } {
  let asked = 0
  const counted: Storage = {
    ...storage,
    feedTail: () => {
      asked += 1
      return storage.feedTail()
    },
  }
  const feed = createFeeder(counted, 3)
  return { run: () => feed(neverStopped), asked: () => asked }
}

async function appendOne(storage: Storage): Promise<void> {
  await storage.append(sealed(makeEntry(await storage.head('account-1'))))
}

it('of several feeders one numbers what comes in; the others mostly ask for nothing, and one goes on where that ends', async () => {
  const storage = createMemoryStorage()
  const [first, second] = [feederOn(storage), feederOn(storage)]
  await appendOne(storage)
  for (const { run } of [first, second]) await run()
  const rounds = 30
  for (let round = 0; round < rounds; round += 1) {
    await appendOne(storage)
    for (const { run } of [first, second]) await run()
  }
  expect(await storage.feedTail()).toBe(rounds + 1)
  expect(await storage.pendingFeed(1)).toEqual([])
  expect(second.asked()).toBeLessThan(rounds / 2)
  expect(first.asked()).toBeGreaterThan(rounds)

  await appendOne(storage)
  for (let run = 0; run < mostPassedOver; run += 1) await second.run()
  expect(await storage.feedTail()).toBe(rounds + 2)
})

it('one that is alone numbers at each run, also after one that failed', async () => {
  const storage = createMemoryStorage()
  let isAway = false
  const feed = createFeeder(
    {
      ...storage,
      clearPendingFeed: (keys) => (isAway ? Promise.reject(new Error('away')) : storage.clearPendingFeed(keys)),
    },
    3,
  )
  for (let entry = 1; entry <= 3; entry += 1) {
    await appendOne(storage)
    await feed(neverStopped)
    expect(await storage.feedTail()).toBe(entry)
  }
  isAway = true
  await appendOne(storage)
  await expect(feed(neverStopped)).rejects.toThrow('away')
  isAway = false
  for (let run = 0; run < mostPassedOver; run += 1) await feed(neverStopped)
  expect(await storage.pendingFeed(1)).toEqual([])
})
