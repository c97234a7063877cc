import { describe, expect, it } from '@jest/globals'
import type { DecisionFilter, HistoryCount } from '../../../src/journal/journal-store.ts'
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
const byOrder = 'account=? AND order_policy=? AND order_id=?'

/** Every read of the port, and the index (or key) by which it must find its rows. */
const reads: readonly (readonly [string, (storage: Storage) => Promise<unknown>, readonly string[]])[] = [
  ['head', (storage) => storage.head('account-1'), ['sqlite_autoindex_entry_1 (account=?)']],
  ['entryAt', (storage) => storage.entryAt('account-1', 1), ['sqlite_autoindex_entry_1 (account=? AND sequence=?)']],
  ['entryById', (storage) => storage.entryById('id'), ['entry_by_id (id=?)']],
  ['newestOfOrder', (storage) => storage.newestOfOrder('account-1', order), [`history_of_order (${byOrder})`]],
  [
    'newestOfPart',
    (storage) => storage.newestOfPart('account-1', part),
    [`history_of_part (${byOrder} AND order_part=?)`],
  ],
  [
    'newestOfPart of the whole',
    (storage) => storage.newestOfPart('account-1', { ...order, part: null }),
    [`history_of_part (${byOrder} AND order_part=?)`],
  ],
  [
    'entryByIdempotencyKey',
    (storage) => storage.entryByIdempotencyKey('account-1', 'key-1'),
    ['entry_by_idempotency_key (account=? AND idempotency_key=?)'],
  ],
  [
    'newestDecidedUpTo',
    (storage) => storage.newestDecidedUpTo('account-1', at, 9),
    ['history_of_account (account=? AND decided_at<?)'],
  ],
  [
    'historyEntries of an account',
    (storage) => storage.historyEntries({ ...stretch, kinds, of: null }),
    ['entry_by_kind (account=? AND kind=? AND decided_at>? AND decided_at<?)'],
  ],
  [
    'historyEntries of an order',
    (storage) => storage.historyEntries({ ...stretch, kinds, of: order }),
    [`history_of_order (${byOrder} AND sequence<?)`],
  ],
  [
    'historyEntries of a part',
    (storage) => storage.historyEntries({ ...stretch, kinds, of: part }),
    [`history_of_part (${byOrder} AND order_part=? AND sequence<?)`],
  ],
  ...countReads([
    [{ of: null, where: {} }, 'history_of_account (account=? AND decided_at>? AND decided_at<?)'],
    [{ of: null, where: { outcome: 'deny' } }, 'history_of_account (account=? AND decided_at>? AND decided_at<?)'],
    [{ of: null, where: { rule: 'r' } }, 'history_of_rule (account=? AND rule=? AND decided_at>? AND decided_at<?)'],
    [
      { of: null, where: { rule: 'r', clause: '2', kind: 'decision' } },
      'history_of_rule (account=? AND rule=? AND decided_at>? AND decided_at<?)',
    ],
    [
      { of: null, where: { clause: '2' } },
      'history_of_clause (account=? AND clause=? AND decided_at>? AND decided_at<?)',
    ],
    [{ of: order, where: { rule: 'r' } }, `history_of_order (${byOrder} AND sequence<?)`],
    [{ of: part, where: {} }, `history_of_part (${byOrder} AND order_part=? AND sequence<?)`],
  ]),
  [
    'entriesWithActions',
    (storage) => storage.entriesWithActions('account-1', order),
    [`entry_with_actions (${byOrder})`],
  ],
  [
    'entriesWithActions of a part',
    (storage) => storage.entriesWithActions('account-1', order, null),
    [`entry_with_actions (${byOrder})`],
  ],
  [
    'entriesAbout',
    (storage) => storage.entriesAbout('account-1', 'id'),
    ['entry_about (account=? AND about=?)', 'entry_superseding (account=? AND supersedes=?)'],
  ],
  [
    'entriesByReference',
    (storage) => storage.entriesByReference('account-1', 'tx-1', order),
    ['entry_by_reference (account=? AND reference=? AND order_policy=? AND order_id=?)'],
  ],
  [
    'entriesByReference about no order',
    (storage) => storage.entriesByReference('account-1', 'tx-1', null),
    ['entry_by_reference (account=? AND reference=? AND order_policy=? AND order_id=?)'],
  ],
  [
    'disputeEntriesByKey',
    (storage) => storage.disputeEntriesByKey('account-1', 'dispute-1'),
    ['dispute_by_key (account=? AND dispute_key=?)'],
  ],
  ['disputesOfAccount', (storage) => storage.disputesOfAccount('account-1'), ['entry_by_kind (account=? AND kind=?)']],
  [
    'automaticCreditsSince',
    (storage) => storage.automaticCreditsSince('USD', at),
    ['automatic_credit (credit_currency=? AND decided_at>?)'],
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
    [{ part: 'p' }, 'decision_by_part (order_part=? AND id<?)'],
    [{ label: 'l' }, 'decision_by_label (label=? AND id<?)'],
    [{ outcome: 'refill_first' }, 'decision_by_label (label=? AND id<?)'],
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
  ['accountOfOrder', (storage) => storage.accountOfOrder(order), ['PRIMARY KEY (policy=? AND order_id=?)']],
  ['orderBindings', (storage) => storage.orderBindings(order, 9), ['PRIMARY KEY ((policy,order_id)>(?,?))']],
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
    ['an entry of another time', (storage) => storage.historyEntries({ ...stretch, kinds, of: null })],
    ["an order's entry of another kind or time", (storage) => storage.historyEntries({ ...stretch, kinds, of: order })],
    ['an entry above the sequence', (storage) => storage.newestDecidedUpTo('account-1', at, 9)],
    ["another part's entry with actions", (storage) => storage.entriesWithActions('account-1', order, 'parcel-1')],
  ])('reads no row to pass over %s', async (_, read) => {
    const { storage, stepsOf, queries } = await openRecorded()
    await read(storage)
    for (const query of queries.filter(({ sql }) => sql.includes(' AS body'))) {
      const steps = stepsOf(query)
      const firstOfRow = steps.findIndex(({ opcode, p1 }) => opcode === 'Column' && p1 === 0)
      const passesOver = steps.findLastIndex(({ opcode, p2 }, index) => comparisons.has(opcode) && p2 > index)
      expect(firstOfRow).toBeGreaterThan(passesOver)
    }
    await storage.close()
  })

  it.each(
    countReads([
      [{ of: null, where: {} }, ''],
      [{ of: null, where: { outcome: 'deny', kind: 'decision' } }, ''],
      [{ of: null, where: { rule: 'r', outcome: 'deny' } }, ''],
      [{ of: null, where: { clause: '2', rule: 'r' } }, ''],
      [{ of: order, where: { rule: 'r', clause: '2', outcome: 'deny', kind: 'decision' } }, ''],
      [{ of: part, where: { rule: 'r' } }, ''],
    ]),
  )('%s reads no entry, its index holds all that it looks at', async (_, read) => {
    const { storage, queries, planOf } = await openRecorded()
    await read(storage)
    expect(queries.flatMap(planOf)).toEqual([expect.stringContaining('USING COVERING INDEX history_of_')])
    await storage.close()
  })

  it('a count by rule or clause looks at as many rows in a long stream as in a short one', async () => {
    const { storage, connection } = await openRecorded()
    const lookedAt = (name: string, value: string): unknown =>
      connection.all(
        `SELECT count(*) AS rows FROM entry INDEXED BY history_of_${name} WHERE account = ? AND ${name} = ?`,
        ['long', value],
      )[0]?.rows
    const rare = (index: number): boolean => index % 400 === 7
    const entries = makeStream(1200, (index) => ({
      account: 'long',
      rule: rare(index) ? 'rare' : 'usual',
      clause: rare(index) ? '9' : '2.b',
    }))
    await Promise.all(entries.map((entry) => storage.append(sealed(entry))))
    const whole = { account: 'long', of: null, after: null, before: null, upTo: 1200 }
    const asked = { ...whole, counted: 'decisions', isSum: false } as const
    expect((await storage.historyCount({ ...asked, where: { rule: 'rare' } })).count).toBe(3)
    expect((await storage.historyCount({ ...asked, where: { clause: '9' } })).count).toBe(3)
    expect([lookedAt('rule', 'rare'), lookedAt('clause', '9')]).toEqual([3, 3])
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

function countReads(
  asked: readonly (readonly [Pick<HistoryCount, 'of' | 'where'>, string])[],
): (readonly [string, (storage: Storage) => Promise<unknown>, readonly string[]])[] {
  return asked.map(([selection, index]) => [
    `historyCount of ${nameOf(selection.of)} by ${Object.keys(selection.where).join(', ') || 'nothing'}`,
    (storage: Storage) => storage.historyCount({ ...stretch, ...selection, counted: 'claims', isSum: true }),
    [index],
  ])
}

function nameOf(of: HistoryCount['of']): string {
  if (of === null) return 'an account'
  return 'part' in of ? 'a part' : 'an order'
}

/** Steps after which a row may be passed over. */
const comparisons: ReadonlySet<string> = new Set(['Lt', 'Le', 'Gt', 'Ge', 'Ne', 'Eq', 'NotFound', 'If', 'IfNot'])

interface Step {
  readonly opcode: string
  readonly p1: number
  readonly p2: number
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
  readonly stepsOf: (query: Query) => readonly Step[]
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
  const stepsOf = ({ sql, parameters }: Query): readonly Step[] =>
    connection
      .all(`EXPLAIN ${sql}`, parameters)
      .map(({ opcode, p1, p2 }) => ({ opcode: String(opcode), p1: Number(p1), p2: Number(p2) }))
  const storage = createSqliteStorage(recorded)
  // What every process asks once, before it keeps anything.
  await storage.epoch()
  queries.length = 0
  return { storage, connection, queries, planOf, stepsOf }
}
