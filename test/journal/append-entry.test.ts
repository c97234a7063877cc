import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { appendEntry, type EntryDraft, entryTime, hashEntry } from '../../src/journal/append-entry.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { verifyStream } from './verify-stream.ts'

const at = Date.parse('2026-03-01T12:00:00Z')

function draft(parts: Partial<EntryDraft> = {}): EntryDraft {
  return {
    account: 'a-1',
    kind: 'adjustment',
    order: null,
    author: 'ann',
    policy: null,
    idempotency_key: null,
    request: { reference: null },
    result: { adjustment: { amount: '2.50', currency: 'USD' } },
    confidential: {
      facts: null,
      order_facts: null,
      message: 'goodwill',
      request_fingerprint: 'ab',
      order_state: null,
    },
    ...parts,
  }
}

function append(head: Entry | null, parts: Partial<EntryDraft> = {}, time = at): Entry {
  const stamp = { id: `e-${(head?.sequence ?? 0) + 1}`, at: entryTime(time, head), salt: '0f'.repeat(16) }
  return appendEntry({ head, order: null }, draft(parts), stamp)
}

describe('the next entry of a stream', () => {
  it('is the first with sequence 1 and nothing before it', () => {
    expect(append(null)).toMatchObject({ sequence: 1, previous_hash: null, at: '2026-03-01T12:00:00.000Z', format: 1 })
  })

  it('follows its head: next sequence, the head’s hash, the balance carried on', () => {
    const first = append(null)
    const second = append(first, { result: { adjustment: { amount: '-0.25', currency: 'USD' } } })
    expect(second).toMatchObject({ sequence: 2, previous_hash: first.hash, state: { balances: { USD: '2.25' } } })
    expect(verifyStream([first, second])).toEqual([])
  })

  it.each([
    ['a clock that is ahead', at + 1, '2026-03-01T12:00:00.001Z'],
    ['a clock that stands still', at, '2026-03-01T12:00:00.000Z'],
    ['a clock that went back', at - 5000, '2026-03-01T12:00:00.000Z'],
  ])('has a time that never runs backwards: %s', (_, clock, expected) => {
    expect(append(append(null), {}, clock).at).toBe(expected)
  })
})

describe('the hash of an entry', () => {
  it('is the SHA-256 of the canonical JSON of all but hash, confidential and pending', () => {
    const { hash, confidential: _, pending: __, ...body } = append(null)
    const names = Object.keys(body).sort()
    const text = `{${names.map((name) => `${JSON.stringify(name)}:${canonical(body[name as keyof typeof body])}`).join(',')}}`
    expect(hash).toBe(createHash('sha256').update(text).digest('hex'))
  })

  it.each<[string, (entry: Entry) => object]>([
    ['account', () => ({ account: 'a-2' })],
    ['sequence', () => ({ sequence: 2 })],
    ['id', () => ({ id: 'e-2' })],
    ['kind', () => ({ kind: 'credit_spent' })],
    ['time', () => ({ at: '2026-03-01T12:00:00.001Z' })],
    ['order', () => ({ order: 'o-1' })],
    ['author', () => ({ author: 'bob' })],
    ['policy', () => ({ policy: { name: 'p', version: 1, sha256: 'ab' } })],
    ['idempotency key', () => ({ idempotency_key: 'k' })],
    ['request', () => ({ request: {} })],
    ['result', () => ({ result: {} })],
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
      hashEntry({ ...entry, confidential: null, pending: { review: null, delivery: false, feed: false } } as Entry),
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

  it('is told apart by its name: the same text as message and as state has two commitments', () => {
    const confidential = { facts: null, order_facts: null, message: 'x', request_fingerprint: 'x', order_state: 'x' }
    const { message, request_fingerprint, order_state } = append(null, { confidential }).commitments
    expect(new Set([message, request_fingerprint, order_state]).size).toBe(3)
  })
})

describe('what waits to be done', () => {
  const refund = { amount: '0.04', currency: 'USD' }
  const review = { level: 'support', target_by: '2026-03-02T12:00:00.000Z', due_by: '2026-03-04T12:00:00.000Z' }

  it('is a delivery where something was credited, and nothing for an approval of 0', () => {
    const decision = { kind: 'decision', order: 'o-1', request: {} } as const
    const pendingOf = (amount: string) =>
      append(null, { ...decision, result: { outcome: 'approve', refund: { ...refund, amount } } }).pending
    expect(pendingOf('0.04')).toEqual({ review: null, delivery: true, feed: true })
    expect(pendingOf('0.00')).toEqual({ review: null, delivery: false, feed: true })
  })

  it('is a review where the entry asks for one', () => {
    const entry = append(null, { kind: 'decision', order: 'o-1', result: { outcome: 'review', review } })
    expect(entry.pending.review).toEqual({ level: 'support', due_by: review.due_by })
  })
})

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}
