import { beforeAll, describe, expect, it } from '@jest/globals'
import { createDomain } from '../../src/domain.ts'
import { readErasureLog } from '../../src/erasure/erasure-log.ts'
import type { Entry, EntryFrame } from '../../src/journal/entry.ts'
import { sealErased } from '../../src/journal/erase-entry.ts'
import { walkChain } from '../../src/journal/verify-chain.ts'
import type { ErasureLog } from '../../src/journal/verify-erasures.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { type Domain, openDomain, wireDomain } from './open-domain.ts'
import { verifyStream } from './verify-stream.ts'

let stream: readonly Entry[] = []
const later = '2027-03-01T12:00:00.000Z'

/** 1 credit, 2 delivery of it, 3 credit on top, 4 review of another order, 5 adjustment. */
beforeAll(async () => {
  const { ask, accounts, stream: read } = await openDomain()
  const { id } = await ask(panelFacts())
  await accounts.recordDelivery({ decision: id, status: 'delivered', reference: 't-1', author: 'panel' })
  await ask(panelFacts({ order: { remains: 400 } }))
  await ask(panelFacts({ order: { id: 'o-2', remains: null } }))
  await accounts.adjust({
    account: 'a-1',
    amount: '1',
    currency: 'USD',
    reason: 'x',
    order: null,
    idempotencyKey: null,
    author: 'ann',
  })
  stream = (await read()).map((entry) =>
    entry.sequence === 1 ? { ...entry, pending: { ...entry.pending, delivery: false } } : entry,
  )
})

/** Codes and sequences of the faults once the entry is changed. */
function faultsAfter(sequence: number, change: (entry: Entry) => Partial<EntryFrame>): readonly string[] {
  return faultsWith(stream.map((entry) => (entry.sequence === sequence ? { ...entry, ...change(entry) } : entry)))
}

function faultsWith(changed: readonly Entry[]): readonly string[] {
  return verifyStream(changed).map((fault) => `${fault.sequence} ${fault.code}`)
}

describe('the walk along a stream', () => {
  it('finds no fault in what was written', () => {
    expect(stream).toHaveLength(5)
    expect(verifyStream(stream)).toEqual([])
  })

  it('names a result that was changed', () => {
    const changed = stream.map((entry) =>
      entry.sequence === 3 && entry.kind === 'decision'
        ? { ...entry, result: { ...entry.result, rule: 'other' } }
        : entry,
    )
    expect(faultsWith(changed)).toEqual(['3 hash_wrong'])
  })

  it.each<[string, number, (entry: Entry) => Partial<EntryFrame>, readonly string[]]>([
    ['a hash that was changed', 3, () => ({ hash: 'ab' }), ['3 hash_wrong', '4 chain_broken']],
    [
      'a message that was changed',
      3,
      ({ confidential }) => ({ confidential: confidential && { ...confidential, message: 'x' } }),
      ['3 commitment_wrong'],
    ],
    ['what was erased without an erasure', 3, (entry) => sealErased(entry).entry, ['3 erased_without_erasure']],
    [
      'facts that no erasure removes',
      3,
      () => ({ confidential: null }),
      ['3 commitment_wrong', '3 erased_without_erasure'],
    ],
    [
      'a review that left the queue',
      4,
      ({ pending }) => ({ pending: { ...pending, review: null } }),
      ['4 pending_wrong'],
    ],
    [
      'a review that stands in the queue at another level',
      4,
      ({ pending }) => ({ pending: { ...pending, review: pending.review && { ...pending.review, level: 'x' } } }),
      ['4 pending_wrong'],
    ],
    [
      'a review that stands in the queue with another due time',
      4,
      ({ pending }) => ({ pending: { ...pending, review: pending.review && { ...pending.review, due_by: later } } }),
      ['4 pending_wrong'],
    ],
    [
      'a credit that does not wait for its delivery',
      3,
      ({ pending }) => ({ pending: { ...pending, delivery: false } }),
      ['3 pending_wrong'],
    ],
    [
      'a delivery to wait for without a credit',
      5,
      ({ pending }) => ({ pending: { ...pending, delivery: true } }),
      ['5 pending_wrong'],
    ],
  ])('names %s', (_, sequence, change, expected) => {
    expect(faultsAfter(sequence, change)).toEqual(expected)
  })

  it('names a deadline of a dispute that stands in no queue, or there with another time', async () => {
    const { report, disputes, stream: read } = await openDomain()
    const { id } = await report({ respondBy: '2026-03-08T12:00:00Z' })
    await disputes.close({ dispute: id, outcome: 'won', chargedBack: null, author: 'ann' })
    await disputes.reopen({ dispute: id, respondBy: '2026-03-20T12:00:00Z', author: 'ann' })
    const entries = await read()
    const found = (responses: readonly (string | null)[]) =>
      verifyStream(
        entries.map((entry, index) => ({
          ...entry,
          pending: { ...entry.pending, response: responses[index] ?? null },
        })),
      ).map(({ sequence, code }) => `${sequence} ${code}`)
    const [first, second] = ['2026-03-08T12:00:00.000Z', '2026-03-20T12:00:00.000Z']
    expect(entries.map(({ pending }) => pending.response)).toEqual([null, null, second])
    expect(found([null, null, second])).toEqual([])
    // What a crash leaves there is cleared by whoever reads it next.
    expect(found([first, null, second])).toEqual([])
    expect(found([null, null, null])).toEqual(['3 pending_wrong'])
    expect(found([null, null, first])).toEqual(['3 pending_wrong'])
    expect(found([null, second, second])).toEqual(['2 pending_wrong'])
  })

  it('names an erasure that the audit log does not know, and what is erased behind it', async () => {
    const { ask, stream: read, storage, clock } = await openDomain()
    await ask(panelFacts())
    const { erasures } = createDomain({ storage, clock, createEvaluator: createCompiledEvaluator })
    await erasures.erase({ account: 'a-1', reason: 'request 1', author: 'ann' })
    await ask(panelFacts({ order: { id: 'o-2' } }))
    const entries = await read()
    const erasureLog = await readErasureLog(storage)
    const found = (log: ErasureLog | null, erased: readonly number[] = []) => {
      const walk = walkChain('a-1', log ?? undefined)
      const changed = entries.map((entry) => (erased.includes(entry.sequence) ? sealErased(entry).entry : entry))
      return [...changed.flatMap((entry) => walk.next(entry)), ...walk.end()].map(
        ({ sequence, code }) => `${sequence} ${code}`,
      )
    }
    expect(entries.map(({ kind }) => kind)).toEqual(['decision', 'erasure', 'decision'])
    expect(found(erasureLog)).toEqual([])
    expect(found({ requests: new Map(), retainedSince: null })).toEqual(['2 erasure_unlogged'])
    expect(found(erasureLog, [3])).toEqual(['3 erased_without_erasure'])
    expect(found({ requests: null, retainedSince: later }, [3])).toEqual([])
  })

  it('names a balance that does not follow from the stream, also one below 0', () => {
    const withBalance = (balance: string) =>
      faultsAfter(5, ({ state }) => ({ state: { ...state, balances: { USD: balance } } }))
    expect(withBalance('7')).toEqual(['5 hash_wrong', '5 state_wrong'])
    expect(withBalance('-7')).toEqual(['5 hash_wrong', '5 state_wrong', '5 negative_balance'])
  })

  it('names an entry that is missing in the middle, and a pair that was swapped', () => {
    const without = stream.filter(({ sequence }) => sequence !== 2)
    expect(verifyStream(without)[0]).toMatchObject({ sequence: 3, code: 'sequence_gap' })
    const [first, second, third, ...rest] = stream
    const swapped = [first, third, second, ...rest].filter((entry) => entry !== undefined)
    expect(verifyStream(swapped).map(({ code }) => code)).toContain('sequence_gap')
  })
})

