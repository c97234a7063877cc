import { describe, expect, it } from '@jest/globals'
import type { EntryKind } from '../../src/journal/entry-kinds.ts'
import { type Change, evolve } from '../../src/journal/evolve.ts'
import { initialState, type RunningState } from '../../src/journal/model/state.ts'
import { type SampleWish, sampleRefund, sampleReview, sampleSaid } from './sample-said.ts'

const usd = (amount: string) => ({ amount, currency: 'USD' })

function change<Name extends EntryKind>(
  kind: Name,
  { order = null, ...wish }: SampleWish<Name> & { readonly order?: string | null } = {},
): Change<Name> {
  return { ...sampleSaid(kind, wish), id: 'e', sequence: 1, at: '2026-03-01T12:00:00.000Z', order }
}

/** The state after the changes, the orders' states looked up as the journal does. */
function after(...changes: readonly Change[]): RunningState {
  const orders = new Map<string, RunningState['order']>()
  return changes.reduce((state, one, index) => {
    const next = evolve(state, orders.get(one.order ?? '') ?? null, {
      ...one,
      sequence: index + 1,
      id: `e-${index + 1}`,
    })
    if (one.order !== null) orders.set(one.order, next.order)
    return next
  }, initialState)
}

const credited = (amount: string) =>
  change('decision', { order: 'o-1', result: { outcome: 'approve', refund: sampleRefund(amount) } })
const resolved = (amount: string, order = 'o-1') =>
  change('review_resolved', { order, result: { outcome: 'approve', refund: sampleRefund(amount) } })

describe('the balance', () => {
  it('is credits and adjustments less debits and deliveries, exactly and by currency', () => {
    const state = after(
      credited('0.10029597233'),
      resolved('1', 'o-2'),
      change('adjustment', { result: { adjustment: usd('-0.5') } }),
      change('adjustment', { result: { adjustment: { amount: '3', currency: 'EUR' } } }),
      change('credit_spent', { result: { debit: usd('0.6') } }),
      change('credit_delivered', { order: 'o-1', result: { delivery: usd('0.00029597233') } }),
    )
    expect(state.balances).toEqual({ USD: '0', EUR: '3' })
  })

  it.each<EntryKind>(['order_registered', 'credit_failed', 'correction', 'review_escalated', 'dispute_opened'])(
    'is not touched by %s',
    (kind) => {
      expect(after(credited('1'), change(kind, { order: 'o-1' })).balances).toEqual({ USD: '1' })
    },
  )
})

describe('the counters', () => {
  it('count a claim once for each state of its order, and a denial only where a claim is denied', () => {
    const decided = (outcome: 'approve' | 'deny' | 'review', claim: 'counted' | 'repeated' | null) =>
      change('decision', { order: 'o-1', request: { claim }, result: { outcome } })
    const { counters } = after(
      decided('deny', 'counted'),
      decided('deny', 'repeated'),
      decided('deny', null),
      decided('approve', 'counted'),
      decided('review', null),
    )
    expect(counters).toMatchObject({ decisions: 5, claims: 2, denials: 1, approvals: 1, reviews: 1, credits: 0 })
  })

  it('tell what was credited in all from what no person approved', () => {
    const { counters } = after(credited('1.5'), credited('0.00'), resolved('2'))
    expect(counters).toMatchObject({ credits: 2, credited: { USD: '3.5' }, credited_automatically: { USD: '1.5' } })
  })
})

describe('the state of an order', () => {
  const review = { level: 'support', target_by: '2026-03-02T12:00:00.000Z', due_by: '2026-03-04T12:00:00.000Z' }
  const asked = change('decision', {
    order: 'o-1',
    result: { outcome: 'review', reason_code: 'x', rule: 'r', review: { ...sampleReview, ...review } },
  })

  it('sums what it got, whoever decided', () => {
    expect(after(credited('0.5'), resolved('0.25')).order?.credited).toBe('0.75')
  })

  it('has one waiting review: the newest decision’s, or none', () => {
    expect(after(asked).order?.waiting_review).toMatchObject({ decision_id: 'e-1', sequence: 1, rule: 'r', ...review })
    expect(after(asked, asked).order?.waiting_review).toMatchObject({ decision_id: 'e-2', sequence: 2 })
    expect(after(asked, credited('1')).order?.waiting_review).toBeNull()
  })

  it('keeps a review that is extended or escalated, with its new words', () => {
    const later = { due_by: '2026-03-09T12:00:00.000Z' }
    const { order } = after(
      asked,
      change('review_extended', { order: 'o-1', result: later }),
      change('review_escalated', { order: 'o-1', result: { level: 'manager' } }),
    )
    expect(order?.waiting_review).toEqual({
      decision_id: 'e-1',
      sequence: 3,
      reason_code: 'x',
      rule: 'r',
      level: 'manager',
      target_by: review.target_by,
      ...later,
      escalated_at: '2026-03-01T12:00:00.000Z',
    })
  })

  it('remembers when a review was escalated that goes on under a newer decision', () => {
    const escalated = change('review_escalated', { order: 'o-1', result: { level: 'manager' } })
    expect(after(asked, escalated, asked).order?.waiting_review).toMatchObject({
      decision_id: 'e-3',
      escalated_at: '2026-03-01T12:00:00.000Z',
    })
  })

  it('remembers in which decision’s state a person denied it, until a person approves', () => {
    const resolve = (outcome: 'approve' | 'deny') => change('review_resolved', { order: 'o-1', result: { outcome } })
    expect(after(asked, resolve('deny')).order).toMatchObject({
      waiting_review: null,
      denied_by_person: { id: 'e-1', sequence: 1 },
    })
    expect(after(asked, resolve('deny'), asked, resolve('approve')).order?.denied_by_person).toBeNull()
  })

  it('carries open disputes, and that one was lost', () => {
    const opened = (reference: string) =>
      change('dispute_opened', {
        order: 'o-1',
        request: { payment_reference: reference },
        result: { standing: 'suspended' },
      })
    const closed = (outcome: 'won' | 'lost') =>
      change('dispute_closed', { order: 'o-1', request: { payment_reference: 'p-1' }, result: { outcome } })
    const open = after(opened('p-1'), opened('p-2'))
    expect(open).toMatchObject({ standing: 'suspended', open_disputes: ['p-1', 'p-2'], counters: { disputes: 2 } })
    expect(open.order?.open_disputes).toEqual(['p-1', 'p-2'])
    expect(after(opened('p-1'), closed('won')).order).toMatchObject({ open_disputes: [], charged_back: false })
    expect(after(opened('p-1'), closed('lost')).order).toMatchObject({ open_disputes: [], charged_back: true })
  })
})
