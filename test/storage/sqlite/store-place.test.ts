import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { createAuditLog } from '../../../src/audit/create-audit-log.ts'
import { type Connection, openConnection } from '../../../src/storage/sqlite/connection.ts'
import { openSqliteStorage } from '../../../src/storage/sqlite/open-sqlite-storage.ts'
import { placedConnection } from '../../../src/storage/sqlite/placed-connection.ts'
import { storePlace } from '../../../src/storage/sqlite/store-place.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { systemClock } from '../../../src/time/clock.ts'
import { makeStream, sealed } from '../make-entry.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()
const lost = { code: 'store_unavailable', detail: expect.stringContaining('while the service ran') }

/** A store with an entry of the audit log, all of it in the file itself. */
async function madeStore(): Promise<string> {
  const path = newStoreFile()
  const storage = await openSqliteStorage(path)
  let id = 0
  await createAuditLog({ store: storage, clock: systemClock, newId: () => `${path} ${(id += 1)}` }).pause({
    author: 'a',
    reason: path,
  })
  await storage.close()
  return path
}

const [first, second] = makeStream(2)
if (first === undefined || second === undefined) throw new Error('no entries')

const damages: readonly [string, (path: string) => Promise<void>][] = [
  ['was deleted', async (path) => rmSync(path)],
  ['was moved away', async (path) => renameSync(path, `${path}.old`)],
  ['was replaced by another store', async (path) => renameSync(await madeStore(), path)],
  ['was overwritten with another store', async (path) => copyFileSync(await madeStore(), path)],
  ['was overwritten with something else', async (path) => writeFileSync(path, 'notes\n'.repeat(10_000))],
  ['lost its log', async (path) => rmSync(`${path}-wal`)],
  ['has the log of another', async (path) => copyAnew(path)],
]

function copyAnew(path: string): void {
  rmSync(`${path}-wal`)
  writeFileSync(`${path}-wal`, '')
}

describe('a store whose file', () => {
  it.each(damages)('%s answers no further write, and is not ready', async (_, damage) => {
    const path = await madeStore()
    const storage = await openSqliteStorage(path)
    expect(await storage.append(sealed(first))).toEqual({ appended: true })
    await damage(path)
    await expect(storage.append(sealed(second))).rejects.toMatchObject(lost)
    // Not even what may have been written to the lost file is answered.
    await expect(storage.head('account-1')).rejects.toMatchObject(lost)
    await expect(storage.checkReady()).rejects.toMatchObject(lost)
    await closed(storage)
  })

  it('was put back goes on with all that was answered', async () => {
    const path = await madeStore()
    const storage = await openSqliteStorage(path)
    await storage.append(sealed(first))
    renameSync(path, `${path}.old`)
    await expect(storage.append(sealed(second))).rejects.toMatchObject(lost)
    renameSync(`${path}.old`, path)
    expect(await storage.append(sealed(second))).toEqual({ appended: true })
    await expect(storage.checkReady()).resolves.toBeUndefined()
    await storage.close()
    const again = await openSqliteStorage(path)
    expect(await again.stream('account-1', 0, 9)).toEqual([first, second])
    await again.close()
  })

  it('is deleted between the look before a transaction and its commit answers nothing of it', async () => {
    const path = await madeStore()
    const opened = await openConnection(path)
    const connection = placedConnection(
      opened,
      storePlace(path, () => null),
    )
    let isAnswered = false
    const written = connection.transaction(
      () => {
        connection.run("INSERT INTO migration (name) VALUES ('lost')")
        rmSync(path)
      },
      () => {
        isAnswered = true
      },
    )
    await expect(written).rejects.toMatchObject(lost)
    expect(isAnswered).toBe(false)
    expect(() => connection.all('SELECT name FROM migration')).toThrow('was deleted')
    opened.close()
  })
})

describe('checkReady', () => {
  it('wants the room that the settings ask for', async () => {
    const storage = await openSqliteStorage(await madeStore())
    await expect(storage.checkReady(0)).resolves.toBeUndefined()
    await expect(storage.checkReady(1024 ** 5)).rejects.toMatchObject({
      code: 'store_unavailable',
      detail: expect.stringContaining('less than minimum_free_bytes'),
    })
    await storage.close()
  })

  it('takes no lock, and says so where a write has waited for long', async () => {
    const path = await madeStore()
    const [holder, opened] = [await openConnection(path), await openConnection(path)]
    let time = 0
    const connection = placedConnection(
      opened,
      storePlace(path, () => null),
      () => time,
    )
    await holder.beginImmediate()
    const written = connection.transaction(() => {})
    expect(connection.writeFault()).toBeNull()
    time = 2000
    expect(connection.writeFault()).toMatchObject({ detail: expect.stringContaining('locked') })
    holder.execute('ROLLBACK')
    await written
    expect(connection.writeFault()).toBeNull()
    for (const each of [holder, opened] satisfies Connection[]) each.close()
  })
})

/** What is lost cannot be put in order at the end. */
async function closed(storage: Storage): Promise<void> {
  await storage.close().catch(() => undefined)
}
