import { describe, expect, it } from '@jest/globals'
import { feedWaiting } from '../../src/journal/feed.ts'
import type { FeedHash } from '../../src/journal/feed-store.ts'
import { verifyFeed } from '../../src/journal/verify-feed.ts'
import { numberedHash } from '../../src/maintenance/numbered-hash.ts'
import { auditEntry } from '../contract/storage-data.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { makeStream } from '../storage/make-entry.ts'
import { openDomain } from './open-domain.ts'

const [first, second, third] = makeStream(3)
const audits = [1, 2, 3].map((sequence) => auditEntry(sequence))

/** Numbers of the faults of a feed with these entries (a number: of the audit log) under these numbers. */
async function faultsOf(items: readonly (readonly [number, typeof first | number])[]): Promise<readonly number[]> {
  const feed = items.flatMap(([number, found]): FeedHash[] => {
    const audit = typeof found === 'number' ? audits[found - 1] : undefined
    if (audit !== undefined) return [numberedHash({ number, audit })]
    return typeof found === 'object' ? [numberedHash({ number, entry: found })] : []
  })
  const feedHashes = async (after: number): Promise<readonly FeedHash[]> => feed.filter(({ number }) => number > after)
  return (await verifyFeed({ feedHashes })).map(({ feed_number: number }) => number)
}

describe('the walk along the feed', () => {
  it.each([
    [
      'nothing in a sound one',
      [
        [1, first],
        [2, second],
        [3, third],
      ],
      [],
    ],
    [
      'a number that is missing',
      [
        [1, first],
        [3, second],
      ],
      [3],
    ],
    [
      'an entry that is in it twice',
      [
        [1, first],
        [2, first],
      ],
      [2],
    ],
    [
      'an entry before the one it follows',
      [
        [1, second],
        [2, first],
      ],
      [1, 2],
    ],
    [
      'nothing where the audit log stands among the entries',
      [
        [1, 1],
        [2, first],
        [3, 2],
        [4, second],
      ],
      [],
    ],
    [
      'an entry of the audit log that was left out, or is in it twice',
      [
        [1, 1],
        [2, first],
        [3, 3],
        [4, 3],
      ],
      [3, 4],
    ],
    [
      'an entry that was left out',
      [
        [1, first],
        [2, third],
      ],
      [2],
    ],
  ] as const)('finds %s', async (_, items, expected) => {
    expect(await faultsOf(items)).toEqual(expected)
  })

  it('an entry that does not wait for a number is a fault exactly where the feed does not have it', async () => {
    const { ask, storage, verify } = await openDomain()
    await ask(panelFacts())
    await feedWaiting(storage, 10)
    await ask(panelFacts({ order: { remains: 400 } }))
    expect((await verify()).faults).toEqual([])
    await storage.clearPendingFeed([{ account: 'a-1', sequence: 2 }])
    expect((await verify()).faults).toMatchObject([{ account: 'a-1', sequence: 2, code: 'pending_wrong' }])
  })
})
