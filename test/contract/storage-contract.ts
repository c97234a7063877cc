import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type ApiKey } from '../../src/access/api-key-store.ts'
import type { AuditEntry } from '../../src/audit/audit-entry.ts'
import type { Entry } from '../../src/journal/entry.ts'
import type { DecisionFilter, HistorySelection } from '../../src/journal/journal-store.ts'
import type { PolicyVersion } from '../../src/policy/versions/policy-version.ts'
import type { ProblemCode } from '../../src/problems/problem-codes.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, makeStream } from '../storage/make-entry.ts'
import { describeFeed } from './storage-feed.ts'
import { describeQueues } from './storage-queues.ts'

/** Opens an empty store for one test; the suite closes it. */
export type OpenEmptyStorage = () => Promise<Storage>

/** What every store must do: each sentence of the ports that promises something is a test of the same words. */
export function describeStorageContract(name: string, openEmpty: OpenEmptyStorage): void {
  describe(`storage contract: ${name}`, () => {
    let storage: Storage

    beforeEach(async () => {
      storage = await openEmpty()
    })
    afterEach(async () => {
      await storage.close()
    })

    describe('journal', () => describeJournal(() => storage))
    describe('history', () => describeHistory(() => storage))
    describe('decisions', () => describeDecisions(() => storage))
    describe('queues', () => describeQueues(() => storage))
    describe('feed', () => describeFeed(() => storage))
    describe('policy versions', () => describePolicyVersions(() => storage))
    describe('order bindings', () => describeOrderBindings(() => storage))
    describe('API keys', () => describeApiKeys(() => storage))
    describe('audit log', () => describeAuditLog(() => storage))
    describe('store', () => describeStore(() => storage))
  })
}

/** What every store that outlives its process must do. `reopen` opens the same store again. */
export function describeDurableStorageContract(
  name: string,
  openEmpty: OpenEmptyStorage,
  reopen: OpenEmptyStorage,
): void {
  describe(`durable storage contract: ${name}`, () => {
    it('keeps everything when it is closed and opened again', async () => {
      const entries = makeStream(3, (index) => ({ idempotencyKey: `key-${index}`, facts: { note: 'zażółć 訂單 😀' } }))
      const first = await openEmpty()
      await appendAll(first, entries)
      await first.appendPolicyVersion(policyVersion())
      await first.bindOrder('order-1', 'account-1')
      await first.insertApiKey(apiKey())
      await first.revokeApiKey('key-1', '2026-11-23T09:00:00.000Z')
      await first.appendAuditEntry(auditEntry(1))
      await first.close()

      const second = await reopen()
      expect(await second.stream('account-1', 0, 10)).toEqual(entries)
      expect(await second.newestPolicyVersion('smm-panel')).toEqual(policyVersion())
      expect(await second.accountOfOrder('order-1')).toBe('account-1')
      expect(await second.apiKeys()).toEqual([{ ...apiKey(), revoked_at: '2026-11-23T09:00:00.000Z' }])
      expect(await second.auditHead()).toEqual(auditEntry(1))
      await second.close()
    })

    it('shows every append that was answered to whoever has it open as well', async () => {
      const writer = await openEmpty()
      const reader = await reopen()
      for (const entry of makeStream(20)) {
        await writer.append(entry)
        expect(await reader.head('account-1')).toEqual(entry)
      }
      await writer.appendPolicyVersion(policyVersion())
      expect(await reader.newestPolicyVersionNumber('smm-panel')).toBe(1)
      await reader.close()
      await writer.close()
    })
  })
}

