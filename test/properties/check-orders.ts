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
  let settled = 0n
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
    settled = checkOverlap(entry, totalOf(order), settled)
  }
}

/** Gives what a person settled of the overlap, as far as it lasts. */
function checkOverlap(entry: Entry, total: bigint, settled: bigint): bigint {
  const recovery = entry.state.order?.recovery ?? null
  const cap = capIn(entry)
  if (entry.kind === 'review_resolved' && entry.result.settled_overlap !== null) {
    expect(recovery).toBeNull()
    return units(entry.result.settled_overlap)
  }
  if (cap === null) return settled
  const over = total - cap
  if (over < unit) {
    expect(recovery).toBeNull()
    return 0n
  }
  // A difference below one unit is none, here as well: a credit elsewhere may be finer than the currency.
  expect(recovery !== null || over - settled < unit).toBe(true)
  return over < settled ? over : settled
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
