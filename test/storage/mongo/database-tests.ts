import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createConnection, type mongo } from 'mongoose'
import { connectPatiently } from '../../../src/storage/mongo/connect-patiently.ts'
import { migrateStorage, openStorage } from '../../../src/storage/open/open-storage.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { makeEntry, makeStream, sealed } from '../make-entry.ts'
import type { MongoServer } from './mongo-server.ts'
import { type Relay, startRelay } from './relay.ts'

type Database = mongo.Db

/** What a MongoDB database is besides the storage contract: prepared or refused, checked, reached over a network. */
export function describeMongoDatabase(server: MongoServer): void {
  describe('a MongoDB database', () => describePreparation(server))
  describe('a MongoDB database under a service', () => describePlace(server))
  describe('a damaged MongoDB database', () => describeDamage(server))
  describe('the way to a MongoDB server', () => describeNetwork(server))
}

async function onDatabase(url: string, work: (database: Database) => Promise<unknown>): Promise<void> {
  const connection = await createConnection(url).asPromise()
  if (connection.db !== undefined) await work(connection.db)
  await connection.close()
}

async function isMemberOfSet(url: string): Promise<boolean> {
  let isMember = false
  await onDatabase(url, async (database) => {
    isMember = 'setName' in (await database.admin().command({ hello: 1 }))
  })
  return isMember
}

async function onStorage<Result>(
  url: string,
  work: (storage: Storage) => Promise<Result>,
  options: { readonly deadlineMs?: number } = {},
): Promise<Result> {
  const storage = await openStorage(url, options)
  try {
    return await work(storage)
  } finally {
    await storage.close()
  }
}

function refusal(detail: string): object {
  return { name: 'Problem', code: 'invalid_configuration', detail: expect.stringContaining(detail) }
}

function describePreparation(server: MongoServer): void {
  it('is prepared at its first start, by several processes at once; migrating it again makes nothing', async () => {
    const url = server.newDatabase()
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStorage(url)))
    for (const store of stores) {
      expect(await store.checkIntegrity()).toEqual([])
      await store.close()
    }
    expect(await migrateStorage(url)).toEqual([])
  })

  it('is refused at start where an index is missing, which is named; migrating makes it', async () => {
    const url = server.newDatabase()
    await onStorage(url, (storage) => storage.append(sealed(makeEntry(null))))
    await onDatabase(url, (database) => database.collection('entry').dropIndex('by_name'))
    await expect(openStorage(url)).rejects.toMatchObject(refusal('entry.by_name. Run refund-policy migrate'))
    expect(await migrateStorage(url)).toEqual(['entry.by_name'])
    expect(await onStorage(url, (storage) => storage.accounts(null, 10))).toEqual(['account-1'])
  })

  it('is prepared to its end where a first start was cut short', async () => {
    const url = server.newDatabase()
    await onDatabase(url, (database) =>
      database.collection('entry').createIndex({ id: 1 }, { name: 'by_id', sparse: true }),
    )
    expect(await onStorage(url, (storage) => storage.checkIntegrity())).toEqual([])
  })

  it('is refused exactly where its server is no member of a replica set, unless that is allowed', async () => {
    const url = server.newDatabase()
    const isMember = await isMemberOfSet(url)
    const alone = { mayBeStandalone: false }
    const starts = [
      () => migrateStorage(url, alone),
      async () => {
        await (await openStorage(url, alone)).close()
      },
    ]
    for (const start of starts) {
      if (isMember) await start()
      else await expect(start()).rejects.toMatchObject(refusal('MONGODB_STANDALONE=allowed'))
    }
  })

  it('has the indexes that sharding wants of a collection that holds something', async () => {
    const url = server.newDatabase()
    await migrateStorage(url)
    await onDatabase(url, async (database) => {
      const indexes = await database.collection('entry').indexes()
      expect(indexes.map(({ key }) => key)).toContainEqual({ account: 'hashed' })
    })
  })

  it('is refused where a newer release or another program has written to it', async () => {
    const newer = server.newDatabase()
    await migrateStorage(newer)
    await onDatabase(newer, (database) =>
      database.collection<{ _id: string }>('store_layout').updateOne({ _id: 'refund-policy' }, { $set: { layout: 5 } }),
    )
    await expect(openStorage(newer)).rejects.toMatchObject(refusal('newer (its layout'))

    const foreign = server.newDatabase()
    await onDatabase(foreign, (database) => database.collection('guestbook').insertOne({ text: 'hello' }))
    await expect(openStorage(foreign)).rejects.toMatchObject(refusal('"guestbook"'))
    await expect(migrateStorage(foreign)).rejects.toMatchObject(refusal('another program'))
  })
}

function describePlace(server: MongoServer): void {
  it('is not ready once it was dropped, nor once another has its name', async () => {
    const url = server.newDatabase()
    const storage = await openStorage(url)
    await storage.checkReady()
    await onDatabase(url, (database) => database.dropDatabase())
    await expect(storage.checkReady()).rejects.toMatchObject({ code: 'store_unavailable' })
    await migrateStorage(url)
    await expect(storage.checkReady()).rejects.toMatchObject({ code: 'store_unavailable' })
    await storage.close()
    const again = await openStorage(url)
    await again.checkReady()
    await again.close()
  })
}

