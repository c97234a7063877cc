import { describe, expect, it } from '@jest/globals'
import { writePageCursor } from '../../../src/ids/page-cursor.ts'
import type { HistoryCount } from '../../../src/journal/history-selection.ts'
import type { DecisionFilter } from '../../../src/journal/journal-store.ts'
import { type Connection, openConnection, type Parameter } from '../../../src/storage/sqlite/connection.ts'
import { migrate } from '../../../src/storage/sqlite/migrate.ts'
import { createSqliteStorage } from '../../../src/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { makeStream, sealed } from '../make-entry.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()

interface Query {
  readonly sql: string
  readonly parameters: readonly Parameter[]
}

const at = '2026-11-23T08:00:00.000Z'
const order = { policy: 'smm-panel', id: 'order-1' }
const part = { ...order, part: 'parcel-1' }
const stretch = { account: 'account-1', after: at, before: at, upTo: 9 } as const
const kinds = ['decision', 'correction'] as const
const tallies = ['history_of_account (account=?)', 'history_of_account (account=? AND tally>?)']
const inWindow = 'history_of_account (account=? AND tally=? AND decided_at>? AND decided_at<?)'
const counted = 'INTEGER PRIMARY KEY (rowid=?)'
const firstOfTally = 'class_of_tally (tally=?)'

