import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { appendEntry, type Draft } from '../../src/journal/append-entry.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { hashEntry } from '../../src/journal/seal.ts'
import { sampleRefund, sampleReview, sampleSaid } from './sample-said.ts'
import { verifyStream } from './verify-stream.ts'

const at = Date.parse('2026-03-01T12:00:00Z')

function adjusted(amount: string, parts: Pick<Draft, 'confidential'> = {}): Draft {
  return {
    ...sampleSaid('adjustment', { result: { adjustment: { amount, currency: 'USD' } } }),
    author: 'ann',
    policy: null,
    confidential: { message: 'goodwill', request_fingerprint: 'ab' },
    ...parts,
  }
}

interface Place {
  readonly order?: string
  readonly part?: string
  readonly previous?: Entry
  readonly previousOfPart?: Entry
  readonly time?: number
}

function append(head: Entry | null, draft: Draft = adjusted('2.50'), place: Place = {}): Entry {
  const { order: id, part = null, previous = null, previousOfPart = previous, time = at } = place
  const stamp = { id: `e-${(head?.sequence ?? 0) + 1}`, clock: time, salt: '0f'.repeat(16) }
  const order = id === undefined ? null : { policy: 'shop', id, part }
  return appendEntry({ account: 'a-1', order, head, previous, previousOfPart }, draft, stamp).entry
}

describe('the next entry of a stream', () => {
  it('is the first with sequence 1 and nothing before it', () => {
    expect(append(null)).toMatchObject({ sequence: 1, previous_hash: null, at: '2026-03-01T12:00:00.000Z', format: 1 })
  })

  it('follows its head: next sequence, the head’s hash, the balance carried on', () => {
    const first = append(null)
    const second = append(first, adjusted('-0.25'))
    expect(second).toMatchObject({ sequence: 2, previous_hash: first.hash, state: { balances: { USD: '2.25' } } })
    expect(verifyStream([first, second])).toEqual([])
  })

  it.each([
    ['a clock that is ahead', at + 1, '2026-03-01T12:00:00.001Z'],
    ['a clock that stands still', at, '2026-03-01T12:00:00.000Z'],
    ['a clock that went back', at - 5000, '2026-03-01T12:00:00.000Z'],
  ])('has a time that never runs backwards: %s', (_, clock, expected) => {
    expect(append(append(null), adjusted('2.50'), { time: clock }).at).toBe(expected)
  })

  it('says what the clock said beside its place, and remembers that it ran back', () => {
    const second = append(append(null), adjusted('2.50'), { time: at - 5000 })
    expect(second.decided_at).toBe('2026-03-01T11:59:55.000Z')
    expect(second.state.clock).toEqual({ latest: '2026-03-01T12:00:00.000Z', ran_back: true })
    expect(append(append(null)).state.clock.ran_back).toBe(false)
  })
})

describe('the hash of an entry', () => {
  it('is the SHA-256 of the canonical JSON of all but hash, confidential, pending and what is as usual', () => {
    const { hash, account, id, at: place, sequence, author, result, commitments } = append(null)
    const { message, request_fingerprint } = commitments
    const said = { account, id, at: place, sequence, author, kind: 'adjustment', format: 1, request: {} }
    const state = { balances: { USD: '2.5' }, clock: {}, counters: {} }
    const body = { ...said, result, commitments: { message, request_fingerprint }, state }
    expect(hash).toBe(createHash('sha256').update(canonical(body)).digest('hex'))
  })

  it.each<[string, (entry: Entry) => object]>([
    ['account', () => ({ account: 'a-2' })],
    ['sequence', () => ({ sequence: 2 })],
    ['id', () => ({ id: 'e-2' })],
    ['kind', () => sampleSaid('credit_spent')],
    ['time', () => ({ at: '2026-03-01T12:00:00.001Z' })],
    ['clock', () => ({ decided_at: '2026-03-01T12:00:00.001Z' })],
    ['order', () => ({ order: { policy: 'shop', id: 'o-1', part: null } })],
    ['author', () => ({ author: 'bob' })],
    ['policy', () => ({ policy: { name: 'p', version: 1, sha256: 'ab' } })],
    ['idempotency key', () => ({ idempotency_key: 'k' })],
    ['request', () => sampleSaid('adjustment', { request: { reference: 'r-7' } })],
    ['result', () => sampleSaid('adjustment', { result: { adjustment: { amount: '3', currency: 'USD' } } })],
    ['running state', ({ state }) => ({ state: { ...state, standing: 'warned' } })],
    ['commitments', ({ commitments }) => ({ commitments: { ...commitments, facts: 'ab' } })],
    ['hash before it', () => ({ previous_hash: 'ab' })],
  ])('covers its %s', (_, change) => {
    const entry = append(null)
    expect(hashEntry({ ...entry, ...change(entry) })).not.toBe(entry.hash)
  })

  it('does not change when personal data is erased or work is done', () => {
    const entry = append(null)
    expect(
      hashEntry({
        ...entry,
        confidential: null,
        pending: { review: null, delivery: false, response: null },
      }),
    ).toBe(entry.hash)
  })
})

