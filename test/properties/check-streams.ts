import { expect } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import { verifyStream } from '../journal/verify-stream.ts'
import { checkDisputes } from './check-disputes.ts'
import { checkGiven } from './check-given.ts'
import { checkOrder } from './check-orders.ts'
import { checkReviews } from './check-reviews.ts'
import { checkStates } from './check-states.ts'
import { creditIn, type Sum } from './sums.ts'
import { strictLimit } from './texts.ts'
import { units } from './units.ts'

/** Every promise about one account's money, recomputed from its entries. */
export function checkStream(entries: readonly Entry[]): void {
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1))
  expect(verifyStream(entries)).toEqual([])
  checkBalances(entries)
  checkCounters(entries)
  checkLimits(entries)
  checkDeliveries(entries)
  checkReferences(entries)
  checkDisputes(entries)
  for (const id of new Set(entries.flatMap(({ order }) => (order === null ? [] : [order.id])))) {
    const ofOrder = entries.filter(({ order }) => order?.id === id)
    checkOrder(ofOrder)
    checkReviews(ofOrder)
    checkGiven(ofOrder)
    for (const part of new Set(ofOrder.map(({ order }) => order?.part ?? null))) {
      checkStates(ofOrder.filter(({ order }) => (order?.part ?? null) === part))
    }
  }
}

/** Balance = credits + adjustments - debits - delivered + returned, never below 0. */
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
    if (entry.kind === 'credit_returned') add(entry.result.returned, 1n)
    const stored = Object.entries(entry.state.balances).map(([currency, amount]) => [currency, units(amount)] as const)
    expect(new Map(stored)).toEqual(balances)
    for (const balance of balances.values()) expect(balance >= 0n).toBe(true)
  }
}

function checkCounters(entries: readonly Entry[]): void {
  const count = { claims: 0, denials: 0, approvals: 0, reviews: 0, decisions: 0, disputes: 0, credits: 0 }
  for (const entry of entries) {
    if (entry.kind === 'decision') {
      count.decisions += 1
      count.claims += entry.request.claim === 'counted' ? 1 : 0
      count.reviews += entry.result.outcome === 'review' ? 1 : 0
    }
    if (entry.kind === 'decision' || entry.kind === 'review_resolved') {
      const { outcome, counted } = entry.result
      count.denials += counted && outcome === 'deny' ? 1 : 0
      count.approvals += counted && outcome === 'approve' ? 1 : 0
    }
    if (entry.kind === 'dispute_opened') count.disputes += entry.request.kind === 'inquiry' ? 0 : 1
    if (entry.kind === 'dispute_amended') count.disputes += entry.request.was_inquiry ? 1 : 0
    count.credits += creditIn(entry) === null ? 0 : 1
    expect(entry.state.counters).toMatchObject(count)
  }
}

/** What a version with a limit credits by itself stays within it, whatever other versions credited that day; what was credited in the future counts as now. */
function checkLimits(entries: readonly Entry[]): void {
  const before: { readonly at: string; readonly amount: bigint }[] = []
  for (const entry of entries) {
    if (entry.kind !== 'decision') continue
    const credit = creditIn(entry)
    if (credit === null || credit.currency !== 'USD') continue
    before.push({ at: entry.decided_at, amount: units(credit.amount) })
    if (!('USD' in entry.request.circumstances.automatic_credits.account_day)) continue
    const dayStart = entry.decided_at.slice(0, 10)
    const sum = before.reduce((total, { at, amount }) => (at >= dayStart ? total + amount : total), 0n)
    expect(sum <= units(strictLimit)).toBe(true)
  }
}

/** A credit is delivered once, until it comes back; a reference that came back never delivers again. */
function checkDeliveries(entries: readonly Entry[]): void {
  const delivered = new Map<string, string>()
  const returned = new Set<string>()
  for (const entry of entries) {
    if (entry.kind === 'credit_delivered') {
      const { decision, reference } = entry.request
      expect(delivered.has(decision)).toBe(false)
      expect(returned.has(`${decision} ${reference}`)).toBe(false)
      delivered.set(decision, reference)
    }
    if (entry.kind === 'credit_returned') {
      const { decision } = entry.request
      expect(delivered.has(decision)).toBe(true)
      returned.add(`${decision} ${delivered.get(decision)}`)
      delivered.delete(decision)
    }
  }
}

/** The same reference is the same debit, the same credit elsewhere, the same payment; what was taken back never counts again. */
function checkReferences(entries: readonly Entry[]): void {
  const once = new Set<string>()
  const elsewhere = new Map<string, bigint>()
  for (const entry of entries) {
    if (entry.kind === 'credit_spent' || entry.kind === 'charge_added') {
      const name = `${entry.kind} ${entry.order?.id ?? ''} ${entry.request.reference}`
      expect(once.has(name)).toBe(false)
      once.add(name)
    }
    if (entry.kind === 'credited_elsewhere') {
      const { reference, sum, taken_back } = entry.request
      const name = `${entry.order?.id} ${reference}`
      const counts = (elsewhere.get(name) ?? 0n) + units(entry.result.counted)
      expect(once.has(`taken back ${name}`)).toBe(false)
      expect(counts).toBe(taken_back ? 0n : units(sum.amount))
      if (taken_back) once.add(`taken back ${name}`)
      elsewhere.set(name, counts)
    }
  }
}
