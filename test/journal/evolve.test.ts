import { describe, expect, it } from '@jest/globals'
import type { OrderPart } from '../../src/journal/entry.ts'
import type { EntryKind } from '../../src/journal/entry-kinds.ts'
import { type Change, evolve, type OrderBefore } from '../../src/journal/evolve.ts'
import type { DisputeEffect } from '../../src/journal/kinds/dispute-effect.ts'
import { initialState, type OrderState, type PartState, type RunningState } from '../../src/journal/model/state.ts'
import { noEffect, type SampleWish, sampleRefund, sampleReview, sampleSaid } from './sample-said.ts'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const noon = '2026-03-01T12:00:00.000Z'

type Wish<Name extends EntryKind> = SampleWish<Name> & { readonly order?: string; readonly part?: string }

function change<Name extends EntryKind>(kind: Name, { order: id, part, ...wish }: Wish<Name> = {}): Change<Name> {
  const order = id === undefined ? null : { policy: 'shop', id, part: part ?? null }
  return { ...sampleSaid(kind, wish), id: 'e', sequence: 1, at: noon, decided_at: noon, order }
}

/** The states after the changes, those of orders and parts looked up as the journal does. */
function after(...changes: readonly Change[]): RunningState {
  const orders = new Map<string, OrderState | null>()
  const parts = new Map<string, PartState | null>()
  const before = (order: OrderPart): OrderBefore => ({
    order: orders.get(order.id) ?? null,
    part: parts.get(`${order.id} ${order.part}`) ?? null,
  })
  return changes.reduce((state, one, index) => {
    const { order } = one
    const known = order === null ? { order: null, part: null } : before(order)
    const next = evolve(state, known, { ...one, sequence: index + 1, id: `e-${index + 1}` })
    if (order !== null) {
      orders.set(order.id, next.order)
      if (order.part !== null) parts.set(`${order.id} ${order.part}`, next.order?.part ?? null)
    }
    return next
  }, initialState)
}

const credited = (amount: string, part?: string) =>
  change('decision', {
    order: 'o-1',
    ...(part === undefined ? {} : { part }),
    result: { outcome: 'approve', refund: sampleRefund(amount) },
  })
const resolved = (amount: string, order = 'o-1') =>
  change('review_resolved', { order, result: { outcome: 'approve', refund: sampleRefund(amount), denies: false } })

describe('the balance', () => {
  it('is credits, adjustments and what came back, less debits and deliveries, exactly and by currency', () => {
    const state = after(
      credited('0.10029597233'),
      resolved('1', 'o-2'),
      change('adjustment', { result: { adjustment: usd('-0.5') } }),
      change('adjustment', { result: { adjustment: { amount: '3', currency: 'EUR' } } }),
      change('credit_spent', { result: { debit: usd('0.6') } }),
      change('credit_delivered', { order: 'o-1', result: { delivery: usd('0.00029597233') } }),
      change('credit_returned', { order: 'o-1', result: { returned: usd('0.0001') } }),
    )
    expect(state.balances).toEqual({ USD: '0.0001', EUR: '3' })
  })

  it.each<EntryKind>([
    'order_registered',
    'charge_added',
    'credited_elsewhere',
    'credit_failed',
    'correction',
    'review_escalated',
    'decision_reopened',
    'dispute_opened',
    'dispute_closed',
  ])('is not touched by %s', (kind) => {
    expect(after(credited('1'), change(kind, { order: 'o-1' })).balances).toEqual({ USD: '1' })
  })
})

describe('the counters', () => {
  it('count a claim, an approval and the denial of a claim once for each part and state', () => {
    const decided = (outcome: 'approve' | 'deny' | 'review', claim: 'counted' | 'repeated' | null, counted: boolean) =>
      change('decision', { order: 'o-1', request: { claim }, result: { outcome, counted } })
    const { counters } = after(
      decided('deny', 'counted', true),
      decided('deny', 'repeated', false),
      decided('deny', null, false),
      decided('approve', 'counted', true),
      decided('approve', null, false),
      decided('review', null, false),
    )
    expect(counters).toMatchObject({ decisions: 6, claims: 2, denials: 1, approvals: 1, reviews: 1, credits: 0 })
  })

  it('count what a person approves and denies, where it was not counted before', () => {
    const word = (outcome: 'approve' | 'deny', counted: boolean) =>
      change('review_resolved', { order: 'o-1', result: { outcome, counted } })
    const { counters } = after(word('approve', true), word('approve', false), word('deny', true), word('deny', false))
    expect(counters).toMatchObject({ approvals: 1, denials: 1, decisions: 0 })
  })

  it('tell what was credited in all from what no person approved', () => {
    const { counters } = after(credited('1.5'), credited('0.00'), resolved('2'))
    expect(counters).toMatchObject({ credits: 2, credited: { USD: '3.5' }, credited_automatically: { USD: '1.5' } })
  })
})

