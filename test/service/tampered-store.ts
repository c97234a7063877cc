import { readFileSync, writeFileSync } from 'node:fs'
import { createDomain, type Domain } from '../../src/domain.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { foundBy } from '../../src/journal/found-by.ts'
import { bodyOf, confidentialTextOf, hashEntry } from '../../src/journal/seal.ts'
import { numberedHash } from '../../src/maintenance/numbered-hash.ts'
import { type Verification, verifyJournal } from '../../src/maintenance/verify-journal.ts'
import { type StoreVerification, verifyStore } from '../../src/maintenance/verify-store.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { type Connection, openConnection } from '../../src/storage/sqlite/connection.ts'
import { classOf } from '../../src/storage/sqlite/entry-class.ts'
import { pack } from '../../src/storage/sqlite/packing/pack.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { systemClock } from '../../src/time/clock.ts'
import { growStatement, type Statement } from '../../src/transparency/statement.ts'
import { newStoreFile, openPanel, type Panel, partial, suspected } from '../http/open-panel.ts'

/** A store file with entries of every kind, its rows whole on their pages, and what it holds. */
export interface FilledStore {
  readonly file: string
  readonly bytes: Buffer
  /** Of the account a-1. */
  readonly entries: readonly Entry[]
  /** All of it, kept elsewhere. */
  readonly kept: Statement
}

/** Fills a store as a panel does. */
export async function fillStore(): Promise<FilledStore> {
  const written = newStoreFile()
  const panel = await openPanel('sqlite', written)
  await fillPanel(panel)
  await panel.close()
  return keepStore(written)
}

/** The same, with a draft and with settings of how the policy is released. */
export async function fillStoreWithDrafts(): Promise<FilledStore> {
  const written = newStoreFile()
  const panel = await openPanel('sqlite', written)
  await fillPanel(panel)
  const { send } = panel.running
  const made = await send('POST', '/v1/policies/smm-panel/drafts', { json: { reason: 'lower limits' } })
  const headers = { 'If-Match': '"0"' }
  const set = await send('PUT', '/v1/policies/smm-panel/release', {
    json: { four_eyes: true, publish_gate: {} },
    headers,
  })
  if (made.status !== 201 || set.status !== 200) throw new Error(`not made: ${made.status}, ${set.status}`)
  await panel.close()
  return keepStore(written)
}

/** Entries of eight kinds of the account a-1, and one decision of a-2. */
export async function fillPanel(panel: Panel): Promise<void> {
  const order = { id: 'o-1', quantity: 1000, charge: '10.00', currency: 'USD' }
  await panel.put('/v1/orders/o-1', { facts: { order, account: { id: 'a-1' } } })
  const { id } = await panel.decide(partial('o-1'))
  await panel.post(`/v1/decisions/${id}/delivery`, { status: 'delivered', reference: 'tx-1' })
  await panel.decide(partial('o-2'))
  const { id: held } = await panel.decide(suspected('o-3'))
  await panel.post(`/v1/reviews/${held}/resolution`, { outcome: 'approve', amount: '1', note: 'zażółć "ok"' })
  await panel.decide(partial('o-4', { order: { remains: null } }))
  await panel.post('/v1/accounts/a-1/debits', { amount: '0.5', currency: 'USD', reference: 'o-5' })
  await panel.post('/v1/accounts/a-1/adjustments', { amount: '2', currency: 'USD', reason: '訂單' })
  await panel.post('/v1/orders/o-2/corrections', { facts: { order: { charge: '11' } }, reason: 'price list' })
  const dispute = { account: 'a-1', payment_reference: 'p-1', amount: '10', currency: 'USD', order: 'o-2' }
  await panel.post('/v1/disputes', { ...dispute, opened_at: '2026-02-28T10:00:00Z' })
  await panel.decide(partial('o-6', { account: { id: 'a-2' } }))
}

async function keepStore(written: string): Promise<FilledStore> {
  const file = newStoreFile()
  await withConnection(written, (connection) => {
    // On pages this large each row stands in one piece, so that its bytes can be found in the file.
    connection.execute(`PRAGMA page_size = 65536; VACUUM INTO '${file}'`)
  })
  const bytes = readFileSync(file)
  const storage = await openStorage(`sqlite:${file}`)
  const entries = await storage.stream('a-1', 0, 100)
  const statement = growStatement()
  for (const item of await storage.feedItems(0, 1_000)) statement.append(numberedHash(item))
  await storage.close()
  return { file, bytes, entries, kept: statement.now() }
}

async function withConnection(file: string, work: (connection: Connection) => void): Promise<void> {
  const connection = await openConnection(file)
  try {
    work(connection)
  } finally {
    connection.close()
  }
}

