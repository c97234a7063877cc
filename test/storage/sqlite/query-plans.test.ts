import { describe, expect, it } from '@jest/globals'
import type { DecisionFilter } from '../../../src/journal/journal-store.ts'
import { type Connection, openConnection, type Parameter } from '../../../src/storage/sqlite/connection.ts'
import { migrate } from '../../../src/storage/sqlite/migrate.ts'
import { createSqliteStorage } from '../../../src/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { makeStream } from '../make-entry.ts'
import { newStoreFiles } from './store-file.ts'

const newStoreFile = newStoreFiles()

interface Query {
  readonly sql: string
  readonly parameters: readonly Parameter[]
}

const at = '2026-11-23T08:00:00.000Z'
const history = { account: 'account-1', kinds: ['decision', 'correction'], after: at, before: at, upTo: 9 } as const

/** Every read of the port, and the index (or key) by which it must find its rows. */
const reads: readonly (readonly [string, (storage: Storage) => Promise<unknown>, readonly string[]])[] = [
  ['head', (storage) => storage.head('account-1'), ['sqlite_autoindex_entry_1 (account=?)']],
  ['entryAt', (storage) => storage.entryAt('account-1', 1), ['sqlite_autoindex_entry_1 (account=? AND sequence=?)']],
  ['entryById', (storage) => storage.entryById('id'), ['entry_by_id (id=?)']],
  [
    'newestOfOrder',
    (storage) => storage.newestOfOrder('account-1', 'order-1'),
    ['entry_by_order (account=? AND order_id=?)'],
  ],
  [
    'entryByIdempotencyKey',
    (storage) => storage.entryByIdempotencyKey('account-1', 'key-1'),
    ['entry_by_idempotency_key (account=? AND idempotency_key=?)'],
  ],
  [
    'newestUpTo',
    (storage) => storage.newestUpTo('account-1', at, 9),
    ['sqlite_autoindex_entry_1 (account=? AND sequence=?)', 'entry_by_time (account=? AND at<?)'],
  ],
  [
    'historyEntries of an account',
    (storage) => storage.historyEntries({ ...history, order: null }),
    ['entry_by_kind (account=? AND kind=? AND at>? AND at<?)'],
  ],
  [
    'historyEntries of an order',
    (storage) => storage.historyEntries({ ...history, order: 'order-1' }),
    ['entry_by_order (account=? AND order_id=? AND sequence<?)'],
  ],
  [
    'automaticCreditsSince',
    (storage) => storage.automaticCreditsSince('USD', at),
    ['automatic_credit (refund_currency=? AND at>?)'],
  ],
  ['stream', (storage) => storage.stream('account-1', 1, 9), ['sqlite_autoindex_entry_1 (account=? AND sequence>?)']],
  [
    'accounts',
    (storage) => storage.accounts('account-1', 9),
    ['sqlite_autoindex_entry_1 (account>?)', 'sqlite_autoindex_entry_1 (account>?)'],
  ],
  ...decisionReads([
    [{ account: 'a' }, 'decision_by_account (account=? AND id<?)'],
    [{ order: 'o' }, 'decision_by_order (order_id=? AND id<?)'],
    [{ outcome: 'deny' }, 'decision_by_outcome (outcome=? AND id<?)'],
    [{ clause: '2.b' }, 'decision_by_clause (clause=? AND id<?)'],
    [{ rule: 'r' }, 'decision_by_rule (rule=? AND id<?)'],
    [{ policy: 'p' }, 'decision_by_policy (policy=? AND id<?)'],
    [{ policyVersion: 1 }, 'decision_by_policy_version (policy_version=? AND id<?)'],
    [{ from: at, to: at }, 'decision_by_id (id>? AND id<?)'],
    [{ policy: 'p', policyVersion: 1 }, ...twice('decision_by_policy_version (policy_version=? AND id<?)')],
    [
      { outcome: 'deny', account: 'a', rule: 'r', from: at },
      ...twice('decision_by_account (account=? AND id>? AND id<?)'),
    ],
    [{ outcome: 'deny', clause: '2.b', order: 'o', account: 'a' }, ...twice('decision_by_order (order_id=? AND id<?)')],
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
  ['accountOfOrder', (storage) => storage.accountOfOrder('order-1'), ['PRIMARY KEY (order_id=?)']],
  ['apiKeyBySecret', (storage) => storage.apiKeyBySecret('digest'), ['api_key_by_secret (secret_sha256=?)']],
  ['revokeApiKey', (storage) => storage.revokeApiKey('key-1', at), ['sqlite_autoindex_api_key_1 (id=?)']],
  ['auditEntries', (storage) => storage.auditEntries(1, 9), ['INTEGER PRIMARY KEY (rowid>?)']],
]

describe('query plans', () => {
  it.each(reads)('%s seeks by an index, in its order', async (_, read, indexes) => {
    const { storage, queries, planOf } = await openRecorded()
    await read(storage)
    const plans = [...new Set(queries.map(({ sql }) => sql))].flatMap((sql) =>
      planOf(queries.find((query) => query.sql === sql) ?? { sql, parameters: [] }),
    )
    const searches = plans
      .filter((step) => step.startsWith('SEARCH'))
      .map((step) => step.replace(/^.* (?:INDEX|USING) /, ''))
    expect(searches).toEqual(indexes)
    expect(plans.filter((step) => /TEMP B-TREE/.test(step))).toEqual([])
    // What is scanned is a list in memory: names found so far, or the kinds of the selection.
    expect(plans.filter((step) => /^SCAN (?!found|json_each|CONSTANT)/.test(step))).toEqual([])
    await storage.close()
  })

  it.each([
    [
      'the audit log backwards, of which the head is the first',
      (storage: Storage) => storage.auditHead(),
      'SCAN audit_entry',
    ],
    ['the API keys by age', (storage: Storage) => storage.apiKeys(), 'SCAN api_key USING INDEX api_key_by_age'],
    [
      'all decisions by id',
      (storage: Storage) => storage.decisions({}, 9, null),
      'SCAN entry USING INDEX decision_by_id',
    ],
  ])('walks %s, in the order of an index', async (_, read, walk) => {
    const { storage, queries, planOf } = await openRecorded()
    await read(storage)
    expect(queries.flatMap(planOf)).toEqual([walk])
    await storage.close()
  })

  it.each<[string, (storage: Storage) => Promise<unknown>]>([
    ['a decision of another period', (storage) => storage.decisions({ from: at, to: at }, 9, null)],
    ["an account's decision of another period", (storage) => storage.decisions({ account: 'a', from: at }, 9, null)],
    ['an entry above the sequence', (storage) => storage.historyEntries({ ...history, order: null })],
    ['an automatic credit', (storage) => storage.automaticCreditsSince('USD', at)],
  ])('reads no body to pass over %s', async (_, read) => {
    const { storage, connection, queries } = await openRecorded()
    await read(storage)
    const steps = queries.flatMap(({ sql, parameters }) => connection.all(`EXPLAIN ${sql}`, parameters))
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.filter(({ p4 }) => String(p4).startsWith('json_extract'))).toEqual([])
    await storage.close()
  })

  it('finds waiting reviews by level and due time, undelivered credits and entries without a number by their own index', async () => {
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
    expect(plan("SELECT body FROM entry WHERE pending_feed = 1 AND id > 'a' ORDER BY id")).toEqual([
      expect.stringContaining('pending_feed (id>?)'),
    ])
    await storage.close()
  })
})

function decisionReads(
  filters: readonly (readonly [DecisionFilter, ...string[]])[],
): (readonly [string, (storage: Storage) => Promise<unknown>, readonly string[]])[] {
  return filters.map(([filter, ...indexes]) => [
    `decisions by ${Object.keys(filter).join(', ')}`,
    (storage: Storage) => storage.decisions(filter, 9, Buffer.from('after:id').toString('base64url')),
    indexes,
  ])
}

/** Of several filters: how far the page may look, then the page. */
function twice(index: string): [string, string] {
  return [index, index]
}

async function openRecorded(): Promise<{
  readonly storage: Storage
  readonly connection: Connection
  readonly queries: Query[]
  readonly planOf: (query: Query) => string[]
}> {
  const connection = await openConnection(newStoreFile())
  await migrate(connection)
  for (const entry of makeStream(3)) await createSqliteStorage(connection).append(entry)
  const queries: Query[] = []
  const recorded: Connection = {
    ...connection,
    all: (sql, parameters = []) => {
      queries.push({ sql, parameters })
      return connection.all(sql, parameters)
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
  return { storage: createSqliteStorage(recorded), connection, queries, planOf }
}