function describeJournal(storage: () => Storage): void {
  it("head is the account's newest entry; null before its first", async () => {
    expect(await storage().head('account-1')).toBeNull()
    const entries = makeStream(3)
    await appendAll(storage(), entries)
    await appendAll(storage(), [makeEntry(null, { account: 'account-2' })])
    expect(await storage().head('account-1')).toEqual(entries[2])
  })

  it('an entry is written whole: every value comes back exactly as it was', async () => {
    const entry = makeEntry(null, {
      account: 'zażółć "gęślą" \\ 訂單 😀 \u2028',
      order: "o'rder; DROP TABLE entry --",
      idempotencyKey: ' key with blanks ',
      amount: `1234567890123456789012345678901234567890.${'0123456789'.repeat(3)}`,
      message: 'line one\nline two\t\u0000 and half a pair \ud83d',
      facts: {
        big: '9'.repeat(2000),
        number: 9007199254740991,
        small: 1e-7,
        yes: true,
        none: null,
        '10': 'x',
        '9': 'y',
      },
    })
    expect(await storage().append(entry)).toEqual({ appended: true })
    expect(await storage().head(entry.account)).toEqual(entry)
    expect(await storage().entryById(entry.id)).toEqual(entry)
  })

  it('an entry whose personal data is erased, and one that waits for a review, come back as they were', async () => {
    const waiting = makeEntry(null, { outcome: 'review', order: null })
    const erased: Entry = {
      ...makeEntry(waiting),
      confidential: null,
      pending: { review: null, delivery: false, feed: false },
    }
    await appendAll(storage(), [waiting, erased])
    expect(await storage().stream('account-1', 0, 10)).toEqual([waiting, erased])
  })

  it('tells accounts, orders and keys apart by letter case, accents and blanks', async () => {
    const names = ['a', 'A', 'ä', 'a\u0308', 'a ', ' a', 'ａ', '1', '01', '1.0']
    for (const account of names) {
      await appendAll(storage(), [makeEntry(null, { account, order: account, idempotencyKey: account })])
    }
    for (const account of names) {
      const entry = await storage().head(account)
      expect(entry?.account).toBe(account)
      expect((await storage().newestOfOrder(account, account))?.id).toBe(entry?.id)
      expect((await storage().entryByIdempotencyKey(account, account))?.id).toBe(entry?.id)
      expect((await storage().decisions({ account }, 10, null)).items).toEqual([entry])
    }
    expect(await storage().newestOfOrder('a', 'A')).toBeNull()
    expect(await storage().entryByIdempotencyKey('a', 'A')).toBeNull()
  })

  it.each(['half a pair \ud83d', 'a\0b'])('refuses the id %j, which no database can hold exactly', async (id) => {
    const entry = makeEntry(null)
    for (const refused of [
      storage().append(makeEntry(null, { account: id })),
      storage().append(makeEntry(null, { order: id })),
      storage().append(makeEntry(null, { idempotencyKey: id })),
      storage().append({ ...entry, id }),
      storage().head(id),
      storage().bindOrder(id, 'account-1'),
      storage().bindOrder('order-1', id),
    ]) {
      await expect(refused).rejects.toMatchObject(problem('invalid_request'))
    }
    expect(await storage().accounts(null, 10)).toEqual([])
  })

  it('(account, sequence) must not exist: otherwise nothing is written and the entry that stands there is returned', async () => {
    const [first, second] = makeStream(2)
    const rival = makeEntry(first ?? null, { outcome: 'deny' })
    await appendAll(storage(), present([first, second]))
    expect(await storage().append(rival)).toEqual({ appended: false, existing: second })
    expect(await storage().entryById(rival.id)).toBeNull()
    expect(await storage().stream('account-1', 0, 10)).toEqual([first, second])
  })

  it('appending the very entry again, after a lost acknowledgement, returns it', async () => {
    const entry = makeEntry(null)
    await storage().append(entry)
    expect(await storage().append(entry)).toEqual({ appended: false, existing: entry })
  })

  it('of concurrent appends of one key exactly one is appended, and all others get that one', async () => {
    const rivals = Array.from({ length: 25 }, () => makeEntry(null))
    const results = await Promise.all(rivals.map((rival) => storage().append(rival)))
    const winners = rivals.filter((_, index) => results[index]?.appended)
    expect(winners).toHaveLength(1)
    for (const result of results) if (!result.appended) expect(result.existing).toEqual(winners[0])
    expect(await storage().stream('account-1', 0, 100)).toEqual(winners)
  })

  it('an id is unique over all streams: a second entry with it is refused and not written', async () => {
    const entry = makeEntry(null)
    await storage().append(entry)
    const second = makeEntry(null, { account: 'account-2', id: entry.id })
    await expect(storage().append(second)).rejects.toMatchObject(problem('internal_error'))
    expect(await storage().head('account-2')).toBeNull()
    expect(await storage().entryById(entry.id)).toEqual(entry)
  })

  it('entryAt and entryById find one entry, null where there is none', async () => {
    const entries = makeStream(3)
    await appendAll(storage(), entries)
    expect(await storage().entryAt('account-1', 2)).toEqual(entries[1])
    expect(await storage().entryAt('account-1', 4)).toBeNull()
    expect(await storage().entryAt('account-2', 1)).toBeNull()
    expect(await storage().entryById(entries[2]?.id ?? '')).toEqual(entries[2])
    expect(await storage().entryById(entries[2]?.id.toUpperCase() ?? '')).toBeNull()
  })

  it('holds sequences up to 2^53 - 1 and orders them as numbers', async () => {
    const entry = makeEntry(null)
    const sequences = [9, 10, 2_147_483_648, Number.MAX_SAFE_INTEGER]
    const entries = sequences.map((sequence) => ({ ...makeEntry(null), sequence }))
    await appendAll(storage(), [entry, ...entries])
    expect(await storage().head('account-1')).toEqual(entries[3])
    expect((await storage().stream('account-1', 1, 3)).map(({ sequence }) => sequence)).toEqual(sequences.slice(0, 3))
    expect(await storage().entryAt('account-1', Number.MAX_SAFE_INTEGER)).toEqual(entries[3])
  })

  it("newestOfOrder is the newest entry about the order in this account's stream", async () => {
    const entries = makeStream(4, (index) => ({ order: index % 2 === 0 ? 'order-even' : 'order-odd' }))
    await appendAll(storage(), [...entries, makeEntry(null, { account: 'account-2', order: 'order-even' })])
    expect(await storage().newestOfOrder('account-1', 'order-even')).toEqual(entries[2])
    expect(await storage().newestOfOrder('account-1', 'order-odd')).toEqual(entries[3])
    expect(await storage().newestOfOrder('account-1', 'order-other')).toBeNull()
    expect(await storage().newestOfOrder('account-2', 'order-odd')).toBeNull()
  })

  it('entryByIdempotencyKey is the entry that the account stored under the key', async () => {
    const entries = makeStream(3, (index) => ({ idempotencyKey: index === 1 ? 'key-1' : null }))
    const other = makeEntry(null, { account: 'account-2', idempotencyKey: 'key-1' })
    await appendAll(storage(), [...entries, other])
    expect(await storage().entryByIdempotencyKey('account-1', 'key-1')).toEqual(entries[1])
    expect(await storage().entryByIdempotencyKey('account-2', 'key-1')).toEqual(other)
    expect(await storage().entryByIdempotencyKey('account-3', 'key-1')).toBeNull()
    expect(await storage().entryByIdempotencyKey('account-1', 'key-2')).toBeNull()
  })

  it('stream gives the entries with a sequence above after, ascending, at most limit', async () => {
    const entries = makeStream(12)
    await appendAll(storage(), entries)
    expect(await storage().stream('account-1', 0, 5)).toEqual(entries.slice(0, 5))
    expect(await storage().stream('account-1', 5, 100)).toEqual(entries.slice(5))
    expect(await storage().stream('account-1', 12, 5)).toEqual([])
    expect(await storage().stream('account-2', 0, 5)).toEqual([])
  })

  it('accounts are those with at least one entry, ascending by bytes, after the given one, at most limit', async () => {
    const ascending = ['A', 'Z', 'a', 'b', 'é', '訂', '\uffee', '😀']
    for (const account of [...ascending].reverse())
      await appendAll(
        storage(),
        makeStream(3, () => ({ account })),
      )
    await storage().bindOrder('order-1', 'account-without-entry')
    expect(await storage().accounts(null, 100)).toEqual(ascending)
    expect(await storage().accounts(null, 3)).toEqual(['A', 'Z', 'a'])
    expect(await storage().accounts('a', 3)).toEqual(['b', 'é', '訂'])
    expect(await storage().accounts('aa', 1)).toEqual(['b'])
    expect(await storage().accounts('😀', 3)).toEqual([])
  })
}

