import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import { sealErased } from '../../src/journal/erase-entry.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, makeStream, sealed } from '../storage/make-entry.ts'
import { appendAll } from './storage-data.ts'

/** What is replaced beside entries. */
export function describeErasure(storage: () => Storage): void {
  it('replaceConfidential puts other values beside entries of an account, once and again; nothing else changes', async () => {
    const entries = makeStream(3, () => ({ outcome: 'review' }))
    const other = makeEntry(null, { account: 'account-2' })
    await appendAll(storage(), [...entries, other])
    const expected = [...entries.slice(0, 2), sealErased(entries[2] as Entry).entry]
    for (let times = 0; times < 2; times += 1) {
      await storage().replaceConfidential('account-1', entries.slice(2).map(sealErased))
      expect(await storage().stream('account-1', 0, 10)).toEqual(expected)
      expect(await storage().head('account-1')).toEqual(expected[2])
      expect(await storage().head('account-2')).toEqual(other)
    }
    await storage().clearPending('account-1', 3, 'review')
    await storage().replaceConfidential('account-1', entries.map(sealErased))
    const stored = await storage().stream('account-1', 0, 10)
    expect(stored.map(({ confidential }) => confidential?.message)).toEqual([null, null, null])
    expect(stored.map(({ pending }) => pending.review === null)).toEqual([false, false, true])
    const next = makeEntry(stored[2] ?? null)
    expect(await storage().append(sealed(next))).toEqual({ appended: true })
    expect(await storage().head('account-1')).toEqual(next)
  })

  it('replaceConfidential leaves an entry with another hash as it is, and one that is not there away', async () => {
    const stored = makeEntry(null)
    await appendAll(storage(), [stored])
    const others = [makeEntry(null, { message: 'another' }), makeEntry(stored)]
    await storage().replaceConfidential('account-1', others.map(sealErased))
    expect(await storage().stream('account-1', 0, 10)).toEqual([stored])
  })

  // MongoDB makes a checkpoint of the whole server several times for each of its indexes.
  const compaction = 300_000
  it(
    'compact leaves all as it is',
    async () => {
      const entries = makeStream(2)
      await appendAll(storage(), entries)
      await storage().compact()
      expect(await storage().stream('account-1', 0, 10)).toEqual(entries)
      expect(await storage().append(sealed(makeEntry(entries[1] as Entry)))).toEqual({ appended: true })
    },
    compaction,
  )
}
