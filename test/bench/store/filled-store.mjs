// Fills a store with decisions that are really made, on a clock that goes quickly.

import { createDomain } from '../../../dist/domain.js'
import { createCompiledEvaluator } from '../../../dist/policy/evaluate/compiled.js'
import { openStorage } from '../../../dist/storage/open/open-storage.js'
import { shippedPolicy } from '../../soak/dist-domain.mjs'

/** What the shipped policy approves, refuses, and leaves to a person, for an order of which nothing was known. */
const reports = [
  { status: 'partial', quantity: 1000, remains: 157, charge: '0.27819', currency: 'USD' },
  { status: 'pending', quantity: 1000, charge: '0.27819', currency: 'USD' },
  { status: 'partial', quantity: 1000, charge: '0.27819', currency: 'USD' },
]

const secondsBetween = 10
/** Decided at the same time, as by a service. */
const together = 50
const busyAccount = 'busy'
const busyOrder = 'busy-order'

/**
 * Every fourth decision is of one busy account, and half of those about one order; the others are spread,
 * 20 for each account. Resolves to the ids and times of all, oldest first.
 */
export async function fillStore(url, count) {
  let now = Date.now() - count * secondsBetween * 1000
  const storage = await openStorage(url)
  const { decisions, policies } = createDomain({
    storage,
    clock: { now: () => now },
    createEvaluator: createCompiledEvaluator,
  })
  await policies.publish({
    name: 'smm-panel',
    text: await shippedPolicy(),
    reason: null,
    author: 'bench',
    expected: 'any',
  })
  const written = []
  for (let first = 0; first < count; first += together) {
    const indexes = Array.from({ length: Math.min(together, count - first) }, (_, place) => first + place)
    const decided = await Promise.all(indexes.map((index) => decisions.decide(requestOf(index))))
    written.push(...decided.map(({ decision }) => ({ ...decision, due: decision.review?.due_by ?? null })))
    now += indexes.length * secondsBetween * 1000
  }
  await storage.close()
  return { written: written.toSorted((left, right) => (left.id < right.id ? -1 : 1)), busyAccount, busyOrder }
}

function requestOf(index) {
  const isBusy = index % 4 === 0
  const facts = {
    order: { ...reports[index % reports.length], id: isBusy && index % 8 === 0 ? busyOrder : `order-${index}` },
    account: { id: isBusy ? busyAccount : `account-${Math.floor(index / 27)}` },
  }
  return { policy: 'smm-panel', facts, idempotencyKey: `key-${index}`, author: 'bench' }
}