describe('what can be erased', () => {
  it('enters the hash as a commitment with the entry’s salt, null where there is nothing', () => {
    const salted = `${'0f'.repeat(16)}:["message","goodwill"]`
    expect(append(null).commitments).toMatchObject({
      message: createHash('sha256').update(salted).digest('hex'),
      facts: null,
    })
  })

  it('is told apart by its name: the same text as message and as fingerprint has two commitments', () => {
    const confidential = { message: 'x', request_fingerprint: 'x' }
    const { message, request_fingerprint } = append(null, adjusted('2.50', { confidential })).commitments
    expect(message).not.toBe(request_fingerprint)
  })
})

describe('what an entry says nothing of', () => {
  const memory = { state: { 'order.status': 'partial' }, counted: ['claim:ab'] }
  const known = { order_facts: { 'order.charge': '0.27819' }, memory }
  const confidential = { ...known, message: 'goodwill' }
  const first = append(null, adjusted('2.50', { confidential }), { order: 'o-1', part: 'p-1' })
  const silent = adjusted('1', { confidential: {} })

  it('stays as the newest entries of its order and part have it, where it is of them; all else is nothing', () => {
    expect(append(first, silent, { order: 'o-1', part: 'p-1', previous: first }).confidential).toEqual({
      salt: '0f'.repeat(16),
      kept_salt: null,
      facts: null,
      personal_facts: null,
      personal_order_facts: null,
      parameters: null,
      ignored_facts: null,
      message: null,
      request_fingerprint: null,
      ...known,
    })
  })

  it('is the order’s of another part, but not what became of that part', () => {
    const second = append(first, silent, { order: 'o-1', part: 'p-2', previous: first })
    const place = { order: 'o-1', part: 'p-1', previous: second, previousOfPart: first }
    expect(append(second, silent, place).confidential).toMatchObject(known)
    const { entry } = appendEntry(
      { account: 'a-1', order: second.order, head: first, previous: first, previousOfPart: null },
      silent,
      { id: 'e-2', clock: at, salt: '0f'.repeat(16) },
    )
    expect(entry.confidential).toMatchObject({ order_facts: known.order_facts, memory: null })
  })

  it('is nothing where the order has no entry', () => {
    expect(append(first, silent, { order: 'o-2' }).confidential).toMatchObject({ order_facts: null, memory: null })
  })

  it('gives way to what the entry does say, also to nothing', () => {
    const said = { order_facts: null, memory: { state: {}, counted: [] } }
    const next = append(first, adjusted('1', { confidential: said }), { order: 'o-1', previous: first })
    expect(next.confidential).toMatchObject(said)
  })
})

describe('what waits to be done', () => {
  const said = { author: 'ann', policy: null }
  const order = 'o-1'

  it('is a delivery where something was credited, and nothing for an approval of 0', () => {
    const pendingOf = (amount: string) => {
      const approval = sampleSaid('decision', { result: { outcome: 'approve', refund: sampleRefund(amount) } })
      return append(null, { ...approval, ...said }, { order }).pending
    }
    expect(pendingOf('0.04')).toEqual({ review: null, delivery: true, response: null })
    expect(pendingOf('0.00')).toEqual({ review: null, delivery: false, response: null })
  })

  it('is a review where the entry asks for one', () => {
    const asked = sampleSaid('decision', { result: { outcome: 'review', review: sampleReview } })
    const entry = append(null, { ...asked, ...said }, { order })
    expect(entry.pending.review).toEqual({ level: 'support', due_by: sampleReview.due_by })
  })
})

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}
