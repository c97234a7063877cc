import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { type Connection, openConnection } from '../../../src/storage/sqlite/connection.ts'
import { migrate } from '../../../src/storage/sqlite/migrate.ts'
import { createSqliteStorage } from '../../../src/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { makeEntry, makeStream, orderPart, sealed } from '../make-entry.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()
const order = { policy: 'smm-panel', id: 'order-1' }
const firstOf = (account: string) => makeEntry(null, { account, message: 'x'.repeat(2000) })
const accounts = Array.from({ length: 20 }, (_, index) => `account-${index}`)

interface Watched {
  readonly storage: Storage
  readonly connection: Connection
  /** Another connection to the same file. */
  readonly other: Connection
  /** What happened so far: `committed` stands for one transaction. */
  readonly events: string[]
}

async function openWatched(): Promise<Watched> {
  const path = newStoreFile()
  const connection = await openConnection(path)
  await migrate(connection)
  const events: string[] = []
  const transaction: Connection['transaction'] = (work, committed = () => {}) =>
    connection.transaction(work, () => {
      events.push('committed')
      committed()
    })
  const storage = createSqliteStorage({ ...connection, transaction })
  return { storage, connection, other: await openConnection(path), events }
}

async function close({ storage, other }: Watched): Promise<void> {
  await storage.close()
  other.close()
}

describe('group commit', () => {
  it('commits what comes in together at once, answers it afterwards, and what comes later with the next', async () => {
    const watched = await openWatched()
    const { storage, events } = watched
    const append = async (account: string): Promise<void> => {
      await storage.append(sealed(firstOf(account)))
      events.push(account)
    }
    await Promise.all(accounts.map(append))
    expect(events).toEqual(['committed', ...accounts])
    await append('later')
    expect(events.slice(accounts.length + 1)).toEqual(['committed', 'later'])
    await close(watched)
  })

  it('waits for more while each turn of the event loop brings some, and commits once none comes', async () => {
    const watched = await openWatched()
    const { storage, events } = watched
    const appends: Promise<unknown>[] = []
    for (const account of accounts) {
      appends.push(storage.append(sealed(firstOf(account))))
      await turn()
    }
    expect(events).toEqual([])
    await Promise.all(appends)
    expect(events).toEqual(['committed'])
    await close(watched)
  })

  it('commits a great many in several groups, in their order', async () => {
    const watched = await openWatched()
    const stream = makeStream(150)
    const results = await Promise.all(stream.map((entry) => watched.storage.append(sealed(entry))))
    expect(results).toEqual(stream.map(() => ({ appended: true })))
    expect(watched.events.length).toBeGreaterThan(1)
    expect(watched.events.length).toBeLessThan(10)
    await close(watched)
  })

  it('keeps nothing of a group whose commit fails, neither in the file nor in memory, and goes on afterwards', async () => {
    const watched = await openWatched()
    const { storage, connection, other } = watched
    connection.all('PRAGMA max_page_count = 1')
    const results = await Promise.allSettled(
      accounts.map((account) => storage.append(sealed(firstOf(account)), { binds: { ...order, id: account } })),
    )
    const written = accounts.filter((_, index) => results[index]?.status === 'fulfilled')
    expect(written.length).toBeLessThan(accounts.length)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'store_unavailable' })
    }
    const fresh = createSqliteStorage(other)
    for (const account of accounts) {
      const question = { account, order: orderPart(account), idempotencyKey: null }
      const [seen, stored] = [await storage.look(question), await fresh.look(question)]
      expect(seen).toEqual(stored)
      expect([stored.head !== null, stored.owner]).toEqual(written.includes(account) ? [true, account] : [false, null])
    }
    connection.all('PRAGMA max_page_count = 1000000')
    expect(await storage.append(sealed(firstOf('later')))).toEqual({ appended: true })
    await close(watched)
  })

  it('waits for another process without keeping the event loop, and fails with nothing that came later', async () => {
    const watched = await openWatched()
    const { storage, other, events } = watched
    await other.beginImmediate()
    const waiting = storage.append(sealed(firstOf('account-1'))).then(() => events.push('answered'))
    for (let turns = 0; turns < 50; turns += 1) await turn()
    expect(events).toEqual([])
    expect(await storage.head('account-1')).toBeNull()
    other.execute('ROLLBACK')
    await waiting
    expect(events).toEqual(['committed', 'answered'])
    await close(watched)
  })

  it('begins again on a publication that another process commits between the reading and the writing', async () => {
    const watched = await openWatched()
    const { storage, other } = watched
    const epoch = await storage.epoch()
    const late = storage.append(sealed(firstOf('account-1')), { epoch })
    const unconcerned = storage.append(sealed(firstOf('account-2')))
    other.run('INSERT INTO policy_version (name, version, body) VALUES (\'p\', 1, \'{"sha256":"ab"}\')')
    expect(await late).toEqual({ appended: false, stale: true })
    expect(await unconcerned).toEqual({ appended: true })
    expect(await storage.newestPolicyVersionNumber('p')).toBe(1)
    await close(watched)
  })

  it('takes entries of other processes for no reason to begin again', async () => {
    const watched = await openWatched()
    const { storage, other } = watched
    const epoch = await storage.epoch()
    await createSqliteStorage(other).append(sealed(firstOf('account-2')))
    expect(await storage.append(sealed(firstOf('account-1')), { epoch })).toEqual({ appended: true })
    await close(watched)
  })

  it('answers what was given before it is closed', async () => {
    const watched = await openWatched()
    const answers = accounts.map((account) => watched.storage.append(sealed(firstOf(account))))
    await close(watched)
    expect(await Promise.all(answers)).toEqual(accounts.map(() => ({ appended: true })))
  })
})
