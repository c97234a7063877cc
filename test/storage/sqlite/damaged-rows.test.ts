import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { bodyOf, confidentialTextOf } from '../../../src/journal/seal.ts'
import { type Connection, openConnection } from '../../../src/storage/sqlite/connection.ts'
import { migrate } from '../../../src/storage/sqlite/migrate.ts'
import { openSqliteStorage } from '../../../src/storage/sqlite/open-sqlite-storage.ts'
import { pack } from '../../../src/storage/sqlite/packing/pack.ts'
import { createSqliteStorage } from '../../../src/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { makeStream, sealed } from '../make-entry.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()

describe('a row that is not as it was written', () => {
  it.each([
    ['a body that is no packed text', `UPDATE entry SET body = CAST(x'ffffff' || body AS BLOB) WHERE sequence = 2`],
    [
      'the body of another entry',
      'UPDATE entry SET body = (SELECT body FROM entry WHERE sequence = 1) WHERE sequence = 2',
    ],
    [
      'confidential values that are no JSON',
      `UPDATE entry SET confidential = CAST(x'0078' || confidential AS BLOB) WHERE sequence = 2`,
    ],
    ['another class to be found by', 'UPDATE entry SET class = class + 1 WHERE sequence = 2'],
    ['something else that it counts as', 'UPDATE entry SET tally = tally + 1 WHERE sequence = 2'],
    ['another order to be found by', `UPDATE entry SET order_id = 'order-2' WHERE sequence = 2`],
    ['another time of the clock to be found by', 'UPDATE entry SET decided_at = decided_at + 1 WHERE sequence = 2'],
    ['another id to be found by', `UPDATE entry SET id = CAST(x'00' || id AS BLOB) WHERE sequence = 2`],
    ['another credit to be summed', `UPDATE entry SET credit_amount = '0' WHERE sequence = 2`],
    ['a sign that it gave an action', `UPDATE entry SET gives_actions = 1 WHERE sequence = 2`],
    ['half a pending review', `UPDATE entry SET pending_review_level = 'support' WHERE sequence = 2`],
    ['a pending mark that is neither yes nor no', 'UPDATE entry SET pending_delivery = 7 WHERE sequence = 2'],
  ])('is a Problem store_damaged that names the entry: %s', async (_, tamper) => {
    const { connection, storage } = await openWithThreeEntries()
    // Whoever edits the file by other means goes past the indexes.
    dropIndexes(connection)
    expect(connection.run(tamper)).toBe(1)
    const damaged = {
      code: 'store_damaged',
      detail: 'The store is damaged: entry 2 of the account "account-1" is not as it was written.',
    }
    await expect(storage.entryAt('account-1', 2)).rejects.toMatchObject(damaged)
    await expect(storage.stream('account-1', 0, 10)).rejects.toMatchObject(damaged)
    expect((await storage.head('account-1'))?.sequence).toBe(3)
    await storage.close()
  })

  it('never passes for what was written, whichever byte of its columns is flipped', async () => {
    const path = newStoreFile()
    const writer = await openSqliteStorage(path)
    const [entry] = makeStream(1, () => ({ message: 'zażółć \\ "訂單"', facts: { '10': 'a', '9': 'b' } }))
    if (entry === undefined) throw new Error('no entry')
    await writer.append(sealed(entry))
    await writer.close()
    const columns = [
      Buffer.from(entry.hash, 'hex'),
      pack(bodyOf(entry)),
      pack(confidentialTextOf(entry.confidential) ?? ''),
    ]
    const file = readFileSync(path)
    const row = Buffer.concat(columns)
    const start = file.indexOf(row)
    expect(start).toBeGreaterThan(0)

    for (let offset = 0; offset < row.length; offset += 5) {
      const flipped = Buffer.from(file)
      flipped[start + offset] = (file[start + offset] ?? 0) ^ (1 << (offset % 8))
      const flippedPath = newStoreFile()
      writeFileSync(flippedPath, flipped)
      const storage = await openSqliteStorage(flippedPath)
      const outcome: unknown = await storage.stream('account-1', 0, 1).catch((error: unknown) => error)
      expect(outcome).not.toEqual([entry])
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'store_damaged' })
      await storage.close()
      rmSync(flippedPath)
    }
  })

  it('is a Problem store_damaged in every other table', async () => {
    const { connection, storage } = await openWithThreeEntries()
    await storage.appendPolicyVersion({
      name: 'smm-panel',
      version: 1,
      sha256: 'aa',
      text: 'text',
      author: 'admin',
      reason: null,
      published_at: '2026-11-23T08:00:00.000Z',
    })
    connection.run("UPDATE policy_version SET body = replace(body, 'smm-panel', 'hosting')")
    await expect(storage.newestPolicyVersion('smm-panel')).rejects.toMatchObject({
      code: 'store_damaged',
      detail: expect.stringContaining('version 1 of the policy "smm-panel"'),
    })
    connection.run("INSERT INTO audit_entry (sequence, id, number, body, hash) VALUES (1, 'audit-1', 1, '{}', 'hash')")
    await expect(async () => storage.auditHead()).rejects.toMatchObject({
      code: 'store_damaged',
      detail: expect.stringContaining('entry 1 of the audit log'),
    })
    connection.run(
      `INSERT INTO api_key (id, body) VALUES ('key-1', '{"created_at":"then","id":"key-2","name":"n","secret_sha256":"s"}')`,
    )
    await expect(storage.apiKeys()).rejects.toMatchObject({
      code: 'store_damaged',
      detail: expect.stringContaining('the API key "key-1"'),
    })
    await storage.close()
  })

  it('is a Problem store_damaged where a whole table is gone', async () => {
    const { connection, storage } = await openWithThreeEntries()
    connection.execute('DROP TABLE order_binding')
    await expect(storage.accountOfOrder({ policy: 'smm-panel', id: 'order-1' })).rejects.toMatchObject({
      code: 'store_damaged',
    })
    await storage.close()
  })
})

async function openWithThreeEntries(): Promise<{ readonly connection: Connection; readonly storage: Storage }> {
  const connection = await openConnection(newStoreFile())
  await migrate(connection)
  const storage = createSqliteStorage(connection)
  for (const entry of makeStream(3, () => ({ label: 'goodwill' }))) await storage.append(sealed(entry))
  return { connection, storage }
}

function dropIndexes(connection: Connection): void {
  const indexes = connection.all("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
  for (const { name } of indexes) connection.execute(`DROP INDEX ${String(name)}`)
}
