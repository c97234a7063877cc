import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Entry } from '../../../src/journal/entry.ts'
import { feedWaiting } from '../../../src/journal/feed.ts'
import { foundBy } from '../../../src/journal/found-by.ts'
import { sumAutomaticCredits, sumTotals, totalPart } from '../../../src/journal/totals.ts'
import { sumDecimals } from '../../../src/money/sum-decimals.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { makeStream, sealed, waitingForNumber } from '../make-entry.ts'
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
    beforeAll(async () => {
      relay = await startRelay(server.uri)
      watched = await openWatchedStore(relay.through(server.newDatabase()))
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
      })).map(waitingForNumber)
    const append = async (entries: readonly Entry[]): Promise<void> => {
      for (const entry of entries) await storage.append(sealed(entry))
    }
    const written: Entry[] = []
    const expectSums = async (): Promise<void> => {
      const found = written.map(foundBy)
      expect(await storage.totals('0001-01-01', '9999-12-31')).toEqual(sumTotals(found.map(totalPart)))
      const credits = sumAutomaticCredits(found)
      expect(await storage.automaticCredits(always, ever)).toEqual(credits)
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

    it('of automatic credits are read in one command', async () => {
      watched.take()
      await storage.automaticCreditsSince('USD', '2026-11-20T00:00:00.000Z')
      expect(watched.take().map(({ name }) => name)).toEqual(['aggregate'])
    })
  })
}
