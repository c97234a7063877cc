import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createDomain, type Domain } from '../../src/domain.ts'
import { feedWaiting } from '../../src/journal/feed.ts'
import { verifyStore } from '../../src/maintenance/verify-store.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { createKnownPolicies, publishUnchecked } from '../journal/known-policies.ts'
import { problemOf } from '../journal/problem-of.ts'
import { testClock } from '../journal/test-clock.ts'
import { durableStores } from '../storage/durable-stores.ts'

const policy = 'keepsakes'
const text = readFileSync(join(import.meta.dirname, 'keepsakes.yaml'), 'utf8')
const mail = 'zelda.qvist@example.org'
const engraving = 'ForZeldaQvist1987'
const day = 86_400_000

const stores = [{ name: 'memory', emptyUrl: async () => 'memory:', close: async () => {} }, ...(await durableStores())]

afterAll(async () => {
  for (const store of stores) await store.close()
})

describe.each(stores)('erasures on $name', ({ emptyUrl }) => {
  let storage: Storage
  const clock = testClock(Date.parse('2026-03-01T12:00:00Z'))

  beforeEach(async () => {
    storage = await openStorage(await emptyUrl())
    clock.set(Date.parse('2026-03-01T12:00:00Z'))
    await publishUnchecked(storage, policy, text)
  })
  afterEach(() => storage.close())

  /** As another process over the store; what is given takes the place of the store's own. */
  const process = (changed: Partial<Storage> = {}): Domain => {
    const changedStorage = { ...storage, ...changed }
    const decidingPolicies = createKnownPolicies(storage)
    return createDomain({ storage: changedStorage, clock, createEvaluator: createCompiledEvaluator, decidingPolicies })
  }
  const claim = (domain: Domain, order: string, words: { readonly order?: object; readonly mail?: string } = {}) =>
    domain.decisions.decide({
      policy,
      facts: {
        order: { id: order, ...words.order },
        buyer: { id: 'a-1', ...(words.mail === undefined ? {} : { mail: words.mail }) },
        claim: { reason: 'broken' },
        item: { id: order },
      },
      idempotencyKey: null,
      author: 'shop',
    })
  const paid = { paid: '10.00', currency: 'EUR', engraving }
  const told = async (account = 'a-1') => JSON.stringify(await storage.stream(account, 0, 1000))
  const erase = (domain: Domain) => domain.erasures.erase({ account: 'a-1', reason: 'request 17', author: 'ann' })
  /** The policies of these tests are published without a word in the audit log. */
  const faults = async () =>
    (await verifyStore({ storage, ...process() }, { account: null, against: [] })).faults.filter(
      ({ code }) => code !== 'version_unlogged',
    )
  const kinds = async () => (await storage.auditEntries(0, 100)).map(({ kind }) => kind)

  it.each([
    ['before the stream was marked', { append: () => Promise.reject(new Error('died')) }],
    ['before anything was erased', { replaceConfidential: () => Promise.reject(new Error('died')) }],
  ])('are gone on with by others where a process died %s', async (_, death) => {
    await claim(process(), 'o-1', { order: paid, mail })
    await expect(erase(process(death))).rejects.toThrow('died')
    expect(await told()).toContain(mail)
    expect(await faults()).toEqual([])
    const other = process()
    expect([await other.erasures.resume(), await other.erasures.resume(), await process().erasures.resume()]).toEqual([
      1, 0, 0,
    ])
    expect(await told()).not.toMatch(new RegExp(`${mail}|${engraving}`, 'u'))
    expect(await kinds()).toEqual(['erasure_requested', 'erasure_completed'])
    expect(await faults()).toEqual([])
  })

  it('carry nothing over into what is written before the store has removed it', async () => {
    await claim(process(), 'o-1', { order: paid, mail })
    await erase(process({ replaceConfidential: async () => {} }))
    const { decision } = await claim(process(), 'o-1')
    expect(decision.refund).toMatchObject({ amount: '0.00', entitled: '5.00' })
    const head = await storage.head('a-1')
    expect(head?.confidential).toMatchObject({ order_facts: { 'order.paid': '10' }, personal_order_facts: null })
    expect(JSON.stringify(head)).not.toMatch(new RegExp(`${mail}|${engraving}`, 'u'))
  })

  it('refuse what began before them, so that nothing of it is stored behind them', async () => {
    await claim(process(), 'o-1', { order: paid })
    let isErased = false
    const late = process({
      append: async (sealed, options) => {
        if (!isErased) await erase(process())
        isErased = true
        return storage.append(sealed, options)
      },
    })
    expect(await problemOf(claim(late, 'o-2', { order: paid, mail }))).toMatchObject({ code: 'erased_meanwhile' })
    expect(await told()).not.toMatch(new RegExp(`${mail}|${engraving}`, 'u'))
    expect((await claim(late, 'o-2', { order: paid })).decision).toMatchObject({ outcome: 'approve' })
    expect(await faults()).toEqual([])
  })

  it('are made of entries that are too old, in the background, and of no other', async () => {
    await claim(process(), 'o-1', { order: paid, mail })
    clock.advance(20 * day)
    await claim(process(), 'o-2', { order: paid, mail: 'later@example.org' })
    const first = process()
    expect([await first.erasures.retain(0), await first.erasures.retain(1)]).toEqual([0, 0])
    await feedWaiting(storage, 100)
    clock.advance(12 * day)
    expect(await told()).toContain(mail)
    expect([
      await first.erasures.retain(1),
      await first.erasures.retain(1),
      await process().erasures.retain(1),
    ]).toEqual([1, 0, 0])
    expect(await told()).not.toContain(mail)
    expect(await told()).toContain('later@example.org')
    expect(await kinds()).toEqual(['retention_applied'])
    expect(await faults()).toEqual([])
  })
})
