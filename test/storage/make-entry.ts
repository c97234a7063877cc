import type { Decision } from '../../src/decisions/decision.ts'
import type { Json } from '../../src/fingerprint/canonical-json.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { commitTo, hashEntry } from '../../src/journal/append-entry.ts'
import type { Confidential, Entry, EntryKind, OrderState, RunningState } from '../../src/journal/entry.ts'
import { evolve, initialState } from '../../src/journal/running-state.ts'
import { formatInstant, parseInstant } from '../../src/time/instant.ts'

/** What a test says about an entry; all else is realistic. */
export interface EntryWish {
  readonly account?: string
  readonly id?: string
  readonly kind?: EntryKind
  /** UTC ISO 8601; one minute after the entry before it, unless given. */
  readonly at?: string
  readonly order?: string | null
  readonly idempotencyKey?: string | null
  readonly policy?: { readonly name?: string; readonly version?: number }
  readonly outcome?: Decision['outcome']
  readonly amount?: string
  readonly currency?: string
  readonly clause?: string | null
  readonly rule?: string | null
  readonly message?: string
  readonly facts?: { readonly [name: string]: Json }
}

const firstInstant = '2026-11-23T08:00:00.000Z'
const minute = 60_000

/** The next valid entry behind the head (null: the first of a stream), with its state, commitments and hash. */
export function makeEntry(head: Entry | null, wish: EntryWish = {}): Entry {
  const at = wish.at ?? (head === null ? firstInstant : formatInstant(parseInstant(head.at) + minute))
  const kind = wish.kind ?? 'decision'
  const said = {
    account: wish.account ?? head?.account ?? 'account-1',
    sequence: (head?.sequence ?? 0) + 1,
    at,
    id: wish.id ?? newTimeOrderedId(parseInstant(at)),
    kind,
    order: wish.order === undefined ? 'order-1' : wish.order,
    author: 'panel',
    policy: { name: 'smm-panel', version: 1, sha256: 'ab'.repeat(32), ...wish.policy },
    idempotency_key: wish.idempotencyKey ?? null,
    request: { claim: 'counted', currency: wish.currency ?? 'USD' },
    result: resultOf(wish, at),
  } as const
  const confidential = confidentialOf(wish)
  const state = stateAfter(head, said)
  const hashed = {
    format: 1,
    ...said,
    state,
    commitments: commitTo(confidential),
    previous_hash: head?.hash ?? null,
  } as const
  const waiting = kind === 'decision' ? (state.order?.waiting_review ?? null) : null
  return {
    ...hashed,
    hash: hashEntry(hashed),
    confidential,
    pending: {
      review: waiting === null ? null : { level: waiting.level, due_by: waiting.due_by },
      delivery: wish.outcome === undefined || wish.outcome === 'approve',
      feed: true,
    },
  }
}

/** A stream of so many entries, from its first. */
export function makeStream(length: number, wishAt: (index: number) => EntryWish = () => ({})): Entry[] {
  const entries: Entry[] = []
  for (let index = 0; index < length; index += 1) entries.push(makeEntry(entries.at(-1) ?? null, wishAt(index)))
  return entries
}

type Said = Pick<Entry, 'kind' | 'id' | 'sequence' | 'at' | 'order' | 'request' | 'result'>

/** Only decisions change the state here: what the other kinds do to it matters to no store. */
function stateAfter(head: Entry | null, said: Said): RunningState {
  const before = head?.state ?? initialState
  if (said.kind !== 'decision') return before
  const order: OrderState | null = head?.order === said.order ? (head.state.order ?? null) : null
  return evolve(before, order, said)
}

function resultOf(wish: EntryWish, at: string): { readonly [name: string]: Json } {
  if (wish.kind !== undefined && wish.kind !== 'decision') return { note: 'done' }
  const outcome = wish.outcome ?? 'approve'
  const currency = wish.currency ?? 'USD'
  const amount = wish.amount ?? '0.04368'
  const clause = wish.clause === undefined ? '2.b' : wish.clause
  return {
    outcome,
    reason_code: outcome === 'review' ? 'missing_facts' : 'partial_delivery',
    refund:
      outcome === 'approve' ? { amount, entitled: amount, already_credited: '0', currency, method: 'balance' } : null,
    amounts: {},
    clause: clause === null ? null : { id: clause, title: 'Partial delivery' },
    rule: wish.rule === undefined ? 'partial_delivery' : wish.rule,
    actions: [],
    review:
      outcome === 'review'
        ? {
            level: 'support',
            proposed: null,
            currency,
            missing_facts: ['order.remains'],
            target_by: formatInstant(parseInstant(at) + 24 * 60 * minute),
            due_by: formatInstant(parseInstant(at) + 72 * 60 * minute),
          }
        : null,
    ignored_facts: [],
  }
}

function confidentialOf(wish: EntryWish): Confidential {
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
    salt: '0123456789abcdef'.repeat(2),
    facts,
    order_facts: { 'order.charge': '0.27819', 'order.currency': 'USD', 'order.quantity': '1000' },
    message: wish.message ?? 'We refunded the part that was not delivered.',
    request_fingerprint: 'cd'.repeat(32),
    order_state: 'ef'.repeat(32),
  }
}
