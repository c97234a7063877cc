import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, makeStream, orderPart, sealed } from '../storage/make-entry.ts'
import { apiKey, appendAll, auditEntry, policyVersion } from './storage-data.ts'

const order = { policy: 'smm-panel', id: 'order-1' }
const since = '2026-11-23T00:00:00.000Z'

/** What a writer reads at once, and what is written with an entry or keeps it from being written. */
export function describeAppend(storage: () => Storage): void {
  it("binds the order to the entry's account together with the entry", async () => {
    expect(await storage().append(sealed(makeEntry(null)), { binds: order })).toEqual({ appended: true })
    expect(await storage().accountOfOrder(order)).toBe('account-1')
    expect(await storage().append(sealed(makeEntry(await storage().head('account-1'))), { binds: order })).toEqual({
      appended: true,
    })
  })

  it('writes nothing where the order belongs to another account, and names that', async () => {
    await storage().append(sealed(makeEntry(null)), { binds: order })
    const late = makeEntry(null, { account: 'account-2' })
    expect(await storage().append(sealed(late), { binds: order })).toEqual({ appended: false, boundTo: 'account-1' })
    expect(await storage().head('account-2')).toBeNull()
    expect(await storage().entryById(late.id)).toBeNull()
  })

  it('of concurrent entries of as many accounts about one order exactly one is written', async () => {
    const rivals = Array.from({ length: 10 }, (_, index) => makeEntry(null, { account: `account-${index}` }))
    const results = await Promise.all(rivals.map((rival) => storage().append(sealed(rival), { binds: order })))
    expect(results.filter(({ appended }) => appended)).toHaveLength(1)
    const owner = rivals[results.findIndex(({ appended }) => appended)]?.account ?? ''
    expect(await storage().accountOfOrder(order)).toBe(owner)
    expect(await storage().accounts(null, 100)).toEqual([owner])
    expect(results).toContainEqual({ appended: false, boundTo: owner })
  })

  it('what cannot be written hurts nothing that is written at the same time', async () => {
    const first = makeEntry(null)
    await storage().append(sealed(first), { binds: order })
    const taken = makeEntry(null, { account: 'account-2', id: first.id })
    const others = Array.from({ length: 5 }, (_, index) => makeEntry(null, { account: `other-${index}` }))
    const [rival, sameId, bound, ...written] = await Promise.allSettled([
      storage().append(sealed(makeEntry(null))),
      storage().append(sealed(taken)),
      storage().append(sealed(makeEntry(null, { account: 'account-3' })), { binds: order }),
      ...others.map((entry) => storage().append(sealed(entry))),
    ])
    expect(rival).toMatchObject({ value: { appended: false, isTaken: true } })
    expect(await storage().entryAt('account-1', 1)).toMatchObject({ id: first.id })
    const isRefused = sameId?.status === 'rejected'
    if (isRefused) expect(sameId.reason).toMatchObject({ code: 'internal_error' })
    else expect(sameId).toMatchObject({ value: { appended: true } })
    expect(bound).toMatchObject({ value: { appended: false, boundTo: 'account-1' } })
    expect(written).toEqual(others.map(() => ({ status: 'fulfilled', value: { appended: true } })))
    const expected = ['account-1', ...(isRefused ? [] : ['account-2']), ...others.map(({ account }) => account)]
    expect(await storage().accounts(null, 100)).toEqual(expected)
  })

  it('the epoch moves with every policy version, act of administration and key, unless the store keeps nothing', async () => {
    const epochs = [await storage().epoch()]
    for (const change of [
      () => storage().appendPolicyVersion(policyVersion()),
      () => storage().appendAuditEntry(auditEntry(1)),
      () => storage().insertApiKey(apiKey()),
      () => storage().revokeApiKey('key-1', '2026-11-23T09:00:00.000Z'),
    ]) {
      const epoch = await storage().epoch()
      await change()
      epochs.push(await storage().epoch())
      const late = await storage().append(sealed(makeEntry(null)), { epoch })
      if (epochs.at(-1) !== epoch) expect(late).toEqual({ appended: false, stale: true })
      else expect(epochs).toEqual(epochs.map(() => epoch))
    }
  })

  it('an entry of the epoch is written, whatever other entries were', async () => {
    const epoch = await storage().epoch()
    await appendAll(
      storage(),
      makeStream(3, () => ({ account: 'account-2' })),
    )
    expect(await storage().append(sealed(makeEntry(null)), { epoch })).toEqual({ appended: true })
  })

  it('automatic credits that are written at the same time count towards the room of a day, where it is looked at', async () => {
    const credits = Array.from({ length: 6 }, (_, index) =>
      makeEntry(null, { account: `account-${index}`, amount: '1.5', currency: 'USD' }),
    )
    const dayRoom = { currency: 'USD', since, most: '3' }
    const results = await Promise.all(credits.map((entry) => storage().append(sealed(entry), { dayRoom })))
    const written = results.filter(({ appended }) => appended).length
    expect([3, credits.length]).toContain(written)
    for (const result of results) if (!result.appended) expect(result).toEqual({ appended: false, stale: true })
    const otherDay = { ...dayRoom, currency: 'EUR' }
    const another = makeEntry(null, { account: 'account-9' })
    expect(await storage().append(sealed(another), { dayRoom: otherDay })).toEqual({ appended: true })
  })

  it('looks at a stream at once: its head, the newest of the order and of the part, the key, whose the order is', async () => {
    const nothing = { head: null, previous: null, previousOfPart: null, byKey: null, owner: null }
    const question = { account: 'account-1', order: orderPart('order-1', 'part-1'), idempotencyKey: 'key-1' }
    expect(await storage().look(question)).toEqual(nothing)
    const entries = makeStream(4, (index) => ({
      order: [question.order, orderPart(), orderPart('order-2'), null][index] ?? null,
      idempotencyKey: `key-${index}`,
    }))
    await storage().append(sealed(entries[0] as Entry), { binds: order })
    for (const [index, entry] of entries.entries()) {
      if (index > 0) await storage().append(sealed(entry))
      expect(await storage().look(question)).toEqual({
        head: entry,
        previous: entries[Math.min(index, 1)],
        previousOfPart: entries[0],
        byKey: index < 1 ? null : entries[1],
        owner: 'account-1',
      })
    }
    const [, whole, , last] = entries
    expect(await storage().look({ account: 'account-1', order: orderPart(), idempotencyKey: null })).toMatchObject({
      previous: whole,
      previousOfPart: whole,
      byKey: null,
    })
    expect(await storage().look({ ...question, order: null })).toEqual({ ...nothing, head: last, byKey: whole })
    expect(await storage().look({ ...question, account: 'account-2' })).toEqual({ ...nothing, owner: 'account-1' })
  })

  it('a look misses no entry that its head follows, however fast they come', async () => {
    const entries = makeStream(40, (index) => ({
      order: orderPart('order-1', 'part-1'),
      idempotencyKey: `key-${index}`,
    }))
    const writing = new AbortController()
    const write = async (): Promise<void> => {
      try {
        await appendAll(storage(), entries)
      } finally {
        writing.abort()
      }
    }
    const look = async (): Promise<void> => {
      const question = { account: 'account-1', order: orderPart('order-1', 'part-1') }
      while (!writing.signal.aborted) {
        // Others get their turn where the store answers at once.
        await new Promise((resolve) => setImmediate(resolve))
        // The key that the next entry comes under, or one that came meanwhile.
        const next = (await storage().head('account-1'))?.sequence ?? 0
        const idempotencyKey = entries[next]?.idempotency_key ?? null
        const { head, previous, previousOfPart, byKey } = await storage().look({ ...question, idempotencyKey })
        const sequence = head?.sequence ?? 0
        expect(previous?.sequence ?? 0).toBeGreaterThanOrEqual(sequence)
        expect(previousOfPart?.sequence ?? 0).toBeGreaterThanOrEqual(sequence)
        if (sequence > next && idempotencyKey !== null) expect(byKey?.sequence).toBe(next + 1)
      }
    }
    await Promise.all([write(), look(), look(), look()])
  })
}