/** Every read of the port, and the index (or key) by which it must find its rows. */
const reads: readonly (readonly [string, (storage: Storage) => unknown, readonly string[]])[] = [
  ['head', (storage) => storage.head('account-1'), ['entry_of_account (account=?)']],
  ['entryAt', (storage) => storage.entryAt('account-1', 1), ['entry_of_account (account=? AND sequence=?)']],
  ['entryById', (storage) => storage.entryById('id'), ['entry_by_id (id=?)']],
  ['newestOfOrder', (storage) => storage.newestOfOrder('account-1', order), ['entry_of_order (order_id=?)']],
  [
    'newestOfPart',
    (storage) => storage.newestOfPart('account-1', part),
    ['entry_of_part (order_id=? AND order_part=?)'],
  ],
  [
    'newestOfPart of the whole',
    (storage) => storage.newestOfPart('account-1', { ...order, part: null }),
    ['entry_of_order (order_id=?)'],
  ],
  [
    'entryByIdempotencyKey',
    (storage) => storage.entryByIdempotencyKey('account-1', 'key-1'),
    ['entry_by_idempotency_key (account=? AND idempotency_key=?)'],
  ],
  [
    'newestDecidedUpTo',
    (storage) => storage.newestDecidedUpTo('account-1', at, 9),
    ['INTEGER PRIMARY KEY (rowid=?)', ...tallies, 'history_of_account (account=? AND tally=? AND decided_at<?)'],
  ],
  [
    'historyEntries of an account',
    (storage) => storage.historyEntries({ ...stretch, kinds, of: null }),
    [...tallies, inWindow, firstOfTally],
  ],
  [
    'historyEntries of an order',
    (storage) => storage.historyEntries({ ...stretch, kinds, of: order }),
    ['entry_of_order (order_id=?)', counted],
  ],
  [
    'historyEntries of a part',
    (storage) => storage.historyEntries({ ...stretch, kinds, of: part }),
    ['entry_of_part (order_id=? AND order_part=?)', counted],
  ],
  ...countReads([
    [{ of: null, where: {} }, [...tallies, counted, firstOfTally, inWindow]],
    [{ of: null, where: { outcome: 'deny' } }, [...tallies, counted, firstOfTally, inWindow]],
    [{ of: null, where: { rule: 'r', clause: '2', kind: 'decision' } }, [...tallies, counted, firstOfTally, inWindow]],
    [{ of: order, where: { rule: 'r' } }, ['entry_of_order (order_id=?)', counted]],
    [{ of: { ...order, part: null }, where: {} }, ['entry_of_order (order_id=?)', counted]],
    [{ of: part, where: {} }, ['entry_of_part (order_id=? AND order_part=?)', counted]],
  ]),
  [
    'entriesWithActions',
    (storage) => storage.entriesWithActions('account-1', order),
    ['entry_with_actions (order_id=?)'],
  ],
  [
    'entriesWithActions of a part',
    (storage) => storage.entriesWithActions('account-1', order, null),
    ['entry_with_actions (order_id=?)'],
  ],
  [
    'entriesAbout',
    (storage) => storage.entriesAbout('account-1', 'id'),
    ['entry_about (account=? AND about=?)', 'entry_superseding (account=? AND supersedes=?)'],
  ],
  [
    'entriesByReference',
    (storage) => storage.entriesByReference('account-1', 'tx-1', order),
    ['entry_by_reference (account=? AND reference=?)'],
  ],
  [
    'disputeEntriesByKey',
    (storage) => storage.disputeEntriesByKey('account-1', 'dispute-1'),
    ['dispute_by_key (account=? AND dispute_key=?)'],
  ],
  [
    'disputesOfAccount',
    (storage) => storage.disputesOfAccount('account-1'),
    [...tallies, 'history_of_account (account=? AND tally=?)', firstOfTally],
  ],
  [
    'automaticCreditsSince',
    (storage) => storage.automaticCreditsSince('USD', at),
    ['PRIMARY KEY (currency=? AND quarter_hour>?)'],
  ],
  ['stream', (storage) => storage.stream('account-1', 1, 9), ['entry_of_account (account=? AND sequence>?)']],
  [
    'accounts',
    (storage) => storage.accounts('account-1', 9),
    ['entry_of_account (account>?)', 'entry_of_account (account>?)'],
  ],
  ...decisionReads([
    [{ account: 'a' }, 'entry_of_account (account=? AND sequence<?)'],
    [{ order: 'o' }, 'entry_of_order (order_id=? AND rowid<?)'],
    [{ order: 'o', account: 'a', outcome: 'deny' }, 'entry_of_order (order_id=? AND rowid<?)'],
    [{ part: 'p' }, 'entry_with_part (order_part=? AND rowid<?)'],
    [{ order: 'o', part: 'p' }, 'entry_of_part (order_id=? AND order_part=? AND rowid<?)'],
    [{ rule: 'partial_delivery' }, 'entry_of_class (class=? AND id>? AND id<?)'],
    [{ policyVersion: 1, outcome: 'approve', from: at, to: at }, 'entry_of_class (class=? AND id>? AND id<?)'],
    [{ from: at, to: at }, 'entry_of_class (class=? AND id>? AND id<?)'],
    [{}, 'entry_of_class (class=? AND id>? AND id<?)'],
  ]),
  [
    'newestPolicyVersion',
    (storage) => storage.newestPolicyVersion('smm-panel'),
    ['sqlite_autoindex_policy_version_1 (name=?)'],
  ],
  [
    'newestPolicyVersionNumber',
    (storage) => storage.newestPolicyVersionNumber('smm-panel'),
    ['sqlite_autoindex_policy_version_1 (name=?)'],
  ],
  [
    'policyVersion',
    (storage) => storage.policyVersion('smm-panel', 1),
    ['sqlite_autoindex_policy_version_1 (name=? AND version=?)'],
  ],
  [
    'policyVersions',
    (storage) => storage.policyVersions('smm-panel', 9, 9),
    ['sqlite_autoindex_policy_version_1 (name=? AND version<?)'],
  ],
  [
    'policyVersionBySha256',
    (storage) => storage.policyVersionBySha256('smm-panel', 'aa'),
    ['policy_version_by_sha256 (name=? AND sha256=?)'],
  ],
  [
    'policyNames',
    (storage) => storage.policyNames(),
    ['sqlite_autoindex_policy_version_1', 'sqlite_autoindex_policy_version_1 (name>?)'],
  ],
  ['accountOfOrder', (storage) => storage.accountOfOrder(order), ['PRIMARY KEY (policy=? AND order_id=?)']],
  ['orderBindings', (storage) => storage.orderBindings(order, 9), ['PRIMARY KEY ((policy,order_id)>(?,?))']],
  ['apiKeyBySecret', (storage) => storage.apiKeyBySecret('digest'), ['api_key_by_secret (secret_sha256=?)']],
  ['revokeApiKey', (storage) => storage.revokeApiKey('key-1', at), ['sqlite_autoindex_api_key_1 (id=?)']],
  ['auditEntries', (storage) => storage.auditEntries(1, 9), ['INTEGER PRIMARY KEY (rowid>?)']],
]