function describeHistory(storage: () => Storage): void {
  const times = ['08:00', '09:00', '09:00', '10:00'].map((time) => `2026-11-23T${time}:00.000Z`)
  const timed = (): Entry[] => makeStream(times.length, (index) => ({ at: times[index] ?? '' }))

  it.each([
    ['before the first', '2026-11-23T07:59:59.999Z', 4, null],
    ['at the very instant of the first', '2026-11-23T08:00:00.000Z', 4, 1],
    ['between two', '2026-11-23T08:30:00.000Z', 4, 1],
    ['at an instant that two entries share', '2026-11-23T09:00:00.000Z', 4, 3],
    ['at that instant, up to the former of the two', '2026-11-23T09:00:00.000Z', 2, 2],
    ['after the last', '2027-01-01T00:00:00.000Z', 4, 4],
    ['after the last, up to an earlier sequence', '2027-01-01T00:00:00.000Z', 1, 1],
    ['up to a sequence that is not there yet', '2027-01-01T00:00:00.000Z', 99, 4],
    ['up to sequence 0', '2027-01-01T00:00:00.000Z', 0, null],
  ])('newestUpTo %s: at <= the instant and sequence <= upTo', async (_, at, upTo, expected) => {
    await appendAll(storage(), timed())
    await appendAll(storage(), [makeEntry(null, { account: 'account-2', at: times[1] ?? '' })])
    expect((await storage().newestUpTo('account-1', at, upTo))?.sequence ?? null).toBe(expected)
    expect(await storage().newestUpTo('account-3', at, upTo)).toBeNull()
  })

  const all: HistorySelection = {
    account: 'account-1',
    order: null,
    kinds: ['decision', 'dispute_opened', 'correction'],
    after: null,
    before: null,
    upTo: 100,
  }
  it.each<[string, Partial<HistorySelection>, number[]]>([
    ['all of some kinds, newest first', {}, [6, 5, 4, 3, 2, 1]],
    ['one kind', { kinds: ['dispute_opened'] }, [5, 2]],
    ['a kind named twice', { kinds: ['correction', 'correction'] }, [6]],
    ['no kind', { kinds: [] }, []],
    ['one order', { order: 'order-1' }, [6, 4, 2, 1]],
    ['one order and kind', { order: 'order-1', kinds: ['decision'] }, [4, 1]],
    ['after an instant (exclusive)', { after: '2026-11-23T08:01:00.000Z' }, [6, 5, 4, 3]],
    ['before an instant (exclusive)', { before: '2026-11-23T08:03:00.000Z' }, [3, 2, 1]],
    [
      'an order between two instants',
      { order: 'order-1', after: '2026-11-23T08:00:00.000Z', before: '2026-11-23T08:03:00.001Z' },
      [4, 2],
    ],
    ['up to a sequence (inclusive)', { upTo: 2 }, [2, 1]],
    ['an order up to a sequence', { order: 'order-1', upTo: 3 }, [2, 1]],
    ['another account', { account: 'account-3' }, []],
    ['another letter case', { order: 'ORDER-1' }, []],
  ])('historyEntries selects %s', async (_, selection, expected) => {
    const kinds = ['decision', 'dispute_opened', 'decision', 'decision', 'dispute_opened', 'correction'] as const
    const orders = ['order-1', 'order-1', 'order-2', 'order-1', null, 'order-1']
    const entries = makeStream(6, (index) => ({ kind: kinds[index] ?? 'decision', order: orders[index] ?? null }))
    await appendAll(storage(), entries)
    await appendAll(
      storage(),
      makeStream(3, () => ({ account: 'account-2' })),
    )
    const found = await storage().historyEntries({ ...all, ...selection })
    expect(found).toEqual(expected.map((sequence) => entries[sequence - 1]))
  })

  it('automaticCreditsSince is the exact sum over all accounts since the instant (inclusive) in the currency', async () => {
    const at = '2026-11-23T08:00:00.000Z'
    const decisions = [
      { amount: '9007199254740993', at },
      { amount: '0.10029597233', at },
      { amount: '0.2', at: '2026-11-23T12:00:00.000Z' },
      { amount: `0.${'0'.repeat(40)}1`, at: '2026-11-23T12:00:00.000Z' },
      { amount: '0.00', at: '2026-11-23T12:00:00.000Z' },
      { amount: '5', at: '2026-11-23T07:59:59.999Z' },
      { amount: '7', at, currency: 'EUR' },
      { amount: '7', at, outcome: 'deny' },
      { amount: '7', at, outcome: 'review' },
      { amount: '7', at, kind: 'review_resolved' },
    ] as const
    for (const [index, wish] of decisions.entries()) {
      await appendAll(storage(), [makeEntry(null, { account: `account-${index}`, ...wish })])
    }
    expect(await storage().automaticCreditsSince('USD', at)).toBe(`9007199254740993.30029597233${'0'.repeat(29)}1`)
    expect(await storage().automaticCreditsSince('EUR', at)).toBe('7')
    expect(await storage().automaticCreditsSince('USD', '2026-11-23T12:00:00.001Z')).toBe('0')
    expect(await storage().automaticCreditsSince('usd', at)).toBe('0')
  })
}

