import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { openConnection } from '../../../src/storage/sqlite/connection.ts'
import { migrate, migrations } from '../../../src/storage/sqlite/migrate.ts'
import { openSqliteStorage } from '../../../src/storage/sqlite/open-sqlite-storage.ts'
import { makeStream, sealed } from '../make-entry.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()

describe('opening a SQLite store', () => {
  it('makes the file and its folders where they are missing', async () => {
    const path = join(dirname(newStoreFile()), 'data', 'of', 'the service', 'refunds.db')
    await (await openSqliteStorage(path)).close()
    expect(existsSync(path)).toBe(true)
  })

  it('takes an empty file for a new store', async () => {
    const path = newStoreFile()
    writeFileSync(path, '')
    await (await openSqliteStorage(path)).checkReady()
  })

  it('lets any number of openers make one new store at once', async () => {
    const path = newStoreFile()
    const storages = await Promise.all(Array.from({ length: 8 }, () => openSqliteStorage(path)))
    const [first] = makeStream(1)
    if (first === undefined) throw new Error('no entry')
    const results = await Promise.all(storages.map((storage) => storage.append(sealed(first))))
    expect(results.filter(({ appended }) => appended)).toHaveLength(1)
    await Promise.all(storages.map((storage) => storage.close()))
  })

  it('says that a file which is no database is damaged, and leaves it as it is', async () => {
    const path = newStoreFile()
    const text = 'these are notes about refunds, not a database\n'.repeat(200)
    writeFileSync(path, text)
    await expect(openSqliteStorage(path)).rejects.toMatchObject({
      code: 'store_damaged',
      detail: `The file ${path} is not a store: it is damaged or belongs to another program.`,
    })
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it.each([
    ['its end is cut off', (path: string) => truncateSync(path, 40_960)],
    ['its schema is overwritten', (path: string) => overwrite(path, 100, 3996)],
  ])('says that a store is damaged: %s', async (_, damage) => {
    const path = await filledStore()
    damage(path)
    await expect(openSqliteStorage(path)).rejects.toMatchObject({
      code: 'store_damaged',
      detail: expect.stringContaining(path),
    })
  })

  it('says that a store is damaged when a read meets overwritten pages', async () => {
    const path = await filledStore()
    const half = readFileSync(path).length / 2
    overwrite(path, half, half)
    const storage = await openSqliteStorage(path)
    await expect(storage.stream('account-1', 0, 1000)).rejects.toMatchObject({ code: 'store_damaged' })
    await storage.close()
  })

  it.each([
    ['a folder', (path: string) => mkdirSync(path, { recursive: true })],
    ['below a file', (path: string) => writeFileSync(dirname(path), 'a file')],
  ])('says that a store is unavailable where the path is %s', async (_, prepare) => {
    const path = join(newStoreFile(), 'refunds.db')
    prepare(path)
    await expect(openSqliteStorage(path)).rejects.toMatchObject({
      code: 'store_unavailable',
      detail: `The file ${path} cannot be opened or made.`,
    })
  })

  it('refuses a store that a newer release wrote, and changes nothing', async () => {
    const path = newStoreFile()
    const connection = await openConnection(path)
    await migrate(connection)
    connection.run('INSERT INTO migration (name) VALUES (?)', ['0099-of-the-future'])
    connection.close()
    await expect(openSqliteStorage(path)).rejects.toMatchObject({
      code: 'invalid_configuration',
      detail: expect.stringContaining('was written by a newer release (its schema has the step "0099-of-the-future")'),
    })
  })

  it("refuses another program's database, and changes nothing", async () => {
    const path = newStoreFile()
    const connection = await openConnection(path)
    connection.execute('CREATE TABLE invoice (number INTEGER)')
    await expect(openSqliteStorage(path)).rejects.toMatchObject({
      code: 'invalid_configuration',
      detail: expect.stringContaining('belongs to another program: it has the table "invoice"'),
    })
    expect(connection.all("SELECT name FROM sqlite_schema WHERE type = 'table'")).toEqual([{ name: 'invoice' }])
    connection.close()
  })

  it('brings a store up to date whole or not at all', async () => {
    const path = newStoreFile()
    const connection = await openConnection(path)
    connection.execute('CREATE TABLE migration (name TEXT NOT NULL PRIMARY KEY)')
    // One of the last statements finds its table taken.
    connection.execute('CREATE TABLE audit_entry (sequence INTEGER)')
    await expect(migrate(connection)).rejects.toThrow('audit_entry already exists')
    expect(connection.all('SELECT name FROM migration')).toEqual([])
    expect(connection.all("SELECT name FROM sqlite_schema WHERE name = 'entry'")).toEqual([])
    connection.execute('DROP TABLE audit_entry')
    await migrate(connection)
    expect(connection.all('SELECT name FROM migration ORDER BY name')).toEqual(migrations.map(({ name }) => ({ name })))
    connection.close()
  })
})

async function filledStore(): Promise<string> {
  const path = newStoreFile()
  const storage = await openSqliteStorage(path)
  for (const entry of makeStream(100)) await storage.append(sealed(entry))
  await storage.close()
  const connection = await openConnection(path)
  connection.all('PRAGMA wal_checkpoint(TRUNCATE)')
  connection.close()
  return path
}

function overwrite(path: string, from: number, length: number): void {
  const bytes = readFileSync(path)
  bytes.fill(0xa5, from, from + length)
  writeFileSync(path, bytes)
}