/** What may be scanned: lists in memory, what was found or looked at so far, and the few classes. */
const fewRows = /^SCAN (?:found|json_each|wanted|looked|class|CONSTANT|\(subquery)/
/** Sorted are only one row of each thing that an account's entries count as, sums by currency, and pages of one list. */
const sorts = /^(?:newestDecidedUpTo|historyCount of (?:an account|an order|a part|the whole))/

describe('query plans', () => {
  it.each(reads)('%s seeks by an index, in its order', async (name, read, indexes) => {
    const { storage, queries, planOf } = await openRecorded()
    await read(storage)
    const plans = [...new Set(queries.map(({ sql }) => sql))].flatMap((sql) =>
      planOf(queries.find((query) => query.sql === sql) ?? { sql, parameters: [] }),
    )
    const searches = plans
      .filter((step) => step.startsWith('SEARCH'))
      .map((step) => step.replace(/^.* (?:INDEX|USING) /, ''))
    expect(new Set(searches)).toEqual(new Set(indexes))
    if (!sorts.test(name)) expect(plans.filter((step) => /TEMP B-TREE/.test(step))).toEqual([])
    expect(plans.filter((step) => step.startsWith('SCAN') && !fewRows.test(step))).toEqual([])
    await storage.close()
  })

  it.each([
    [
      'the audit log backwards, of which the head is the first',
      (storage: Storage) => storage.auditHead(),
      'SCAN audit_entry',
    ],
    ['the API keys by age', (storage: Storage) => storage.apiKeys(), 'SCAN api_key USING INDEX api_key_by_age'],
  ])('walks %s, in the order of an index', async (_, read, walk) => {
    const { storage, queries, planOf } = await openRecorded()
    await read(storage)
    expect(queries.flatMap(planOf)).toEqual([walk])
    await storage.close()
  })

  it.each<[string, (storage: Storage) => unknown]>([
    ['an account', (storage) => storage.historyCount({ ...stretch, of: null, where: { rule: 'r' }, ...summed })],
    [
      'an account by several filters',
      (storage) =>
        storage.historyCount({ ...stretch, of: null, where: { rule: 'r', clause: '2', outcome: 'deny' }, ...summed }),
    ],
  ])('a count in %s reads no entry, its index holds all that it looks at', async (_, read) => {
    const { storage, queries, planOf } = await openRecorded()
    await read(storage)
    const ofEntries = queries.flatMap(planOf).filter((step) => / entry /.test(step))
    expect(ofEntries.length).toBeGreaterThan(0)
    expect(ofEntries.filter((step) => !step.includes('USING COVERING INDEX history_of_account'))).toEqual([])
    await storage.close()
  })

  it('a count by rule or clause passes over no entry of another', async () => {
    const { storage, connection } = await openRecorded()
    const rare = (index: number): boolean => index % 400 === 7
    const entries = makeStream(1200, (index) => ({
      account: 'long',
      rule: rare(index) ? 'rare' : 'usual',
      clause: rare(index) ? '9' : '2.b',
    }))
    connection.execute('PRAGMA synchronous = OFF')
    await Promise.all(entries.map((entry) => storage.append(sealed(entry))))
    const whole = { account: 'long', of: null, after: null, before: null, upTo: 1200 }
    const asked = { ...whole, counted: 'decisions', isSum: false } as const
    expect((await storage.historyCount({ ...asked, where: { rule: 'rare' } })).count).toBe(3)
    expect((await storage.historyCount({ ...asked, where: { clause: '9' } })).count).toBe(3)
    const [lookedAt] = connection.all(
      `SELECT count(*) AS entries, count(DISTINCT tally) AS tallies FROM entry
        WHERE account = 'long' AND tally IN (SELECT tally FROM class WHERE rule = 'rare')`,
    )
    expect(lookedAt).toEqual({ entries: 3, tallies: 1 })
    await storage.close()
  })

  it('finds disputes by their deadlines by their own index, sorted', async () => {
    const { storage, queries, planOf } = await openRecorded()
    await storage.pendingResponses('2026-12-01T00:00:00.000Z', 10, null)
    expect(queries.flatMap(planOf)).toEqual([expect.stringContaining('USING INDEX pending_response (')])
    await storage.close()
  })

  it('finds waiting reviews by level and due time, and undelivered credits, by their own index', async () => {
    const { storage, planOf } = await openRecorded()
    const plan = (sql: string): string[] => planOf({ sql, parameters: [] })
    expect(
      plan(
        "SELECT body FROM entry WHERE pending_review_level = 'a' AND pending_review_due < 'z' ORDER BY pending_review_due",
      ),
    ).toEqual([expect.stringContaining('pending_review_by_level (pending_review_level=? AND pending_review_due<?)')])
    expect(plan("SELECT body FROM entry WHERE pending_delivery = 1 AND id > 'a' ORDER BY id")).toEqual([
      expect.stringContaining('pending_delivery (id>?)'),
    ])
    await storage.close()
  })
})

const summed = { counted: 'claims', isSum: true } as const

function decisionReads(
  filters: readonly (readonly [DecisionFilter, string])[],
): (readonly [string, (storage: Storage) => unknown, readonly string[]])[] {
  return filters.map(([filter, index]) => [
    `decisions by ${Object.keys(filter).join(', ') || 'nothing'}`,
    (storage: Storage) => storage.decisions(filter, 9, writePageCursor('id')),
    [index, ...placesBeside(index)],
  ])
}

/** Where the page begins, and its rows. */
function placesBeside(index: string): readonly string[] {
  const rows = 'INTEGER PRIMARY KEY (rowid=?)'
  if (index.startsWith('entry_of_class')) return [rows]
  if (!index.startsWith('entry_of_account')) return [rows, 'entry_by_id (id=?)']
  return [rows, 'entry_by_id (id=?)', 'entry_of_account (account=?)']
}

function countReads(
  asked: readonly (readonly [Pick<HistoryCount, 'of' | 'where'>, readonly string[]])[],
): (readonly [string, (storage: Storage) => unknown, readonly string[]])[] {
  return asked.map(([selection, indexes]) => [
    `historyCount of ${nameOf(selection.of)} by ${Object.keys(selection.where).join(', ') || 'nothing'}`,
    (storage: Storage) => storage.historyCount({ ...stretch, ...selection, ...summed }),
    indexes,
  ])
}

function nameOf(of: HistoryCount['of']): string {
  if (of === null) return 'an account'
  if (!('part' in of)) return 'an order'
  return of.part === null ? 'the whole' : 'a part'
}

async function openRecorded(): Promise<{
  readonly storage: Storage
  readonly connection: Connection
  readonly queries: Query[]
  readonly planOf: (query: Query) => string[]
}> {
  const connection = await openConnection(newStoreFile())
  await migrate(connection)
  for (const entry of makeStream(3)) await createSqliteStorage(connection).append(sealed(entry))
  const queries: Query[] = []
  const recorded: Connection = {
    ...connection,
    all: (sql, parameters = []) => {
      queries.push({ sql, parameters })
      return connection.all(sql, parameters)
    },
    rows: (sql, parameters = []) => {
      queries.push({ sql, parameters })
      return connection.rows(sql, parameters)
    },
    one: (sql, parameters = []) => {
      queries.push({ sql, parameters })
      return connection.one(sql, parameters)
    },
    oneRow: (sql, parameters = []) => {
      queries.push({ sql, parameters })
      return connection.oneRow(sql, parameters)
    },
    run: (sql, parameters = []) => {
      queries.push({ sql, parameters })
      return connection.run(sql, parameters)
    },
  }
  const planOf = ({ sql, parameters }: Query): string[] =>
    connection
      .all(`EXPLAIN QUERY PLAN ${sql}`, parameters)
      .map((row) => String(row.detail))
      .filter((step) => /^(?:SEARCH|SCAN|USE)/.test(step))
  const storage = createSqliteStorage(recorded)
  // What every process asks once, before it keeps anything.
  await storage.epoch()
  queries.length = 0
  return { storage, connection, queries, planOf }
}