function describeDecisions(storage: () => Storage): void {
  const wishes = [
    { account: 'account-1', order: 'order-1', outcome: 'approve', clause: '2.b', rule: 'partial_delivery' },
    { account: 'account-2', order: 'order-2', outcome: 'deny', clause: '3.a', rule: 'wrong_link' },
    { account: 'account-3', order: 'order-3', outcome: 'review', clause: null, rule: null },
    {
      account: 'account-4',
      order: 'order-1',
      outcome: 'deny',
      clause: '2.b',
      rule: 'wrong_link',
      policy: { version: 2 },
    },
    {
      account: 'account-5',
      order: 'order-5',
      outcome: 'approve',
      clause: '3.a',
      rule: 'other',
      policy: { name: 'hosting', version: 2 },
    },
    { account: 'account-6', order: 'order-1', kind: 'correction' },
  ] as const
  const hour = (index: number): string => `2026-11-23T0${index}:00:00.000Z`

  it.each<[DecisionFilter, number[]]>([
    [{}, [4, 3, 2, 1, 0]],
    [{ account: 'account-2' }, [1]],
    [{ order: 'order-1' }, [3, 0]],
    [{ outcome: 'deny' }, [3, 1]],
    [{ clause: '2.b' }, [3, 0]],
    [{ rule: 'wrong_link' }, [3, 1]],
    [{ policy: 'smm-panel' }, [3, 2, 1, 0]],
    [{ policyVersion: 2 }, [4, 3]],
    [{ policy: 'smm-panel', policyVersion: 2 }, [3]],
    [{ from: hour(1) }, [4, 3, 2, 1]],
    [{ to: hour(3) }, [2, 1, 0]],
    [{ from: hour(1), to: hour(3) }, [2, 1]],
    [{ outcome: 'deny', clause: '2.b' }, [3]],
    [{ order: 'order-1', to: hour(1) }, [0]],
    [{ account: 'account-1', rule: 'wrong_link' }, []],
    [
      {
        account: 'account-1',
        order: 'order-1',
        outcome: 'approve',
        clause: '2.b',
        rule: 'partial_delivery',
        policy: 'smm-panel',
        policyVersion: 1,
        from: hour(0),
        to: hour(1),
      },
      [0],
    ],
    [{ outcome: 'DENY' }, []],
    [{ account: 'account-6' }, []],
  ])('decisions joins filters with "and", newest first: %j', async (filter, expected) => {
    const entries = wishes.map((wish, index) => makeEntry(null, { ...wish, at: hour(index) }))
    await appendAll(storage(), entries)
    const page = await storage().decisions(filter, 10, null)
    expect(page).toEqual({ items: expected.map((index) => entries[index]), next: null })
  })

  it('gives at most limit decisions after the cursor, each once, and null on the last page', async () => {
    const entries = makeStream(10)
    await appendAll(storage(), entries)
    const pages = await pagesOf(storage(), 4)
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 2])
    expect(pages.flat()).toEqual([...entries].reverse())
    expect((await pagesOf(storage(), 5)).map(({ length }) => length)).toEqual([5, 5])
  })

  it('pages stay as they are while newer decisions are appended', async () => {
    const entries = makeStream(9)
    await appendAll(storage(), entries.slice(0, 6))
    const first = await storage().decisions({}, 3, null)
    await appendAll(storage(), entries.slice(6))
    const second = await storage().decisions({}, 3, first.next)
    expect([...first.items, ...second.items]).toEqual(entries.slice(0, 6).reverse())
    expect(second.next).toBeNull()
  })

  it('orders by id even where the clocks of two writers differ', async () => {
    const early = makeEntry(null, { account: 'account-1', id: '019a-1', at: hour(5) })
    const late = makeEntry(null, { account: 'account-2', id: '019a-2', at: hour(1) })
    await appendAll(storage(), [late, early])
    expect((await storage().decisions({}, 10, null)).items).toEqual([late, early])
  })

  it.each(['', 'nonsense', '!!!', 'YWZ0ZXI6', 'YWZ0ZXI6eA==', '../..', '0'.repeat(5000)])(
    'a malformed cursor is a Problem invalid_request: %j',
    async (cursor) => {
      await expect(storage().decisions({}, 3, cursor)).rejects.toMatchObject(problem('invalid_request'))
    },
  )
}

