import { describe, expect, it } from '@jest/globals'
import type { Entry, EntryKind, RunningState } from '../../src/journal/entry.ts'
import { evolve, initialState, type StateChange } from '../../src/journal/running-state.ts'

const usd = (amount: string) => ({ amount, currency: 'USD' })

function change(kind: EntryKind, said: Partial<StateChange> = {}): StateChange {
  return { kind, id: 'e', sequence: 1, at: '2026-03-01T12:00:00.000Z', order: null, request: {}, result: {}, ...said }
}

/** The state after the changes, the orders' states looked up as the journal does. */
function after(...changes: readonly StateChange[]): RunningState {
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

const credited = (amount: string, said: Partial<Entry> = {}) =>
  change('decision', { order: 'o-1', result: { outcome: 'approve', refund: usd(amount) }, ...said })

describe('the balance', () => {
  it('is credits and adjustments less debits and deliveries, exactly and by currency', () => {
    const state = after(
      credited('0.10029597233'),
      change('review_resolved', { order: 'o-2', result: { outcome: 'approve', refund: usd('1') } }),
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
      expect(after(credited('1'), change(kind, { order: 'o-1', result: { failed: usd('1') } })).balances).toEqual({
        USD: '1',
      })
    },
  )
})

describe('the counters', () => {
  it('count a claim once for each state of its order, and a denial only where a claim is denied', () => {
    const decided = (outcome: string, claim: string | null) =>
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
    const { counters } = after(
      credited('1.5'),
      credited('0.00'),
      change('review_resolved', { order: 'o-1', result: { outcome: 'approve', refund: usd('2') } }),
    )
    expect(counters).toMatchObject({ credits: 2, credited: { USD: '3.5' }, credited_automatically: { USD: '1.5' } })
  })
})

describe('the state of an order', () => {
  const review = { level: 'support', target_by: '2026-03-02T12:00:00.000Z', due_by: '2026-03-04T12:00:00.000Z' }
  const asked = change('decision', { order: 'o-1', result: { outcome: 'review', reason_code: 'x', rule: 'r', review } })

  it('sums what it got, whoever decided', () => {
    const resolved = change('review_resolved', { order: 'o-1', result: { outcome: 'approve', refund: usd('0.25') } })
    expect(after(credited('0.5'), resolved).order?.credited).toBe('0.75')
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
    const resolve = (outcome: string) => change('review_resolved', { order: 'o-1', result: { outcome } })
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
    const closed = (outcome: string) =>
      change('dispute_closed', { order: 'o-1', request: { payment_reference: 'p-1' }, result: { outcome } })
    const open = after(opened('p-1'), opened('p-2'))
    expect(open).toMatchObject({ standing: 'suspended', open_disputes: ['p-1', 'p-2'], counters: { disputes: 2 } })
    expect(open.order?.open_disputes).toEqual(['p-1', 'p-2'])
    expect(after(opened('p-1'), closed('won')).order).toMatchObject({ open_disputes: [], charged_back: false })
    expect(after(opened('p-1'), closed('lost')).order).toMatchObject({ open_disputes: [], charged_back: true })
  })
})
