import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import type { Entry } from '../../../src/journal/entry.ts'
import { type Connection, openConnection } from '../../../src/storage/sqlite/connection.ts'
import { migrate } from '../../../src/storage/sqlite/migrate.ts'
import { openSqliteStorage } from '../../../src/storage/sqlite/open-sqlite-storage.ts'
import { createSqliteStorage } from '../../../src/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { makeEntry, makeStream, sealed } from '../make-entry.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()

describe('settings that durability rests on', () => {
  it('writes ahead, waits for the disk at every commit, and waits for other writers', async () => {
    const connection = await openConnection(newStoreFile())
    await migrate(connection)
    const setting = (name: string): unknown => Object.values(connection.all(`PRAGMA ${name}`)[0] ?? {})[0]
    expect(setting('journal_mode')).toBe('wal')
    expect(setting('synchronous')).toBe(2)
    expect(setting('fullfsync')).toBe(1)
    expect(setting('busy_timeout')).toBe(10_000)
    expect(setting('foreign_keys')).toBe(1)
    connection.close()
  })

  it('leaves no read open that would hide what another connection writes, or bar a write', async () => {
    const path = newStoreFile()
    const [left, right] = [await openSqliteStorage(path), await openSqliteStorage(path)]
    const first = makeEntry(null)
    expect(await left.head('account-1')).toBeNull()
    await right.append(sealed(first))
    expect(await left.head('account-1')).toEqual(first)
    expect(await left.append(sealed(makeEntry(first)))).toEqual({ appended: true })
    await left.close()
    await right.close()
  })

  it('is not ready after a write that found the file locked was refused, until one can be stored again', async () => {
    const { holder, storage } = await openLocked()
    const tooLong = { code: 'store_unavailable', detail: expect.stringContaining('locked for too long') }
    for (const call of [storage.append(sealed(makeEntry(null))), storage.bindOrder(orderOne, 'a')]) {
      await expect(call).rejects.toMatchObject(tooLong)
    }
    await expect(storage.checkReady()).rejects.toMatchObject(tooLong)
    expect(await storage.head('account-1')).toBeNull()
    holder.execute('ROLLBACK')
    // It tries a write by itself.
    while ((await storage.checkReady().catch((error: unknown) => error)) !== undefined) await sleep(50)
    await storage.close()
    holder.close()
  })

  it('writes an entry whole or not at all where the disk is full, and goes on once there is room', async () => {
    const path = newStoreFile()
    const connection = await openConnection(path)
    await migrate(connection)
    const storage = createSqliteStorage(connection)
    connection.all('PRAGMA max_page_count = 1')
    const entries = makeStream(40, () => ({ message: 'x'.repeat(2000) }))
    const answered: Entry[] = []
    let refusal: unknown = null
    for (const entry of entries) {
      refusal = await storage.append(sealed(entry)).then(
        () => null,
        (error: unknown) => error,
      )
      if (refusal !== null) break
      answered.push(entry)
    }
    expect(refusal).toMatchObject({ code: 'store_unavailable', detail: `The disk that holds ${path} is full.` })
    expect(await storage.stream('account-1', 0, 100)).toEqual(answered)
    connection.all('PRAGMA max_page_count = 1000000')
    for (const entry of entries.slice(answered.length))
      expect(await storage.append(sealed(entry))).toEqual({ appended: true })
    const other = await openSqliteStorage(path)
    expect(await other.stream('account-1', 0, 100)).toEqual(entries)
    await other.close()
    await storage.close()
  })

  it('writes nothing of what found the file locked, and all that is answered afterwards', async () => {
    const { holder, storage } = await openLocked()
    const refused = makeEntry(null, { account: 'refused' })
    await expect(storage.append(sealed(refused))).rejects.toMatchObject({ code: 'store_unavailable' })
    holder.execute('ROLLBACK')

    const other = createSqliteStorage(holder)
    const entries = makeStream(3)
    expect(await storage.bindOrder(orderOne, 'account-1')).toBe('account-1')
    for (const entry of entries) expect(await storage.append(sealed(entry))).toEqual({ appended: true })
    expect(await other.accountOfOrder(orderOne)).toBe('account-1')
    expect(await other.stream('account-1', 0, 10)).toEqual(entries)
    expect(await other.head('refused')).toBeNull()
    await other.bindOrder(orderTwo, 'account-2')
    expect(await storage.accountOfOrder(orderTwo)).toBe('account-2')
    await storage.close()
    await other.close()
  })
})

const orderOne = { policy: 'smm-panel', id: 'order-1' }
const orderTwo = { policy: 'smm-panel', id: 'order-2' }

/** A store whose file another connection has locked; it waits for that a moment only. */
async function openLocked(): Promise<{ readonly holder: Connection; readonly storage: Storage }> {
  const path = newStoreFile()
  const holder = await openConnection(path)
  await migrate(holder)
  const waiting = await openConnection(path, 10)
  await holder.beginImmediate()
  return { holder, storage: createSqliteStorage(waiting) }
}