function describePolicyVersions(storage: () => Storage): void {
  it('the highest version of the name is the newest, as a number and whole; null for an unknown name', async () => {
    for (const version of [1, 2, 3, 9, 10]) await storage().appendPolicyVersion(policyVersion({ version }))
    await storage().appendPolicyVersion(policyVersion({ name: 'hosting', version: 11 }))
    expect(await storage().newestPolicyVersion('smm-panel')).toEqual(policyVersion({ version: 10 }))
    expect(await storage().newestPolicyVersionNumber('smm-panel')).toBe(10)
    expect(await storage().newestPolicyVersion('SMM-panel')).toBeNull()
    expect(await storage().newestPolicyVersionNumber('unknown')).toBeNull()
  })

  it('keeps the text to the byte', async () => {
    const text = `policy: 1\r\n# zażółć 訂單 😀\t\u0000\ufeff\n${'x'.repeat(300_000)}\n\n`
    await storage().appendPolicyVersion(policyVersion({ text, reason: null }))
    expect(await storage().policyVersion('smm-panel', 1)).toEqual(policyVersion({ text, reason: null }))
    expect(await storage().policyVersion('smm-panel', 2)).toBeNull()
    expect(await storage().policyVersion('hosting', 1)).toBeNull()
  })

  it('writes the version if (name, version) is free; false if it is taken: nothing is written', async () => {
    expect(await storage().appendPolicyVersion(policyVersion())).toBe(true)
    expect(await storage().appendPolicyVersion(policyVersion({ text: 'other', sha256: 'other' }))).toBe(false)
    expect(await storage().policyVersion('smm-panel', 1)).toEqual(policyVersion())
    expect(await storage().policyVersionBySha256('smm-panel', 'other')).toBeNull()
  })

  it('of concurrent publishes of one version exactly one is written', async () => {
    const authors = Array.from({ length: 25 }, (_, index) => `author-${index}`)
    const written = await Promise.all(authors.map((author) => storage().appendPolicyVersion(policyVersion({ author }))))
    expect(written.filter(Boolean)).toHaveLength(1)
    const winner = authors[written.indexOf(true)]
    expect((await storage().newestPolicyVersion('smm-panel'))?.author).toBe(winner)
  })

  it('lists versions newest first, with a version below before, at most limit', async () => {
    for (let version = 1; version <= 12; version += 1) await storage().appendPolicyVersion(policyVersion({ version }))
    await storage().appendPolicyVersion(policyVersion({ name: 'hosting' }))
    const numbers = async (before: number | null, limit: number): Promise<number[]> =>
      (await storage().policyVersions('smm-panel', before, limit)).map(({ version }) => version)
    expect(await numbers(null, 3)).toEqual([12, 11, 10])
    expect(await numbers(10, 3)).toEqual([9, 8, 7])
    expect(await numbers(3, 10)).toEqual([2, 1])
    expect(await numbers(1, 10)).toEqual([])
  })

  it("policyVersionBySha256 is the newest version with exactly this text's digest; null for none", async () => {
    for (const [version, sha256] of [
      [1, 'aa'],
      [2, 'bb'],
      [3, 'aa'],
      [4, 'cc'],
    ] as const) {
      await storage().appendPolicyVersion(policyVersion({ version, sha256 }))
    }
    await storage().appendPolicyVersion(policyVersion({ name: 'hosting', version: 5, sha256: 'aa' }))
    expect((await storage().policyVersionBySha256('smm-panel', 'aa'))?.version).toBe(3)
    expect(await storage().policyVersionBySha256('smm-panel', 'AA')).toBeNull()
    expect(await storage().policyVersionBySha256('hosting', 'bb')).toBeNull()
  })

  it('lists all names, ascending', async () => {
    expect(await storage().policyNames()).toEqual([])
    for (const name of ['smm-panel', 'hosting', 'a', 'B']) {
      for (const version of [1, 2]) await storage().appendPolicyVersion(policyVersion({ name, version }))
    }
    expect(await storage().policyNames()).toEqual(['B', 'a', 'hosting', 'smm-panel'])
  })
}

