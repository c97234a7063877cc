import { expect } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import type { Got } from '../../src/journal/model/state.ts'
import { creditIn, gainIn } from './sums.ts'
import { units } from './units.ts'

/** One unit of USD, in which all these orders are. */
const unit = units('0.00001')

interface Gained {
  readonly credited: bigint
  readonly elsewhere: bigint
  readonly charged_back: bigint
}

const nothing: Gained = { credited: 0n, elsewhere: 0n, charged_back: 0n }

/**
 * What an order got, here, elsewhere and charged back, is what its entries say; more than it may is a
 * recovery review, or was settled by a person. Nothing is credited beyond the cap, nor while a chargeback
 * is open or an ended one unclear.
 */
export function checkOrder(entries: readonly Entry[]): void {
  let order = nothing
  const parts = new Map<string | null, Gained>()
  let overlap: OverlapSoFar = { settled: 0n, isUnnoted: false }
  for (const entry of entries) {
    const gain = gainIn(entry)
    const part = entry.order?.part ?? null
    order = added(order, gain)
    parts.set(part, added(parts.get(part) ?? nothing, gain))
    const state = entry.state.order
    expect(inUnits(state)).toEqual(order)
    expect(inUnits(part === null ? (state?.whole ?? null) : (state?.part ?? null))).toEqual(parts.get(part))
    if (creditIn(entry) !== null) {
      expect([state?.open_chargebacks, state?.unclear_disputes]).toEqual([0, 0])
      expect(totalOf(order) <= (capIn(entry) ?? 0n)).toBe(true)
    }
    overlap = checkOverlap(entry, totalOf(order), overlap)
  }
}

interface OverlapSoFar {
  /** Of what a person settled, as far as it lasted. */
  readonly settled: bigint
  /** A decision asked for a review of its own: the next entry that looks begins that of the overlap. */
  readonly isUnnoted: boolean
}

function checkOverlap(entry: Entry, total: bigint, before: OverlapSoFar): OverlapSoFar {
  const recovery = entry.state.order?.recovery ?? null
  const cap = capIn(entry)
  const over = cap === null ? null : total - cap
  if (entry.kind === 'review_resolved' && entry.result.settled_overlap !== null) {
    expect(recovery).toBeNull()
    return { settled: units(entry.result.settled_overlap), isUnnoted: false }
  }
  if (over === null) return before
  if (over < unit) {
    expect(recovery).toBeNull()
    return { settled: 0n, isUnnoted: false }
  }
  const settled = over < before.settled ? over : before.settled
  const isAsking = entry.kind === 'decision' && entry.result.review !== null
  const isUnnoted = recovery === null && over > settled && (isAsking || (before.isUnnoted && !looks(entry)))
  expect(recovery !== null || over <= settled || isUnnoted).toBe(true)
  return { settled, isUnnoted }
}

/** Whether such an entry works out the overlap. */
function looks(entry: Entry): boolean {
  if ('effect' in entry.result) return entry.result.effect.overlap !== null
  return 'overlap' in entry.result
}

/** The most that the order may get by the facts as they are frozen; null where the charge is not known. */
function capIn(entry: Entry): bigint | null {
  const facts = entry.confidential?.order_facts
  const [charge, postage] = [facts?.['order.charge'], facts?.['order.postage']]
  if (typeof charge !== 'string' || typeof facts?.['order.currency'] !== 'string') return null
  return units(charge) + units(typeof postage === 'string' ? postage : '0')
}

function inUnits(got: Got | null): Gained {
  if (got === null) return nothing
  const { credited, elsewhere, charged_back } = got
  return { credited: units(credited), elsewhere: units(elsewhere), charged_back: units(charged_back) }
}

function added(left: Gained, right: Gained): Gained {
  return {
    credited: left.credited + right.credited,
    elsewhere: left.elsewhere + right.elsewhere,
    charged_back: left.charged_back + right.charged_back,
  }
}

function totalOf({ credited, elsewhere, charged_back }: Gained): bigint {
  return credited + elsewhere + charged_back
}