describe('the review of an order', () => {
  const times = { target_by: '2026-03-02T12:00:00.000Z', due_by: '2026-03-04T12:00:00.000Z' }
  const asked = (terms: Partial<typeof sampleReview> = {}, reason_code = 'x') =>
    change('decision', {
      order: 'o-1',
      result: { outcome: 'review', reason_code, rule: 'r', review: { ...sampleReview, ...times, ...terms } },
    })
  const waiting = (...changes: readonly Change[]) => after(...changes).order?.whole.waiting_review

  it('is called like the decision that asked first, and gone with one that asks for none', () => {
    expect(waiting(asked())).toEqual({
      id: 'e-1',
      asked_by: { id: 'e-1', sequence: 1 },
      sequence: 1,
      reason_code: 'x',
      rule: 'r',
      held: false,
      level: 'support',
      ...times,
      escalated_at: null,
    })
    expect(waiting(asked(), credited('1'))).toBeNull()
  })

  it('keeps its name and times where another request joins it, and is about that one', () => {
    const later = { joins: 'e-1', level: 'manager', held: true, due_by: '2026-03-09T12:00:00.000Z' }
    expect(waiting(asked(), asked(later, 'y'))).toMatchObject({
      id: 'e-1',
      asked_by: { id: 'e-2', sequence: 2 },
      sequence: 2,
      reason_code: 'y',
      held: true,
      level: 'manager',
      ...times,
    })
  })

  it('is not changed by an equal repeat', () => {
    expect(waiting(asked(), asked({ joins: 'e-1', asks: false }, 'y'))).toEqual(waiting(asked()))
  })

  it('is extended or escalated under the same name, also when it is joined afterwards', () => {
    const later = { due_by: '2026-03-09T12:00:00.000Z' }
    const changes = [
      asked(),
      change('review_extended', { order: 'o-1', result: later }),
      change('review_escalated', { order: 'o-1', result: { level: 'manager' } }),
    ]
    const words = { id: 'e-1', level: 'manager', target_by: times.target_by, ...later, escalated_at: noon }
    expect(waiting(...changes)).toMatchObject({ ...words, sequence: 3, asked_by: { id: 'e-1', sequence: 1 } })
    expect(waiting(...changes, asked({ joins: 'e-1', level: 'manager' }))).toMatchObject({ ...words, sequence: 4 })
  })

  it('leaves a denial with the decision and the level that it takes to look again, until a person approves', () => {
    const resolve = (outcome: 'approve' | 'deny') =>
      change('review_resolved', { order: 'o-1', result: { outcome, denies: outcome === 'deny' } })
    expect(after(asked(), resolve('deny')).order?.whole).toMatchObject({
      waiting_review: null,
      denied: { decision: { id: 'e-1', sequence: 1 }, level: 'support' },
    })
    expect(after(asked(), resolve('deny'), asked(), resolve('approve')).order?.whole.denied).toBeNull()
  })

  it('begins by itself where a decision makes known that the order got too much', () => {
    const { order } = after(
      change('decision', {
        order: 'o-1',
        result: { overlap: { amount: '2', review: { level: 'support', ...times } } },
      }),
    )
    expect(order?.recovery).toMatchObject({ id: 'e-1', asked_by: null, reason_code: 'recovery', held: true })
    expect(order?.whole.waiting_review).toBeNull()
  })
})