function describeOrderBindings(storage: () => Storage): void {
  it('binds the order if it is free; returns the account it is bound to, now or before', async () => {
    expect(await storage().accountOfOrder('order-1')).toBeNull()
    expect(await storage().bindOrder('order-1', 'account-1')).toBe('account-1')
    expect(await storage().bindOrder('order-1', 'account-2')).toBe('account-1')
    expect(await storage().bindOrder('order-1', 'account-1')).toBe('account-1')
    expect(await storage().accountOfOrder('order-1')).toBe('account-1')
    expect(await storage().bindOrder('Order-1', 'account-2')).toBe('account-2')
    expect(await storage().accountOfOrder('ORDER-1')).toBeNull()
  })

  it('lists all bindings, ascending by the bytes of the order, after the given one, at most limit', async () => {
    expect(await storage().orderBindings(null, 10)).toEqual([])
    const ascending = ['A', 'Z', 'a', 'é', '訂', '\uffee', '😀']
    for (const order of [...ascending].reverse()) await storage().bindOrder(order, `account of ${order}`)
    const all = ascending.map((order) => ({ order, account: `account of ${order}` }))
    expect(await storage().orderBindings(null, 10)).toEqual(all)
    expect(await storage().orderBindings(null, 3)).toEqual(all.slice(0, 3))
    expect(await storage().orderBindings('a', 2)).toEqual(all.slice(3, 5))
    expect(await storage().orderBindings('😀', 2)).toEqual([])
  })

  it('of concurrent bindings of one order one wins and all get its account', async () => {
    const accounts = Array.from({ length: 25 }, (_, index) => `account-${index}`)
    const bound = await Promise.all(accounts.map((account) => storage().bindOrder('order-1', account)))
    expect(new Set(bound).size).toBe(1)
    expect(await storage().accountOfOrder('order-1')).toBe(bound[0])
  })
}

