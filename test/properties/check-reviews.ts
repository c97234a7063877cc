import { expect } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import { creditIn } from './sums.ts'
import { supportUpTo } from './texts.ts'
import { units } from './units.ts'

const levels = ['support', 'manager', 'admin']

interface Waiting {
  readonly id: string
  readonly held: boolean
}

/**
 * One review waits for each part of an order, under one name from its first decision to a person's word or
 * a decision that needs none; a held one ends by a person only. After a person's denial nothing is credited
 * by itself until a person lifts it. Nobody approves above their level.
 */
export function checkReviews(entries: readonly Entry[]): void {
  const waiting = new Map<string | null, Waiting>()
  const denied = new Set<string | null>()
  const resolved = new Set<string>()
  for (const entry of entries) {
    const part = entry.order?.part ?? null
    if (entry.kind === 'decision') checkDecision(entry, { part, waiting, denied })
    if (entry.kind === 'decision_reopened') {
      expect(waiting.get(part)?.held ?? false).toBe(false)
      expect(entry.request.supersedes).toBe(waiting.get(part)?.id ?? null)
      waiting.set(part, { id: entry.id, held: true })
    }
    if (entry.kind === 'review_resolved') {
      const { review } = entry.request
      expect(resolved.has(review)).toBe(false)
      resolved.add(review)
      checkLevel(entry)
      if (entry.result.settled_overlap === null) {
        expect(review).toBe(waiting.get(part)?.id)
        waiting.delete(part)
        if (entry.result.denies) denied.add(part)
        else denied.delete(part)
      }
    }
    const { order } = entry.state
    const now = part === null ? order?.whole : order?.part
    expect([part, now?.waiting_review?.id ?? null]).toEqual([part, waiting.get(part)?.id ?? null])
    expect([part, now?.denied !== null]).toEqual([part, denied.has(part)])
    expect(order?.waiting_parts).toBe([...waiting.keys()].filter((name) => name !== null).length)
    expect(order?.denied_parts).toBe([...denied].filter((name) => name !== null).length)
  }
}

interface OrderSoFar {
  readonly part: string | null
  readonly waiting: Map<string | null, Waiting>
  readonly denied: ReadonlySet<string | null>
}

function checkDecision(entry: Entry & { kind: 'decision' }, { part, waiting, denied }: OrderSoFar): void {
  const before = waiting.get(part) ?? null
  const { review } = entry.result
  const recovery = entry.request.circumstances.recovery?.id ?? null
  if (review === null) {
    expect(before?.held ?? false).toBe(false)
    expect(entry.request.supersedes).toBe(before?.id ?? null)
    waiting.delete(part)
  } else if (review.joins === null) {
    expect([before, entry.request.supersedes]).toEqual([null, null])
    waiting.set(part, { id: entry.id, held: review.held })
  } else if (review.joins !== recovery) {
    expect(review.joins).toBe(before?.id)
    if (review.asks) waiting.set(part, { id: review.joins, held: review.held })
  }
  if (creditIn(entry) === null) return
  expect(recovery).toBeNull()
  expect(denied.has(part) || denied.has(null)).toBe(false)
  expect(waiting.has(null) && part !== null).toBe(false)
  if (part === null) expect([denied.size, waiting.size]).toEqual([0, 0])
}

function checkLevel({ author, request, result }: Entry & { kind: 'review_resolved' }): void {
  if (result.outcome !== 'approve' || result.settled_overlap !== null) return
  const amount = units(result.refund?.amount ?? '0')
  const needed = Math.max(levels.indexOf(request.level), amount > units(supportUpTo) ? 1 : 0)
  expect(levels.indexOf(author)).toBeGreaterThanOrEqual(needed)
}
