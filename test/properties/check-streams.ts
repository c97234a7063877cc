import { expect } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import { verifyStream } from '../journal/verify-stream.ts'
import { strictLimit } from './steps.ts'
import { units } from './units.ts'

interface Sum {
  readonly amount: string
  readonly currency: string
}

/** What one entry credits, read from it without any help of src. */
function creditIn(entry: Entry): Sum | null {
  const isCrediting = entry.kind === 'decision' || entry.kind === 'review_resolved'
  const refund = isCrediting ? entry.result.refund : null
  return refund !== null && units(refund.amount) > 0n ? refund : null
}

/** Every promise about one account's money, recomputed from its entries. */
export function checkStream(entries: readonly Entry[]): void {
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1))
  expect(verifyStream(entries)).toEqual([])
  checkBalances(entries)
  checkCounters(entries)
  checkStanding(entries)
  checkLimits(entries)
  const resolved = entries.flatMap((entry) => (entry.kind === 'review_resolved' ? entry.request.review : []))
  expect(new Set(resolved).size).toBe(resolved.length)
  const delivered = entries.flatMap((entry) => (entry.kind === 'credit_delivered' ? entry.request.decision : []))
  expect(new Set(delivered).size).toBe(delivered.length)
  for (const order of new Set(entries.map((entry) => entry.order))) {
    if (order === null) continue
    const ofOrder = entries.filter((entry) => entry.order === order)
    checkOrder(ofOrder)
    checkStates(ofOrder)
  }
}

/** Balance = credits + adjustments - debits - delivered, never below 0. */
function checkBalances(entries: readonly Entry[]): void {
  const balances = new Map<string, bigint>()
  const add = (sum: Sum | null, sign: bigint): void => {
    if (sum !== null) balances.set(sum.currency, (balances.get(sum.currency) ?? 0n) + sign * units(sum.amount))
  }
  for (const entry of entries) {
    add(creditIn(entry), 1n)
    if (entry.kind === 'adjustment') add(entry.result.adjustment, 1n)
    if (entry.kind === 'credit_spent') add(entry.result.debit, -1n)
    if (entry.kind === 'credit_delivered') add(entry.result.delivery, -1n)
    const stored = Object.entries(entry.state.balances).map(([currency, amount]) => [currency, units(amount)] as const)
    expect(new Map(stored)).toEqual(balances)
    for (const balance of balances.values()) expect(balance >= 0n).toBe(true)
  }
}

function checkCounters(entries: readonly Entry[]): void {
  const count = { claims: 0, denials: 0, approvals: 0, reviews: 0, decisions: 0, disputes: 0, credits: 0 }
  for (const entry of entries) {
    if (entry.kind === 'decision') {
      const isCounted = entry.request.claim === 'counted'
      count.decisions += 1
      count.claims += isCounted ? 1 : 0
      count.denials += isCounted && entry.result.outcome === 'deny' ? 1 : 0
      count.approvals += entry.result.outcome === 'approve' ? 1 : 0
      count.reviews += entry.result.outcome === 'review' ? 1 : 0
    }
    count.disputes += entry.kind === 'dispute_opened' ? 1 : 0
    count.credits += creditIn(entry) === null ? 0 : 1
    expect(entry.state.counters).toMatchObject(count)
  }
}

/** Only a person's lifting makes the standing better. */
function checkStanding(entries: readonly Entry[]): void {
  const severity = ['good', 'warned', 'suspended', 'terminated', 'banned']
  let before = 0
  for (const entry of entries) {
    const now = severity.indexOf(entry.state.standing)
    if (entry.kind === 'standing_lifted') expect(now).toBeLessThan(before)
    else expect(now).toBeGreaterThanOrEqual(before)
    if (entry.kind !== 'dispute_opened' && entry.kind !== 'standing_lifted') expect(now).toBe(before)
    before = now
  }
}

/** What a version with a limit credits by itself stays within it, whatever other versions credited that day. */
function checkLimits(entries: readonly Entry[]): void {
  const perDay = new Map<string, bigint>()
  for (const entry of entries) {
    if (entry.kind !== 'decision') continue
    const credit = creditIn(entry)
    if (credit === null || credit.currency !== 'USD') continue
    const day = entry.at.slice(0, 10)
    const sum = (perDay.get(day) ?? 0n) + units(credit.amount)
    perDay.set(day, sum)
    if ('USD' in entry.request.circumstances.automatic_credits.account_day) expect(sum <= units(strictLimit)).toBe(true)
  }
}

/** Credits never exceed the charge as it was known then; none while a dispute is open, after a lost one, or while paused. */
function checkOrder(entries: readonly Entry[]): void {
  let credited = 0n
  let waiting: string | null = null
  const open = new Set<string>()
  let isLost = false
  for (const entry of entries) {
    const credit = creditIn(entry)
    if (credit !== null) {
      credited += units(credit.amount)
      expect(open.size).toBe(0)
      expect(isLost).toBe(false)
    }
    const charge = entry.confidential?.order_facts?.['order.charge']
    expect(credited <= (typeof charge === 'string' ? units(charge) : 0n)).toBe(true)
    const state = entry.state.order
    expect(units(state?.credited ?? '')).toBe(credited)
    if (entry.kind === 'dispute_opened') open.add(entry.request.payment_reference)
    if (entry.kind === 'dispute_closed') {
      open.delete(entry.request.payment_reference)
      isLost ||= entry.result.outcome === 'lost'
    }
    expect([state?.open_disputes.length, state?.charged_back]).toEqual([open.size, isLost])
    if (entry.kind === 'review_resolved') {
      expect(entry.request.review).toBe(waiting)
      waiting = null
    } else if (entry.kind === 'decision') waiting = entry.result.review === null ? null : entry.id
    else if (entry.kind === 'dispute_closed' && entry.result.review !== null) waiting = entry.id
    expect(state?.waiting_review?.decision_id ?? null).toBe(waiting)
  }
}

/** The same state of an order is one claim; and what a person denied in that state is not credited by itself. */
function checkStates(entries: readonly Entry[]): void {
  let last: Entry | null = null
  let denied: string | null = null
  for (const entry of entries) {
    const state = entry.confidential?.order_fingerprint ?? null
    if (entry.kind === 'review_resolved') {
      denied = entry.result.outcome === 'deny' ? (last?.confidential?.order_fingerprint ?? null) : null
    }
    if (entry.kind !== 'decision') continue
    const isClaim = (entry.confidential?.facts?.['claim.reason'] ?? 'none') !== 'none'
    const isSame = last !== null && state === last.confidential?.order_fingerprint
    expect(entry.request.claim).toBe(isClaim ? (isSame ? 'repeated' : 'counted') : null)
    if (state === denied) expect(entry.result.outcome).not.toBe('approve')
    last = entry
  }
}