describe('what an order got', () => {
  it('is summed apart: credited here (by itself, or by a person), elsewhere, charged back', () => {
    const effect: DisputeEffect = { ...noEffect, open: -1, charged_back: '0.125' }
    const { order } = after(
      credited('0.5'),
      resolved('0.25'),
      change('adjustment', { order: 'o-1', result: { adjustment: usd('0.05') } }),
      change('credited_elsewhere', { order: 'o-1', result: { counted: '2' } }),
      change('dispute_closed', { order: 'o-1', result: { effect } }),
    )
    expect(order).toMatchObject({ credited: '0.8', automatic: '0.5', elsewhere: '2', charged_back: '0.125' })
  })

  it('is the sum of its parts and of what it got as a whole; each part keeps its own', () => {
    const { order } = after(credited('1', 'p-1'), credited('2', 'p-2'), credited('4'), credited('8', 'p-1'))
    expect(order).toMatchObject({ credited: '15', part: { credited: '9' }, whole: { credited: '4' } })
  })

  it('counts named amounts and entries with actions that are given once', () => {
    const action = { name: 'notify', per: 'order' as const, parameters: {}, cumulative: [], added: [], personal: [] }
    const given = (part: string) =>
      change('decision', {
        order: 'o-1',
        part,
        result: { outcome: 'approve', amounts: { net: '1.5', tax: '0.3' }, actions: [action] },
      })
    expect(after(given('p-1'), given('p-2'), given('p-1')).order).toMatchObject({
      amounts: { net: '4.5', tax: '0.9' },
      actions_given: 3,
      part: { amounts: { net: '3', tax: '0.6' }, actions_given: 2 },
    })
  })
})

describe('the parts of an order', () => {
  const asked = (part: string) =>
    change('decision', { order: 'o-1', part, result: { outcome: 'review', review: sampleReview } })
  const denied = (part: string, review: string, sequence: number) =>
    change('review_resolved', { order: 'o-1', part, request: { review, asked_by: { id: review, sequence } } })

  it('are counted where a review waits or a person denied', () => {
    expect(after(asked('p-1'), asked('p-2')).order).toMatchObject({ waiting_parts: 2, denied_parts: 0 })
    expect(after(asked('p-1'), asked('p-2'), denied('p-1', 'e-1', 1)).order).toMatchObject({
      waiting_parts: 1,
      denied_parts: 1,
      denied_part: { decision: { id: 'e-1', sequence: 1 } },
    })
  })
})

describe('a dispute', () => {
  const opened = (ruled: 'suspended' | null) =>
    change('dispute_opened', { order: 'o-1', result: { effect: { ...noEffect, open: 1, ruled } } })
  const closed = (dispute: string, effect: Partial<DisputeEffect>) =>
    change('dispute_closed', {
      order: 'o-1',
      request: { dispute },
      result: { effect: { ...noEffect, open: -1, ...effect } },
    })

  it('is open for the account and its order until it ends, and takes what it took', () => {
    expect(after(opened('suspended'), opened(null))).toMatchObject({
      standing: 'suspended',
      open_disputes: 2,
      counters: { disputes: 2 },
      order: { open_chargebacks: 2 },
    })
    expect(after(opened(null), closed('e-1', { charged_back: '5' }))).toMatchObject({
      open_disputes: 0,
      order: { open_chargebacks: 0, charged_back: '5' },
    })
  })

  it('contributes to the standing by itself: its end changes its own contribution only', () => {
    const both = [opened('suspended'), opened('suspended')]
    expect(after(...both, closed('e-1', { ended: 'good' })).standing).toBe('suspended')
    const { standing, contributions } = after(
      ...both,
      closed('e-1', { ended: 'good' }),
      closed('e-2', { ended: 'warned' }),
    )
    expect([standing, Object.keys(contributions)]).toEqual(['warned', ['e-1', 'e-2']])
  })

  it('whose standing a person lifted counts no more, until it is ruled anew', () => {
    const lift = change('standing_lifted', { result: { standing: 'good' } })
    const amended = change('dispute_amended', {
      order: 'o-1',
      request: { dispute: 'e-1' },
      result: { effect: { ...noEffect, ruled: 'banned' } },
    })
    expect(after(opened('suspended'), lift).standing).toBe('good')
    expect(after(opened('suspended'), lift, amended).standing).toBe('banned')
  })
})
