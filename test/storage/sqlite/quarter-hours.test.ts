import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { readQuarterSums } from '../../../src/journal/quarter-sums.ts'
import { sumDecimals } from '../../../src/money/sum-decimals.ts'
import { type Connection, openConnection } from '../../../src/storage/sqlite/connection.ts'
import { migrate } from '../../../src/storage/sqlite/migrate.ts'
import { tables } from '../../../src/storage/sqlite/migrations/0001-tables.ts'
import { openSqliteStorage } from '../../../src/storage/sqlite/open-sqlite-storage.ts'
import { requireFreshBuild } from '../../built/fresh-build.mjs'
import { makeStream, sealed } from '../make-entry.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()
const program = join(import.meta.dirname, 'open-store.mjs')
/** More entries than are added up at a time. */
const copies = 110

/** A store as releases without quarters of an hour left it, of some thousand entries over days. */
async function formerStore(): Promise<string> {
  const path = newStoreFile()
  const storage = await openSqliteStorage(path)
  const stream = makeStream(100, (index) => ({
    outcome: index % 3 === 0 ? 'deny' : 'approve',
    amount: `${index}.0${index % 7}`,
    currency: index % 2 === 0 ? 'USD' : 'EUR',
    ...(index % 9 === 8 ? { kind: 'correction' as const } : {}),
  }))
  for (const entry of stream) await storage.append(sealed(entry))
  await storage.close()
  const connection = await openConnection(path)
  const columns = connection
    .all('SELECT CAST(name AS BLOB) AS name FROM pragma_table_info(?)', ['entry'])
    .map(({ name }) => String(name))
  const copied = columns.map((column) => {
    if (column === 'number') return `number + 100 * n`
    if (column === 'account') return `account || '-' || n`
    if (column === 'id') return `CAST(id || n AS BLOB)`
    return column === 'decided_at' ? 'decided_at + n * 2345678' : column
  })
  connection.execute(`WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ${copies})
    INSERT INTO entry (${columns.join(', ')}) SELECT ${copied.join(', ')} FROM copy CROSS JOIN entry`)
  connection.execute('DROP TABLE class_total')
  for (const statement of tables.statements) {
    if (statement.startsWith('CREATE TABLE total ')) connection.execute(statement)
  }
  connection.execute("DELETE FROM migration WHERE name = '0004-quarter-hours'")
  connection.close()
  return path
}

/** What each class has in each quarter of an hour, by a walk over all entries. */
function walked(connection: Connection): ReadonlyMap<string, readonly [number, readonly string[]]> {
  const sums = new Map<string, readonly [number, readonly string[]]>()
  const rows = connection.all(
    `SELECT decided_at, class, CAST(credit_amount AS BLOB) AS amount, kind = 'decision' AS decides
      FROM entry JOIN class ON class.id = entry.class`,
  )
  for (const { decided_at, class: id, amount, decides } of rows) {
    if (decides === 0 && amount === null) continue
    const name = `${Math.floor(Number(decided_at) / 900_000)} ${String(id)}`
    const [decisions, amounts] = sums.get(name) ?? [0, []]
    sums.set(name, [decisions + Number(decides), [...amounts, typeof amount === 'string' ? amount : '0']])
  }
  return sums
}

function expectAllAddedUp(connection: Connection): void {
  const found = new Map<string, readonly [number, string]>()
  const rows = connection.all(
    'SELECT six_hours, class, entries, CAST(by_quarter AS BLOB) AS by_quarter FROM class_total',
  )
  for (const { six_hours, class: id, by_quarter } of rows) {
    const day = Math.floor(Number(six_hours) / 4)
    for (const { quarter, decisions, credited } of readQuarterSums(String(by_quarter)) ?? []) {
      found.set(`${day * 96 + quarter} ${String(id)}`, [decisions, credited])
    }
  }
  const wanted = new Map(
    [...walked(connection)].map(([name, [decisions, amounts]]) => [name, [decisions, sumDecimals(amounts)]]),
  )
  expect(wanted.size).toBeGreaterThan(500)
  expect(found).toEqual(wanted)
  const entries = rows.reduce((sum, row) => sum + Number(row['entries']), 0)
  expect(entries).toBe(100 * (copies + 1))
}

describe('quarters of an hour in a store that was made without them', () => {
  beforeAll(() => requireFreshBuild())

  it('are made of all its entries, and the sums that they replace are gone', async () => {
    const path = await formerStore()
    const connection = await openConnection(path)
    await migrate(connection)
    expectAllAddedUp(connection)
    expect(connection.all("SELECT name FROM sqlite_schema WHERE name = 'total'")).toEqual([])
    connection.close()
  })

  it('are made once where several processes start together, and one of them is killed', async () => {
    const path = await formerStore()
    const processes = [1, 2, 3].map(() =>
      spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] }),
    )
    const exits = processes.map(async (child) => (await once(child, 'exit'))[0] as number | null)
    const [killed] = processes
    await once(killed?.stdout ?? fail(), 'data')
    killed?.kill('SIGKILL')
    expect((await Promise.all(exits)).slice(1)).toEqual([0, 0])
    const connection = await openConnection(path)
    expectAllAddedUp(connection)
    connection.close()
  })
})

function fail(): never {
  throw new Error('there is no process')
}