/** A copy of the store after a change of its rows that goes past its indexes, which are made anew as far as it lets them. */
export async function changedRows(store: FilledStore, ...statements: readonly string[]): Promise<string> {
  const file = newStoreFile()
  writeFileSync(file, store.bytes)
  await withConnection(file, (connection) => {
    const indexes = connection.all(
      `SELECT CAST(name AS BLOB) AS name, CAST(sql AS BLOB) AS sql FROM sqlite_schema
        WHERE type = 'index' AND sql IS NOT NULL`,
    )
    for (const { name } of indexes) connection.execute(`DROP INDEX ${String(name)}`)
    for (const statement of statements) connection.execute(statement)
    for (const { sql } of indexes) unlessRefused(() => connection.execute(String(sql)))
  })
  return file
}

/** An index that may have each value once is not made over what has one twice, and none over what is no JSON. */
function unlessRefused(make: () => void): void {
  try {
    make()
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}

/** Verifies the store in the file as the command does. */
export async function verifyFile(file: string, against: readonly Statement[] = []): Promise<StoreVerification> {
  const storage = await openStorage(`sqlite:${file}`)
  try {
    return await verifyStorage(storage, against)
  } finally {
    await storage.close()
  }
}

/** Verifies all of the store, as the command does. */
export function verifyStorage(storage: Storage, against: readonly Statement[] = []): Promise<StoreVerification> {
  return verifyStore({ storage, ...domainOver(storage) }, { account: null, against })
}

/** The entry with the hash that its content has now. */
export function rehashed(entry: Entry): Entry {
  return { ...entry, hash: hashEntry(entry) }
}

/** Verifies these entries of the account a-1 in place of those that the store holds. */
export async function verifyEntries(store: FilledStore, entries: readonly Entry[]): Promise<Verification> {
  const storage = await openStorage(`sqlite:${store.file}`)
  try {
    const stream: typeof storage.stream = async (_account, after, limit) =>
      entries.filter(({ sequence }) => sequence > after).slice(0, limit)
    return await verifyJournal(
      { store: { ...storage, stream }, policies: domainOver(storage).policies },
      { account: 'a-1' },
    )
  } finally {
    await storage.close()
  }
}

function domainOver(storage: Storage): Domain {
  return createDomain({ storage, clock: systemClock, createEvaluator: createCompiledEvaluator })
}

/** Where a stored column of an entry stands in the file. */
export interface StoredColumn {
  readonly name: string
  readonly start: number
  readonly length: number
}

/** Every stored column of the entry's row, with the bytes of the file that hold it. */
export function storedColumns({ bytes }: FilledStore, entry: Entry): readonly StoredColumn[] {
  const { account, sequence, hash, confidential, pending } = entry
  const found = foundBy(entry)
  // In the order of the table.
  const values = Object.entries({
    account,
    sequence,
    id: Buffer.from(entry.id.replaceAll('-', ''), 'hex'),
    class: wide(classOf(found).class),
    tally: wide(classOf(found).tally),
    decided_at: wide(Date.parse(entry.decided_at)),
    order_policy: found.order_policy,
    order_id: found.order_id,
    order_part: found.order_part,
    idempotency_key: found.idempotency_key,
    credit_amount: found.credit_amount,
    gives_actions: found.gives_actions,
    reference: found.reference,
    about: found.about,
    supersedes: found.supersedes,
    dispute_key: found.dispute_key,
    level: pending.review?.level ?? null,
    due: pending.review?.due_by ?? null,
    hash: Buffer.from(hash, 'hex'),
    body: pack(bodyOf(entry)),
    confidential: pack(confidentialTextOf(confidential) ?? ''),
  }).map(([name, value]) => ({ name, bytes: bytesOf(value) }))
  const start = bytes.indexOf(Buffer.concat(values.map((value) => value.bytes)))
  if (start < 0) throw new Error(`entry ${sequence} is not in one piece`)
  const columns: StoredColumn[] = []
  let next = start
  for (const { name, bytes: stored } of values) {
    columns.push({ name, start: next, length: stored.length })
    next += stored.length
  }
  // Yes and no are said by the row's head, behind which the lengths of hash (one byte), body and confidential (two) and the deadline (one) stand.
  const flag = { name: 'pending_delivery', start: start - 7, length: 1 }
  return [...columns, flag].filter(({ length }) => length > 0)
}

/** A number as a column of six bytes. */
function wide(value: number): Buffer {
  const bytes = Buffer.alloc(6)
  bytes.writeIntBE(value, 0, 6)
  return bytes
}

/** A number of 0 or 1, and what is null, is said by the row's head alone; those up to 127 take a byte. */
function bytesOf(value: Buffer | string | number | null): Buffer {
  if (Buffer.isBuffer(value)) return value
  if (typeof value === 'string') return Buffer.from(value)
  return Buffer.from(value === null || value <= 1 ? [] : [value])
}