function describeDamage(server: MongoServer): void {
  const entries = makeStream(3, (index) => ({ idempotencyKey: `key-${index}` }))
  const second = { id: entries[1]?.id }
  const url = server.newDatabase()
  let storage: Storage
  beforeAll(async () => {
    storage = await openStorage(url)
    for (const entry of entries) await storage.append(sealed(entry))
  })
  afterAll(() => storage.close())

  it.each<[string, object]>([
    ['a field that it is found by', { $set: { outcome: 'deny' } }],
    ['its body', { $set: { body: '{"account":"account-1"}' } }],
    ['a body that is no JSON', { $set: { body: '{' } }],
    ['its body, spaced out', { $set: { body: `{ ${JSON.stringify(entries[1]).slice(1)}` } }],
    ['its sequence', { $set: { sequence: 7 } }],
    ['its idempotency key, removed', { $unset: { names: 1 } }],
    ['an automatic credit that is none', { $set: { automatic_credit: 'USD' } }],
    ['its place in a queue', { $set: { waits_delivery: 'elsewhere' } }],
  ])('an entry with %s changed is reported as damaged, and by the check of the whole store', async (_, change) => {
    await onDatabase(url, async (database) => {
      const [before] = await database.collection('entry').find(second).toArray()
      await database.collection('entry').updateOne(second, change)
      await expect(storage.stream('account-1', 0, 10)).rejects.toMatchObject({ code: 'store_damaged' })
      expect(await storage.head('account-1')).toEqual(entries[2])
      expect(await storage.checkIntegrity()).toEqual([expect.stringContaining('is not as it was written')])
      await database.collection('entry').replaceOne(second, before ?? {})
    })
  })

  it('a missing index is reported by the check of the whole store', async () => {
    await onDatabase(url, (database) => database.collection('entry').dropIndex('history_of_account'))
    expect(await storage.checkIntegrity()).toEqual(['The index history_of_account of entry is missing.'])
  })
}

function describeNetwork(server: MongoServer): void {
  let relay: Relay
  beforeAll(async () => {
    relay = await startRelay(server.uri)
  })
  afterAll(() => relay.stop())

  it('an insert whose acknowledgement is lost is tried again, meets its own entry and has succeeded', async () => {
    await onStorage(relay.through(server.newDatabase()), async (storage) => {
      const entries = makeStream(2)
      for (const entry of entries) {
        relay.loseNextAnswerTo('insert')
        expect(await storage.append(sealed(entry))).toEqual({ appended: true })
      }
      expect(await storage.stream('account-1', 0, 10)).toEqual(entries)
      relay.loseNextAnswerTo('insert')
      expect(await storage.bindOrder({ policy: 'smm-panel', id: 'order-1' }, 'account-1')).toBe('account-1')
      relay.loseNextAnswerTo('insert')
      expect(await storage.appendAuditEntry(auditEntry)).toBe(true)
      expect(await storage.appendAuditEntry(auditEntry)).toBe(false)
    })
  })

  it('a server that is gone is a Problem store_unavailable; when it is back the same store works on', async () => {
    const work = async (storage: Storage): Promise<void> => {
      const [first, second] = makeStream(2)
      if (first === undefined || second === undefined) throw new Error('a stream of two has two entries')
      await storage.append(sealed(first))
      await relay.stop()
      const gone = { name: 'Problem', code: 'store_unavailable' }
      const refused = [storage.append(sealed(second)), storage.head('account-1'), storage.checkReady()]
      for (const call of refused) await expect(call).rejects.toMatchObject(gone)
      await relay.start()
      await storage.checkReady()
      expect(await storage.append(sealed(second))).toEqual({ appended: true })
      expect(await storage.stream('account-1', 0, 10)).toEqual([first, second])
    }
    await onStorage(relay.through(server.newDatabase()), work, { deadlineMs: 1000 })
  })

  it('a server that is there but slow is waited for at the start; where nobody listens that is said at once', async () => {
    const options = { serverSelectionTimeoutMS: 200, connectTimeoutMS: 200 }
    const url = relay.through(server.newDatabase())
    relay.delayAnswers(300)
    const opened = connectPatiently(url, options)
    await sleep(1000)
    relay.delayAnswers(0)
    await (await opened).close()
    await relay.stop()
    await expect(connectPatiently(url, options)).rejects.toThrow('ECONNREFUSED')
    await relay.start()
  })

  it('no server at the start is a Problem store_unavailable, and a wrong URL one of the settings without its password', async () => {
    await expect(openStorage('mongodb://127.0.0.1:9/refunds')).rejects.toMatchObject({ code: 'store_unavailable' })
    const wrong = openStorage('mongodb://panel:hidden@127.0.0.1:9/refunds?tls=maybe')
    await expect(wrong).rejects.toMatchObject(refusal('driver accepts'))
    await expect(wrong).rejects.not.toMatchObject({ detail: expect.stringContaining('hidden') })
  })
}

const auditEntry = {
  sequence: 1,
  id: 'audit-1',
  kind: 'approvals_paused',
  at: '2026-11-23T08:00:00.000Z',
  author: 'admin',
  details: {},
  approvals_paused: true,
  previous_hash: null,
  hash: 'hash-1',
} as const