/** A process that never finds a key again: what it writes has a sound chain all the same. */
function forgettingKeys({ storage, clock }: Domain): Domain {
  const look: Storage['look'] = (question) => storage.look({ ...question, idempotencyKey: null })
  return wireDomain({ ...storage, look }, clock)
}

describe('an idempotency key', () => {
  it('that two entries of a stream have is named at every entry but the first, of whatever kinds they are', async () => {
    const domain = await openDomain()
    const { ask, accounts } = forgettingKeys(domain)
    const adjustment = { account: 'a-1', amount: '1', currency: 'USD', reason: 'x', order: null, author: 'ann' }
    await ask(panelFacts(), 'k-1')
    await ask(panelFacts(), 'k-2')
    await ask(panelFacts(), 'k-1')
    await ask(panelFacts())
    await accounts.adjust({ ...adjustment, idempotencyKey: null })
    await accounts.adjust({ ...adjustment, idempotencyKey: 'k-1' })
    const { faults } = await domain.verify()
    expect(faults.map(({ sequence, code }) => [sequence, code])).toEqual([
      [3, 'key_used_twice'],
      [6, 'key_used_twice'],
    ])
    expect(faults[0]?.message).toContain('entry 1 ')
  })

  it('is free for every account', async () => {
    const { ask, verify } = await openDomain()
    await ask(panelFacts(), 'k')
    await ask(panelFacts({ order: { id: 'o-2' }, account: { id: 'a-2' } }), 'k')
    expect(await verify()).toMatchObject({ entries: 2, faults: [] })
  })

  it('is remembered behind an entry that cannot be read', async () => {
    const domain = await openDomain()
    const forgetting = forgettingKeys(domain)
    for (const key of ['k', 'other', 'k']) await forgetting.ask(panelFacts(), key)
    const walk = walkChain('a-1')
    const faults = (await domain.stream()).flatMap((entry) =>
      entry.sequence === 2 ? [walk.unreadable(2, 'damaged')] : walk.next(entry),
    )
    expect(faults.map(({ sequence, code }) => [sequence, code])).toEqual([
      [2, 'entry_unreadable'],
      [3, 'key_used_twice'],
    ])
  })
})
