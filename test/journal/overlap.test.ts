import { describe, expect, it } from '@jest/globals'
import { type Overlap, withOverlap } from '../../src/journal/kinds/overlap.ts'
import type { OrderFold } from '../../src/journal/model/kind.ts'
import { initialOrderState, initialPartState } from '../../src/journal/model/state.ts'

const before = (settled_overlap: string): OrderFold => ({
  order: { ...initialOrderState, settled_overlap },
  part: initialPartState,
})
const review = { level: 'support', target_by: '2026-03-02T12:00:00.000Z', due_by: '2026-03-04T12:00:00.000Z' }
const after = (fold: OrderFold, overlap: Overlap | null): OrderFold =>
  withOverlap(fold, { id: 'e-7', sequence: 7, result: { overlap } })

describe('an overlap', () => {
  it('begins a held review that is called like its entry, goes on beside it, and ends it', () => {
    const begun = after(before('0'), { amount: '5', review })
    expect(begun.order.recovery).toMatchObject({
      id: 'e-7',
      sequence: 7,
      reason_code: 'recovery',
      held: true,
      ...review,
    })
    expect(after(begun, { amount: '6', review: null })).toEqual(begun)
    expect(after(begun, null)).toEqual(begun)
    expect(after(begun, { amount: '0', review: null }).order.recovery).toBeNull()
  })

  it('that a person settled is settled as far as it lasts: what went and came again is news', () => {
    const settledAfter = (overlap: Overlap): string => after(before('5'), overlap).order.settled_overlap
    expect(settledAfter({ amount: '8', review })).toBe('5')
    expect(settledAfter({ amount: '3', review: null })).toBe('3')
    expect(settledAfter({ amount: '0', review: null })).toBe('0')
  })
})
