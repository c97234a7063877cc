import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import { entryKinds } from '../../src/journal/entry-kinds.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, makeStream, orderPart, sealed } from '../storage/make-entry.ts'
import { appendAll, present, problem } from './storage-data.ts'

/** The streams: a part of the storage contract. */
export function describeJournal(storage: () => Storage): void {
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
    expect(await storage().append(sealed(entry))).toEqual({ appended: true })
    expect(await storage().head(entry.account)).toEqual(entry)
    expect(await storage().entryById(entry.id)).toEqual(entry)
  })

  it.each(entryKinds)('an entry of the kind %s comes back as it was', async (kind) => {
    const entry = makeEntry(null, { kind })
    await appendAll(storage(), [entry])
    expect(await storage().head(entry.account)).toEqual(entry)
  })

  it('an entry whose personal data is erased, and one that waits for a review, come back as they were', async () => {
    const waiting = makeEntry(null, { outcome: 'review', order: null })
    const erased: Entry = {
      ...makeEntry(waiting),
      confidential: null,
      pending: { review: null, delivery: false, response: null },
    }
    await appendAll(storage(), [waiting, erased])
    expect(await storage().stream('account-1', 0, 10)).toEqual([waiting, erased])
  })

  it('tells accounts, orders and keys apart by letter case, accents and blanks', async () => {
    const names = ['a', 'A', 'ä', 'a\u0308', 'a ', ' a', 'ａ', '1', '01', '1.0']
    for (const account of names) {
      const order = orderPart(account, account, account)
      await appendAll(storage(), [makeEntry(null, { account, order, idempotencyKey: account })])
    }
    for (const account of names) {
      const entry = await storage().head(account)
      expect(entry?.account).toBe(account)
      expect((await storage().newestOfOrder(account, { policy: account, id: account }))?.id).toBe(entry?.id)
      expect((await storage().newestOfPart(account, orderPart(account, account, account)))?.id).toBe(entry?.id)
      expect((await storage().entryByIdempotencyKey(account, account))?.id).toBe(entry?.id)
      expect((await storage().decisions({ account }, 10, null)).items).toEqual([entry])
    }
    expect(await storage().newestOfOrder('a', { policy: 'a', id: 'A' })).toBeNull()
    expect(await storage().newestOfOrder('a', { policy: 'A', id: 'a' })).toBeNull()
    expect(await storage().newestOfPart('a', orderPart('a', 'A', 'a'))).toBeNull()
    expect(await storage().entryByIdempotencyKey('a', 'A')).toBeNull()
  })

  it.each(['half a pair \ud83d', 'a\0b'])('refuses the id %j, which no database can hold exactly', async (id) => {
    const entry = makeEntry(null)
    for (const refused of [
      storage().append(sealed(makeEntry(null, { account: id }))),
      storage().append(sealed(makeEntry(null, { order: id }))),
      storage().append(sealed(makeEntry(null, { order: orderPart('order-1', id) }))),
      storage().append(sealed(makeEntry(null, { order: orderPart('order-1', null, id) }))),
      storage().append(sealed(makeEntry(null, { rule: id }))),
      storage().append(sealed(makeEntry(null, { idempotencyKey: id }))),
      storage().append(sealed({ ...entry, id })),
      storage().head(id),
      storage().newestOfOrder('account-1', { policy: id, id: 'order-1' }),
      storage().newestOfPart('account-1', orderPart('order-1', id)),
      storage().bindOrder({ policy: 'smm-panel', id }, 'account-1'),
      storage().bindOrder({ policy: id, id: 'order-1' }, 'account-1'),
      storage().bindOrder({ policy: 'smm-panel', id: 'order-1' }, id),
    ]) {
      await expect(refused).rejects.toMatchObject(problem('invalid_request'))
    }
    expect(await storage().accounts(null, 10)).toEqual([])
  })

  it('(account, sequence) must not exist: otherwise nothing is written', async () => {
    const [first, second] = makeStream(2)
    const rival = makeEntry(first ?? null, { outcome: 'deny' })
    await appendAll(storage(), present([first, second]))
    expect(await storage().append(sealed(rival))).toEqual({ appended: false, isTaken: true })
    expect(await storage().entryById(rival.id)).toBeNull()
    expect(await storage().stream('account-1', 0, 10)).toEqual([first, second])
  })

  it('appending the very entry again writes nothing', async () => {
    const entry = makeEntry(null)
    await storage().append(sealed(entry))
    expect(await storage().append(sealed(entry))).toEqual({ appended: false, isTaken: true })
    expect(await storage().stream('account-1', 0, 10)).toEqual([entry])
  })

  it('of concurrent appends of one key exactly one is appended, and all others hear that it is taken', async () => {
    const rivals = Array.from({ length: 25 }, () => makeEntry(null))
    const results = await Promise.all(rivals.map((rival) => storage().append(sealed(rival))))
    const winners = rivals.filter((_, index) => results[index]?.appended)
    expect(winners).toHaveLength(1)
    for (const result of results) if (!result.appended) expect(result).toEqual({ appended: false, isTaken: true })
    expect(await storage().stream('account-1', 0, 100)).toEqual(winners)
  })

  it('no two entries go by one id: the second is refused, or who reads by it and the check of the store tell of both', async () => {
    const entry = makeEntry(null)
    await storage().append(sealed(entry))
    const second = makeEntry(null, { account: 'account-2', id: entry.id })
    const isRefused = await storage()
      .append(sealed(second))
      .then(
        () => false,
        (error) => {
          expect(error).toMatchObject(problem('internal_error'))
          return true
        },
      )
    expect(await storage().head('account-2')).toEqual(isRefused ? null : second)
    const found = await storage()
      .entryById(entry.id)
      .catch((error) => error)
    expect(found).toMatchObject(isRefused ? entry : problem('store_damaged'))
    expect((await storage().checkIntegrity()).length).toBe(isRefused ? 0 : 1)
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
    await storage().bindOrder({ policy: 'smm-panel', id: 'order-1' }, 'account-without-entry')
    expect(await storage().accounts(null, 100)).toEqual(ascending)
    expect(await storage().accounts(null, 3)).toEqual(['A', 'Z', 'a'])
    expect(await storage().accounts('a', 3)).toEqual(['b', 'é', '訂'])
    expect(await storage().accounts('aa', 1)).toEqual(['b'])
    expect(await storage().accounts('😀', 3)).toEqual([])
  })
}
