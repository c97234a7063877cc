import { copyFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { formatVerification } from '../../src/cli/format-verification.ts'
import { Problem } from '../../src/problems/problem.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { openConnection } from '../../src/storage/sqlite/connection.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { newStoreFile } from '../http/open-panel.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { changeOf, type ForeignHand, foreignHand, removalFrom, storedColumnsOf } from './changed-values.ts'
import { readContent, writeContent } from './store-content.ts'
import {
  changedRows,
  type FilledStore,
  fillStore,
  fillStoreWithDrafts,
  verifyFile,
  verifyStorage,
} from './tampered-store.ts'

/** What a fault in each table or collection is named by. */
const places: Readonly<Record<string, RegExp>> = {
  entry: /^fault \w+: (?:entry -?\d+ |number \d+ of the feed|the account "|the store: .*(?:entry|row) )/mu,
  class: /^fault \w+: (?:the store: class |the total)/mu,
  class_total: /^fault (?:total_wrong: the total|file_damaged: the store: [Tt]he total)/mu,
  total: /^fault (?:total_wrong: the total|file_damaged: the store: [Tt]he total)/mu,
  automatic_credit: /^fault total_wrong: the total/mu,
  // A body that is no JSON any more ends the reading of the whole file, in SQLite.
  policy_version: /^fault \w+: (?:version \d+ of the policy|the store: (?:.*policy|The file .* does not hold))/mu,
  order_binding: /^fault (?:binding_wrong: the account "a-\d"|file_damaged: .*order)/mu,
  'orders in entry': /^fault (?:binding_wrong: the account "a-\d"|file_damaged: .*order)/mu,
  api_key: /^fault (?:key_\w+: the API key|refused: the store: The file .* does not hold)/mu,
  audit_entry: /^fault (?:audit_wrong: |feed_wrong: number|(?:key|version|draft|release)_unlogged: )/mu,
  policy_draft: /^fault (?:draft(?:_\w+|s_unreadable): |refused: the store: The file .* does not hold)/mu,
  release_setting: /^fault (?:release_\w+|drafts_unreadable): /mu,
  feed: /^fault (?:feed_wrong: number|pending_wrong: entry|audit_wrong: entry)/mu,
}

const [sqlite, mongo] = await durableStores()
afterAll(async () => {
  await sqlite?.close()
  await mongo?.close()
})

async function toldOf(verify: () => ReturnType<typeof verifyFile>): Promise<string> {
  try {
    return formatVerification(await verify())
  } catch (error) {
    // What cannot be opened at all says so.
    if (error instanceof Problem && error.code === 'store_damaged') return `fault refused: the store: ${error.detail}`
    throw error
  }
}

const tables = [
  'entry',
  'class',
  'class_total',
  'automatic_credit',
  'policy_version',
  'order_binding',
  'api_key',
  'audit_entry',
  'policy_draft',
  'release_setting',
] as const

/** On a MongoDB server a verification takes seconds: one field of so many, unless it is the soak. */
const oneFieldOf = process.env['TAMPER_FIELDS'] === 'all' ? 1 : 7
/** A table has up to 23 columns, and a verification takes a second on a busy machine. Milliseconds. */
const patience = 240_000

async function columnsOf({ file }: FilledStore): Promise<ReturnType<typeof storedColumnsOf>> {
  const connection = await openConnection(file)
  try {
    // The day of a key's last use is a note for people: nothing says what it should be.
    return storedColumnsOf(connection).filter(({ column }) => column !== 'last_used_on')
  } finally {
    connection.close()
  }
}

describe('in SQLite', () => {
  let store: FilledStore
  beforeAll(async () => {
    store = await fillStoreWithDrafts()
  })

  it('has more than fifty columns, each in one of the tables here', async () => {
    const columns = await columnsOf(store)
    expect(columns.length).toBeGreaterThan(50)
    expect([...new Set(columns.map(({ table }) => table))].sort()).toEqual([...tables].sort())
  })

  it.each(tables)(
    'finds and names a change of every column of %s',
    async (name) => {
      for (const column of (await columnsOf(store)).filter(({ table }) => table === name)) {
        const told = await toldOf(async () => verifyFile(await changedRows(store, changeOf(column))))
        expect([column, told]).toEqual([column, expect.stringMatching(places[name] ?? /nothing/u)])
      }
    },
    patience,
  )

  it.each(tables)('finds and names a row that was removed from %s', async (table) => {
    const told = await toldOf(async () => verifyFile(await changedRows(store, removalFrom(table)), [store.kept]))
    expect(told).toMatch(places[table] ?? /nothing/u)
  })

  it.each([
    [
      'an order bound that nobody spoke of',
      "INSERT INTO order_binding VALUES ('smm-panel', 'o-99', 'a-2')",
      /order "o-99"/u,
    ],
    [
      'a quarter of an hour of which another sum is kept',
      "UPDATE class_total SET by_quarter = '0,1,5' WHERE (six_hours, class) = (SELECT six_hours, class FROM class_total WHERE by_quarter != '' LIMIT 1)",
      /^fault total_wrong: the total \["quarters","\d{4}-\d\d-\d\d",.*\]: for 00:00 UTC the store has 1 decisions, 5 credited where the entries give nothing$/mu,
    ],
    ['a total of nothing', "INSERT INTO automatic_credit VALUES ('USD', 1, '5')", /^fault total_wrong: /mu],
    [
      'a class that no entry has',
      `INSERT INTO class SELECT id + 1, tally, kind, policy, policy_version, outcome, label, rule, clause, counted,
        credit_currency, automatic FROM class LIMIT 1`,
      /^fault file_damaged: the store: class \d+ is the class of no entry$/mu,
    ],
    [
      'a trigger that changes what is written later',
      "CREATE TRIGGER mine AFTER INSERT ON order_binding BEGIN UPDATE order_binding SET account = 'a-9'; END",
      /the trigger mine is not one that this service makes/u,
    ],
    ['a table of another', 'CREATE TABLE mine (a)', /the table mine is not one that this service makes/u],
    [
      'a column of another',
      'ALTER TABLE order_binding ADD COLUMN mine TEXT',
      /the table order_binding is not one that this service makes/u,
    ],
  ])('finds and names %s', async (_name, statement, place) => {
    expect(await toldOf(async () => verifyFile(await changedRows(store, statement)))).toMatch(place)
  })

  it('finds and names an index that is gone', async () => {
    const file = newStoreFile()
    copyFileSync(store.file, file)
    const connection = await openConnection(file)
    connection.execute('DROP INDEX entry_of_class')
    connection.close()
    expect(await toldOf(() => verifyFile(file))).toMatch(/is gone: CREATE INDEX entry_of_class/u)
  })
})

if (mongo !== undefined) {
  describe('in MongoDB', () => {
    let hand: ForeignHand
    let storage: Storage
    beforeAll(async () => {
      if (sqlite === undefined) throw new Error('there is no store')
      const filled = await fillStore()
      const from = await openStorage(`sqlite:${filled.file}`)
      const { content } = await readContent(from)
      await from.close()
      const url = await mongo.emptyUrl()
      storage = await openStorage(url)
      await writeContent(storage, content)
      hand = await foreignHand(url)
    })
    afterAll(async () => {
      await storage.close()
      await hand.close()
    })

    it(
      'finds and names a change of every field of every collection, and a document that was removed',
      async () => {
        const kinds: { readonly collection: string; readonly field: string | null }[] = []
        for (const collection of hand.collections) {
          const fields = (await hand.fields(collection)).filter((field) => field !== 'last_used_on')
          // Totals are read by their keys: where one stands, and how far the feeder came, says nothing of sums.
          const told = collection === 'total' ? fields.filter((field) => field !== '_id') : fields
          kinds.push(...[...told, null].map((field) => ({ collection, field })))
        }
        expect(kinds.length).toBeGreaterThan(50)
        for (const { collection, field } of kinds.filter((_, index) => index % oneFieldOf === 0)) {
          const undo = await (field === null ? hand.remove(collection) : hand.change(collection, field))
          const told = await toldOf(() => verifyStorage(storage))
          await undo()
          const what = `${collection}.${field ?? 'removed'}`
          expect([what, told]).toEqual([what, expect.stringMatching(places[collection] ?? /nothing/u)])
        }
        expect(await toldOf(() => verifyStorage(storage))).toMatch(/no fault was found\n$/u)
      },
      10 * patience,
    )
  })
}