function describeApiKeys(storage: () => Storage): void {
  it("insertApiKey is false if the id or the secret's digest exists: nothing is written", async () => {
    expect(await storage().insertApiKey(apiKey())).toBe(true)
    expect(await storage().insertApiKey(apiKey({ secret_sha256: 'other' }))).toBe(false)
    expect(await storage().insertApiKey(apiKey({ id: 'key-2' }))).toBe(false)
    expect(await storage().apiKeyBySecret('other')).toBeNull()
    expect(await storage().apiKeys()).toEqual([apiKey()])
  })

  it('finds a key by its secret, also a revoked one; null for none', async () => {
    await storage().insertApiKey(apiKey())
    expect(await storage().apiKeyBySecret(apiKey().secret_sha256)).toEqual(apiKey())
    expect(await storage().apiKeyBySecret(apiKey().secret_sha256.toUpperCase())).toBeNull()
    await storage().revokeApiKey('key-1', '2026-11-23T09:00:00.000Z')
    expect((await storage().apiKeyBySecret(apiKey().secret_sha256))?.revoked_at).toBe('2026-11-23T09:00:00.000Z')
  })

  it('inserts and lists a key that is revoked already', async () => {
    const revoked = apiKey({ revoked_at: '2026-11-23T09:00:00.000Z' })
    expect(await storage().insertApiKey(revoked)).toBe(true)
    expect(await storage().apiKeys()).toEqual([revoked])
  })

  it('sets revoked_at once; false for an unknown or already revoked id', async () => {
    await storage().insertApiKey(apiKey())
    expect(await storage().revokeApiKey('key-2', '2026-11-23T09:00:00.000Z')).toBe(false)
    expect(await storage().revokeApiKey('key-1', '2026-11-23T09:00:00.000Z')).toBe(true)
    expect(await storage().revokeApiKey('key-1', '2026-11-23T10:00:00.000Z')).toBe(false)
    expect((await storage().apiKeys())[0]?.revoked_at).toBe('2026-11-23T09:00:00.000Z')
  })

  it('lists the keys oldest first', async () => {
    for (const [id, created_at] of [
      ['key-b', '2026-11-23T09:00:00.000Z'],
      ['key-a', '2026-11-23T10:00:00.000Z'],
      ['key-c', '2026-11-23T08:00:00.000Z'],
    ] as const) {
      await storage().insertApiKey(apiKey({ id, name: id, secret_sha256: `digest of ${id}`, created_at }))
    }
    expect((await storage().apiKeys()).map(({ id }) => id)).toEqual(['key-c', 'key-b', 'key-a'])
  })
}

function describeAuditLog(storage: () => Storage): void {
  it('auditHead is the newest entry; null before the first', async () => {
    expect(await storage().auditHead()).toBeNull()
    for (let sequence = 1; sequence <= 11; sequence += 1) await storage().appendAuditEntry(auditEntry(sequence))
    expect(await storage().auditHead()).toEqual(auditEntry(11))
  })

  it('writes an audit entry if the sequence is free; false if it is taken', async () => {
    expect(await storage().appendAuditEntry(auditEntry(1))).toBe(true)
    expect(await storage().appendAuditEntry({ ...auditEntry(1), id: 'rival', author: 'rival' })).toBe(false)
    expect(await storage().auditEntries(0, 10)).toEqual([auditEntry(1)])
    const rivals = Array.from({ length: 25 }, (_, index) => ({ ...auditEntry(2), author: `author-${index}` }))
    const written = await Promise.all(rivals.map((rival) => storage().appendAuditEntry(rival)))
    expect(written.filter(Boolean)).toHaveLength(1)
  })

  it('lists audit entries ascending, sequence above after, at most limit', async () => {
    for (let sequence = 1; sequence <= 11; sequence += 1) await storage().appendAuditEntry(auditEntry(sequence))
    expect(await storage().auditEntries(0, 2)).toEqual([auditEntry(1), auditEntry(2)])
    expect((await storage().auditEntries(8, 10)).map(({ sequence }) => sequence)).toEqual([9, 10, 11])
    expect(await storage().auditEntries(11, 10)).toEqual([])
  })
}

