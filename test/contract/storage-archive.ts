import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import { sealErased } from '../../src/journal/erase-entry.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { textsOf } from '../../src/workers/block-texts.ts'
import { makeEntry, makeStream, orderPart, sealed } from '../storage/make-entry.ts'
import { writeArchive } from './archive-of-contract.ts'
import { appendAll, type OpenEmptyStorage, problem } from './storage-data.ts'

const account = 'account-1'

const threeEntries = (): Entry[] =>
  makeStream(3, (index) => ({
    idempotencyKey: `key-${index}`,
    message: 'zażółć \u2028 訂單 😀',
    order: `order-${index}`,
  }))

/** All that a store gives of the entries of the account, read in whichever way. */
async function reads(storage: Storage, entries: readonly Entry[]): Promise<readonly unknown[]> {
  const question = { account, order: orderPart('order-0'), idempotencyKey: 'key-1' }
  const block = await storage.storedBlock({ kinds: ['decision'] }, null, 10)
  return [
    await storage.stream(account, 0, 10),
    await storage.head(account),
    await storage.entryAt(account, 1),
    await storage.look(question),
    await Promise.all(entries.map(({ id }) => storage.entryById(id))),
    await storage.decisions({ account }, 10, null),
    await storage.decisions({ outcome: 'approve' }, 10, null),
    await storage.entriesOfKind('decision', 10, null),
    await storage.feedItems(0, 10),
    await storage.feedHashes(0, 10),
    await storage.pendingDeliveries(10, null),
    [...textsOf(block)].map(({ body }) => body),
  ]
}

/** What archives hold in the place of the store. */
export function describeArchive(storage: () => Storage): void {
  it('moveTexts lets every read find the entries as before, once and again; movedTexts names them', async () => {
    const entries = threeEntries()
    await appendAll(storage(), [...entries, makeEntry(null, { account: 'account-2' })])
    await storage().appendFeedBatch(
      0,
      entries.map(({ sequence }) => ({ account, sequence })),
    )
    const before = await reads(storage(), entries)
    for (let times = 0; times < 2; times += 1) {
      await storage().moveTexts(account, (await writeArchive(entries)).slice(0, 2))
      expect(await storage().movedTexts(account, 0, 10)).toEqual([1, 2])
      expect(await reads(storage(), entries)).toEqual(before)
    }
    expect(await storage().movedTexts(account, 1, 10)).toEqual([2])
    expect(await storage().movedTexts(account, 0, 1)).toEqual([1])
    expect(await storage().movedTexts('account-2', 0, 10)).toEqual([])
    const next = makeEntry(entries[2] ?? null)
    expect(await storage().append(sealed(next))).toEqual({ appended: true })
    await storage().bringTextsBack(account, [1, 2, 3, 9])
    await storage().bringTextsBack(account, [1, 2])
    expect(await storage().movedTexts(account, 0, 10)).toEqual([])
    expect(await storage().stream(account, 0, 10)).toEqual([...entries, next])
  })

  it('moveTexts leaves an entry as it is that is another one, was erased meanwhile, or is not there', async () => {
    const [first, second] = threeEntries() as [Entry, Entry, Entry]
    await appendAll(storage(), [first, second])
    const archived = await writeArchive([first, second, makeEntry(second)])
    const [asFirst, asSecond, missing] = archived as [(typeof archived)[0], (typeof archived)[0], (typeof archived)[0]]
    await storage().replaceConfidential(account, [sealErased(second)])
    await storage().moveTexts(account, [{ ...asFirst, hash: asSecond.hash }, asSecond, missing])
    expect(await storage().movedTexts(account, 0, 10)).toEqual([])
    expect(await storage().stream(account, 0, 10)).toEqual([first, sealErased(second).entry])
  })

  it('replaceConfidential removes the values of an entry whose texts were moved, also from what is brought back', async () => {
    const entries = threeEntries()
    await appendAll(storage(), entries)
    await storage().moveTexts(account, await writeArchive(entries))
    await storage().replaceConfidential(account, entries.slice(0, 2).map(sealErased))
    const expected = entries.map((entry, index) => (index < 2 ? sealErased(entry).entry : entry))
    expect(await storage().stream(account, 0, 10)).toEqual(expected)
    await storage().bringTextsBack(account, [1, 2, 3])
    expect(await storage().stream(account, 0, 10)).toEqual(expected)
  })
}

/** What a durable store does with what it does not hold any more. */
export function describeMovedTexts(openEmpty: OpenEmptyStorage, reopenWithoutArchive: OpenEmptyStorage): void {
  it('needs the archive for what was moved there, writes nothing without it, and does not once it is brought back', async () => {
    const entries = threeEntries()
    const storage = await openEmpty()
    await appendAll(storage, entries)
    await storage.moveTexts(account, (await writeArchive(entries)).slice(0, 2))
    const without = await reopenWithoutArchive()
    const question = { account, order: orderPart('order-0'), idempotencyKey: null }
    expect(await without.head(account)).toEqual(entries[2])
    for (const read of [
      () => without.entryAt(account, 1),
      () => without.look(question),
      () => without.stream(account, 0, 10),
      () => without.storedBlock({ kinds: ['decision'] }, null, 10),
      () => without.bringTextsBack(account, [1]),
    ]) {
      await expect(async () => read()).rejects.toMatchObject(problem('archive_unavailable'))
    }
    await storage.bringTextsBack(account, [1, 2])
    expect(await without.stream(account, 0, 10)).toEqual(entries)
    await without.close()
    await storage.close()
  })
}
