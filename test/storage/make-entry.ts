import type { Decision } from '../../src/decisions/decision.ts'
import { canonicalJson, type Json } from '../../src/fingerprint/canonical-json.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { appendEntry, type Draft, sealedBefore } from '../../src/journal/append-entry.ts'
import type { ConfidentialValues, Entry, OrderPart } from '../../src/journal/entry.ts'
import type { EntryKind } from '../../src/journal/entry-kinds.ts'
import { formatInstant, parseInstant } from '../../src/time/instant.ts'
import { type SampleSaid, type SampleWish, sampleRefund, sampleReview, sampleSaid } from '../journal/sample-said.ts'

/** The entry as a store takes it. */
export const sealed = sealedBefore

/** What a test says about an entry; all else is realistic. */
export interface EntryWish {
  readonly account?: string
  readonly id?: string
  readonly kind?: EntryKind
  /** What it says, in place of the kind's sample and of what follows here. */
  readonly said?: SampleSaid
  /** The clock's time, UTC ISO 8601; one minute after the place of the entry before it, unless given. */
  readonly at?: string
  /** An id is the whole order of the policy `smm-panel`. */
  readonly order?: string | OrderPart | null
  readonly idempotencyKey?: string | null
  readonly policy?: { readonly name?: string; readonly version?: number }
  readonly outcome?: Decision['outcome']
  readonly amount?: string
  readonly currency?: string
  readonly clause?: string | null
  readonly label?: string | null
  readonly rule?: string | null
  readonly message?: string
  readonly facts?: { readonly [name: string]: Json }
}

const firstInstant = '2026-11-23T08:00:00.000Z'
const minute = 60_000

/**
 * The next valid entry behind the head (null: the first of a stream), with its state, commitments and hash.
 * The states of orders are those that hold where a stream is about one part of one order.
 */
export function makeEntry(head: Entry | null, wish: EntryWish = {}): Entry {
  const clock = wish.at === undefined ? nextInstant(head) : parseInstant(wish.at)
  const order = typeof wish.order === 'string' || wish.order === undefined ? orderPart(wish.order) : wish.order
  const previous = head !== null && canonicalJson(head.order) === canonicalJson(order) ? head : null
  const end = {
    account: wish.account ?? head?.account ?? 'account-1',
    order,
    head,
    previous,
    previousOfPart: previous,
  }
  const draft: Draft = {
    author: 'panel',
    policy: { name: 'smm-panel', version: 1, sha256: 'ab'.repeat(32), ...wish.policy },
    idempotency_key: wish.idempotencyKey ?? null,
    confidential: confidentialOf(wish),
    ...(wish.said ?? saidBy(wish, clock)),
  }
  const stamp = { id: wish.id ?? newTimeOrderedId(clock), clock, salt: '0123456789abcdef'.repeat(2) }
  return appendEntry(end, draft, stamp).entry
}

/** A part of an order, or the whole of it. */
export function orderPart(id = 'order-1', part: string | null = null, policy = 'smm-panel'): OrderPart {
  return { policy, id, part }
}

/** A stream of so many entries, from its first. */
export function makeStream(length: number, wishAt: (index: number) => EntryWish = () => ({})): Entry[] {
  const entries: Entry[] = []
  for (let index = 0; index < length; index += 1) entries.push(makeEntry(entries.at(-1) ?? null, wishAt(index)))
  return entries
}

function nextInstant(head: Entry | null): number {
  return head === null ? parseInstant(firstInstant) : parseInstant(head.at) + minute
}

function saidBy(wish: EntryWish, at: number): SampleSaid {
  const { kind = 'decision', amount = '0.04368', currency = 'USD' } = wish
  switch (kind) {
    case 'decision':
      return sampleSaid(kind, decided(wish, at))
    case 'review_resolved':
      return sampleSaid(kind, { result: { outcome: 'approve', refund: sampleRefund(amount, currency) } })
    default:
      return sampleSaid(kind)
  }
}

function decided(wish: EntryWish, at: number): SampleWish<'decision'> {
  const { outcome = 'approve', amount = '0.04368', currency = 'USD', clause = '2.b', label = null } = wish
  const { rule = 'partial_delivery' } = wish
  const review = {
    ...sampleReview,
    currency,
    target_by: formatInstant(at + 24 * 60 * minute),
    due_by: formatInstant(at + 72 * 60 * minute),
  }
  return {
    request: { currency },
    result: {
      outcome,
      label,
      reason_code: outcome === 'review' ? 'missing_facts' : 'partial_delivery',
      refund: outcome === 'approve' ? sampleRefund(amount, currency) : null,
      clause: clause === null ? null : { id: clause, title: 'Partial delivery' },
      rule,
      review: outcome === 'review' ? review : null,
    },
  }
}

function confidentialOf(wish: EntryWish): ConfidentialValues {
  const facts = {
    'order.id': 'order-1',
    'order.status': 'partial',
    'order.quantity': '1000',
    'order.remains': '157',
    'order.charge': '0.27819',
    'order.currency': 'USD',
    'claim.reason': 'undelivered',
    ...wish.facts,
  }
  return {
    facts,
    order_facts: { 'order.charge': '0.27819', 'order.currency': 'USD', 'order.quantity': '1000' },
    personal_facts: { 'account.mail': 'anna@example.org' },
    personal_order_facts: null,
    parameters: null,
    ignored_facts: [{ fact: 'order.charge', given: '0.3', used: '0.27819' }],
    message: wish.message ?? 'We refunded the part that was not delivered.',
    request_fingerprint: 'cd'.repeat(32),
    memory: { state: { 'order.status': 'partial' }, counted: ['claim:ef'] },
  }
}
