import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createConnection } from 'mongoose'
import type { Entry } from '../../../src/journal/entry.ts'
import { feedWaiting } from '../../../src/journal/feed.ts'
import { foundBy } from '../../../src/journal/found-by.ts'
import { quarterPart, sumAutomaticCredits, sumTotals, totalPart } from '../../../src/journal/totals.ts'
import { growingQuarters } from '../../../src/maintenance/verify-quarters.ts'
import { rebuildTotals } from '../../../src/maintenance/verify-totals.ts'
import { sumDecimals } from '../../../src/money/sum-decimals.ts'
import { entryKey } from '../../../src/storage/mongo/entry-document.ts'
import { migrateStorage, openStorage } from '../../../src/storage/open/open-storage.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { makeStream, sealed } from '../make-entry.ts'
import type { MongoServer } from './mongo-server.ts'
import { type Relay, startRelay } from './relay.ts'
import { openWatchedStore, type WatchedStore } from './watched-store.ts'

const [always, ever] = ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']

/** Totals that the feeder keeps, whatever it has done so far and wherever it was cut off. */
export function describeTotals(server: MongoServer): void {
  describe('totals on MongoDB', () => {
    let relay: Relay
    let watched: WatchedStore
    let storage: Storage
    const database = server.newDatabase()
    beforeAll(async () => {
      relay = await startRelay(server.uri)
      watched = await openWatchedStore(relay.through(database))
      storage = watched.storage
    })
    afterAll(async () => {
      await storage.close()
      await relay.stop()
    })

    const streamOf = (account: string, length: number): readonly Entry[] =>
      makeStream(length, (index) => ({
        account,
        amount: `${index + 1}.0${index}`,
        at: `2026-11-${20 + (index % 3)}T08:${10 + index}:00.000Z`,
        ...(index % 4 === 3 ? { outcome: 'deny' as const } : {}),
      }))
    const append = async (entries: readonly Entry[]): Promise<void> => {
      for (const entry of entries) await storage.append(sealed(entry))
    }
    const written: Entry[] = []
    const expectSums = async (): Promise<void> => {
      const found = written.map(foundBy)
      expect(await storage.totals('0001-01-01', '9999-12-31')).toEqual(sumTotals(found.map(totalPart)))
      const credits = sumAutomaticCredits(found)
      expect(await storage.automaticCredits(always, ever)).toEqual(credits)
      const quarters = growingQuarters()
      for (const part of await storage.quarterTotals('0001-01-01', '9999-12-31')) quarters.add(part)
      const expected = growingQuarters()
      for (const part of found.flatMap((one) => quarterPart(one) ?? [])) expected.add(part)
      expect(quarters.all()).toEqual(expected.all())
      const since = '2026-11-21T00:00:00.000Z'
      const ofTheDays = credits.filter(({ quarter_hour }) => quarter_hour >= since).map(({ amount }) => amount)
      expect(await storage.automaticCreditsSince('USD', since)).toBe(sumDecimals(ofTheDays))
    }

    it('hold every entry once: before it is numbered, after, and wherever the feeder was cut off', async () => {
      for (const [round, losing] of [null, 'update', 'insert', 'update'].entries()) {
        const entries = streamOf(`account-${round}`, 8)
        await append(entries)
        written.push(...entries)
        await expectSums()
        if (losing !== null) relay.loseNextAnswerTo(losing)
        // It may give up where an answer is lost; the next one goes on.
        await feedWaiting(storage, 5).catch(() => 0)
        await expectSums()
      }
      await feedWaiting(storage, 5)
      await expectSums()
    })

    it('hold every entry once where a feeder that numbered it was cut off and another took its mark away', async () => {
      const entries = streamOf('cut-off', 8)
      await append(entries)
      written.push(...entries)
      const [keys, tail] = [await storage.pendingFeed(8), await storage.feedTail()]
      const client = await createConnection(database).asPromise()
      const numbers = entries.map(({ account, sequence }, index) => ({
        _id: tail + 1 + index,
        entry: entryKey(account, sequence),
      }))
      await client.collection<{ _id: number }>('feed').insertMany(numbers)
      await client.close()
      await expectSums()
      await storage.clearPendingFeed(keys)
      await expectSums()
    })

    it('hold every entry once where several feeders keep them at the same time', async () => {
      for (let round = 0; round < 3; round += 1) {
        const streams = [0, 1, 2].map((number) => streamOf(`together-${round}-${number}`, 4))
        await Promise.all(streams.map(append))
        written.push(...streams.flat())
        await Promise.all([3, 4, 5].map((limit) => feedWaiting(storage, limit)))
        await expectSums()
      }
    })

    it('are read in as many documents however many entries there are, once these are numbered', async () => {
      watched.take()
      await storage.totals('2026-11-20', '2026-11-21')
      const commands = watched.take()
      expect(commands.map(({ command }) => command['find'])).toEqual([
        'total',
        'entry',
        'feed',
        'entry',
        'total',
        'feed',
      ])
      await expectSums()
    })

    it('get their quarters of an hour by migrating where a release without these kept them, beside which it may run', async () => {
      const url = server.newDatabase()
      const former = await openStorage(url)
      for (const entry of streamOf('account-1', 12)) await former.append(sealed(entry))
      await feedWaiting(former, 5)
      const client = await createConnection(url).asPromise()
      const totals = client.collection<{ _id: string; up_to: number }>('total')
      await totals.deleteMany({ by_quarter: { $exists: true } })
      const { up_to } = (await totals.findOneAndDelete({ _id: 'progress of quarters' })) ?? { up_to: 0 }
      await totals.insertOne({ _id: 'progress', key: '', decisions: 0, credited: '0', up_to } as never)
      await Promise.all([1, 2, 3].map(() => migrateStorage(url)))
      expect(await totals.countDocuments({ by_quarter: { $exists: true } })).toBeGreaterThan(3)
      expect((await totals.findOne({ _id: 'progress of quarters' }))?.up_to).toBe(12)
      const rebuilt = await rebuildTotals(former)
      for (const entry of streamOf('account-1', 12)) rebuilt.add(entry)
      expect(await rebuilt.faults()).toEqual([])
      expect(await former.checkIntegrity()).toEqual([])

      // More than a feeder does by the way.
      await client.collection<{ _id: number }>('feed').insertOne({ _id: 5013 })
      await expect(openStorage(url)).rejects.toMatchObject({
        code: 'invalid_configuration',
        detail: expect.stringContaining('lack 5001 entries. Run refund-policy migrate.'),
      })
      await client.close()
      await former.close()
    })

    it('of automatic credits are read in one command', async () => {
      watched.take()
      await storage.automaticCreditsSince('USD', '2026-11-20T00:00:00.000Z')
      expect(watched.take().map(({ name }) => name)).toEqual(['aggregate'])
    })
  })
}