function describeStore(storage: () => Storage): void {
  it("values that are returned are the caller's own: changing them changes nothing stored", async () => {
    const entry = makeEntry(null)
    const given = structuredClone(entry)
    await storage().append(given)
    spoil(given)
    for (const read of [() => storage().head('account-1'), () => storage().entryById(entry.id)]) {
      const returned = await read()
      expect(returned).toEqual(entry)
      spoil(returned)
    }
    const conflict = await storage().append(entry)
    spoil(conflict.appended ? null : conflict.existing)
    expect(await storage().head('account-1')).toEqual(entry)

    const key = structuredClone(apiKey())
    await storage().insertApiKey(key)
    spoil(key)
    spoil(await storage().apiKeyBySecret(apiKey().secret_sha256))
    expect(await storage().apiKeys()).toEqual([apiKey()])

    await storage().appendAuditEntry(auditEntry(1))
    spoil(await storage().auditHead())
    expect(await storage().auditHead()).toEqual(auditEntry(1))

    await storage().appendPolicyVersion(policyVersion())
    spoil(await storage().newestPolicyVersion('smm-panel'))
    expect(await storage().newestPolicyVersion('smm-panel')).toEqual(policyVersion())
  })

  it('checkReady resolves when the store answers a read and could take a write', async () => {
    await expect(storage().checkReady()).resolves.toBeUndefined()
  })

  it('is safe to close twice, and every later call is a Problem store_unavailable', async () => {
    await storage().close()
    await storage().close()
    for (const call of [
      storage().head('account-1'),
      storage().append(makeEntry(null)),
      storage().newestPolicyVersionNumber('smm-panel'),
      storage().accountOfOrder('order-1'),
      storage().apiKeys(),
      storage().auditHead(),
      storage().checkReady(),
    ]) {
      await expect(call).rejects.toMatchObject(problem('store_unavailable'))
    }
  })
}

async function appendAll(storage: Storage, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) expect(await storage.append(entry)).toEqual({ appended: true })
}

async function pagesOf(storage: Storage, limit: number): Promise<Entry[][]> {
  const pages: Entry[][] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Storage['decisions']>> = await storage.decisions({}, limit, cursor)
    pages.push([...page.items])
    cursor = page.next
  } while (cursor !== null)
  return pages
}

/** Overwrites and extends everything that can be reached. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    spoil(member)
    Reflect.set(value, name, 'spoilt')
  }
  Reflect.set(value, 'added', 'spoilt')
}

function present<Item>(items: readonly (Item | undefined)[]): Item[] {
  return items.filter((item) => item !== undefined)
}

function problem(code: ProblemCode): { name: string; code: ProblemCode } {
  return { name: 'Problem', code }
}

function policyVersion(wish: Partial<PolicyVersion> = {}): PolicyVersion {
  return {
    name: 'smm-panel',
    version: 1,
    sha256: '12'.repeat(32),
    text: 'policy: smm-panel\n',
    author: 'admin',
    reason: 'first text',
    published_at: '2026-11-23T08:00:00.000Z',
    ...wish,
  }
}

function apiKey(wish: Partial<ApiKey> = {}): ApiKey {
  return {
    id: 'key-1',
    name: 'panel',
    roles: ['decide', 'read'],
    secret_sha256: 'fe'.repeat(32),
    created_at: '2026-11-23T08:00:00.000Z',
    created_by: 'admin',
    revoked_at: null,
    ...wish,
  }
}

function auditEntry(sequence: number): AuditEntry {
  return {
    sequence,
    id: `audit-${sequence}`,
    kind: 'approvals_paused',
    at: '2026-11-23T08:00:00.000Z',
    author: 'admin',
    details: { reason: 'zażółć', nested: { list: [1, '2', null, true] } },
    approvals_paused: true,
    previous_hash: sequence === 1 ? null : `hash-${sequence - 1}`,
    hash: `hash-${sequence}`,
  }
}
