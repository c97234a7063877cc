import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createConnection, type mongo } from 'mongoose'
import { feedWaiting } from '../../../src/journal/feed.ts'
import { type ArrivalDocument, arrivalsOf, createArrivals } from '../../../src/storage/mongo/arrivals.ts'
import { openConnection } from '../../../src/storage/mongo/connection.ts'
import { entryDocument, entryKey } from '../../../src/storage/mongo/entry-document.ts'
import { makeEntry, sealed } from '../make-entry.ts'
import type { MongoServer } from './mongo-server.ts'
import { openWatchedStore, type WatchedStore } from './watched-store.ts'

const hour = 3_600_000

/** What says that entries wait for their numbers, from before they are there until they have them. */
export function describeArrivals(server: MongoServer): void {
  describe('entries that wait for their numbers on MongoDB', () => {
    const url = server.newDatabase()
    let watched: WatchedStore
    let client: Awaited<ReturnType<ReturnType<typeof createConnection>['asPromise']>>
    let arrivals: mongo.Collection<ArrivalDocument>
    beforeAll(async () => {
      watched = await openWatchedStore(url)
      client = await createConnection(url).asPromise()
      arrivals = client.collection('entry') as unknown as mongo.Collection<ArrivalDocument>
    })
    afterAll(async () => {
      await client.close()
      await watched.storage.close()
    })
    const stored = async (): Promise<readonly ArrivalDocument[]> =>
      arrivals.find({ arrived: { $exists: true } }).toArray()

    it('are listed by the first document of their insert, which is gone when they have their numbers', async () => {
      const { storage } = watched
      const entries = [0, 1, 2].map((index) => makeEntry(null, { account: `first-${index}` }))
      watched.take()
      await Promise.all(entries.map((entry) => storage.append(sealed(entry))))
      const inserts = watched.take().filter(({ name }) => name === 'insert')
      expect(inserts).toHaveLength(1)
      const keys = entries.map(({ account, sequence }) => entryKey(account, sequence))
      expect(inserts[0]?.command['documents']).toMatchObject([
        { account: 'first-0', arrived: keys },
        ...keys.map((_id) => ({ _id })),
      ])
      const one = { account: 'first-1', sequence: 1 }
      await storage.clearPendingFeed([one])
      expect((await stored()).map(({ arrived }) => arrived)).toEqual([[keys[0], keys[2]]])
      expect(await storage.isPendingFeed(entries)).toEqual([true, false, true])
      expect(await feedWaiting(storage, 10)).toBe(2)
      expect(await stored()).toEqual([])
    })

    it('are numbered once where two wrote at the same place, and both said so before', async () => {
      const { storage } = watched
      const tail = await storage.feedTail()
      const rivals = [1, 2].map(() => makeEntry(null, { account: 'rivals' }))
      const results = await Promise.all(rivals.map((entry) => storage.append(sealed(entry))))
      expect(results.map(({ appended }) => appended).toSorted((left, right) => Number(left) - Number(right))).toEqual([
        false,
        true,
      ])
      expect(await feedWaiting(storage, 10)).toBe(1)
      expect(await storage.feedTail()).toBe(tail + 1)
      expect(await stored()).toEqual([])
    })

    it('get no number where they never came; what says so is removed after an hour, and hinders nothing', async () => {
      const { storage } = watched
      await arrivals.insertMany(
        ['never', 'nor this'].map((account) => ({
          _id: `\0${makeEntry(null).id} ${account}`,
          account,
          arrived: [entryKey(account, 1)],
        })),
      )
      const entry = makeEntry(null, { account: 'behind' })
      await storage.append(sealed(entry))
      expect(await storage.pendingFeed(1)).toEqual([{ account: 'behind', sequence: 1 }])
      expect(await feedWaiting(storage, 10)).toBe(1)
      expect(await storage.totals('0001-01-01', '9999-12-31')).toHaveLength(1)
      expect(await stored()).toHaveLength(2)
      const connection = await openConnection(url, 5000)
      let now = 0
      const { waiting } = createArrivals(connection, () => now)
      const look = async (): Promise<unknown> => connection.inOrder((session) => waiting(10, session))
      for (const [time, left] of [
        [0, 2],
        [hour, 2],
        [hour + 1, 0],
      ] as const) {
        now = time
        expect(await look()).toEqual([])
        expect(await stored()).toHaveLength(left)
      }
      await connection.close()
    })

    it('a list that is not as it was written is reported by the check of the whole store', async () => {
      const { storage } = watched
      await storage.append(sealed(makeEntry(null, { account: 'changed' })))
      expect(await storage.checkIntegrity()).toEqual([])
      await arrivals.updateMany({ arrived: entryKey('changed', 1) }, { $set: { arrived: 'changed' as never } })
      expect(await storage.checkIntegrity()).toEqual([expect.stringContaining('that wait for their numbers')])
      await arrivals.deleteMany({ arrived: { $exists: true } })
    })

    it('are named once more where they credit something without a person: a limit of the day reads only those', () => {
      const outcomes = ['approve', 'deny', 'approve'] as const
      const documents = outcomes.map((outcome, index) =>
        entryDocument(sealed(makeEntry(null, { account: `credited-${index}`, outcome }))),
      )
      const keys = documents.map(({ _id }) => _id)
      expect(arrivalsOf(documents, false)).toMatchObject([{ arrived: keys, credited: [keys[0], keys[2]] }])
      expect(arrivalsOf(documents.slice(1, 2), false)).toEqual([expect.not.objectContaining({ credited: [] })])
    })

    it('have a list each where the collection is sharded, with the shard key of the entry', () => {
      const documents = Array.from({ length: 130 }, (_, index) =>
        entryDocument(sealed(makeEntry(null, { account: `a-${index}` }))),
      )
      const listed = arrivalsOf(documents, true)
      expect(listed.map(({ account, arrived }) => [account, arrived])).toEqual(
        documents.map(({ account, _id }) => [account, [_id]]),
      )
      const together = arrivalsOf(documents, false)
      expect(together.map(({ arrived }) => arrived.length)).toEqual([64, 64, 2])
      expect(together.flatMap(({ arrived }) => arrived)).toEqual(documents.map(({ _id }) => _id))
      expect(new Set([...listed, ...together].map(({ _id }) => _id)).size).toBe(133)
    })
  })
}
