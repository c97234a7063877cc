import { seededRandom } from '../statistics.mjs'

const day = 86_400_000
const firstStart = Date.parse('2025-01-10T00:00:00Z')

/** The instant at which the contracts below are looked at, in milliseconds. */
export const hostingNow = Date.parse('2026-03-20T12:00:00Z')

/** Facts of requests to end hosting contracts, each a contract and a customer of its own. The same for the same seed. */
export function hostingRequests(count, seed = 3) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => hostingRequest(random, index))
}

function hostingRequest(random, index) {
  const pick = (values) => values[Math.floor(random() * values.length)]
  const isRecent = random() < 0.5
  const startedAt = isRecent
    ? hostingNow - Math.floor(random() * 45 * day)
    : firstStart + Math.floor(random() * 430 * day)
  return {
    contract: {
      number: `contract-${index}`,
      kind: pick(['webspace', 'webspace', 'webspace', 'server', 'domain', 'certificate']),
      plan_fee: pick(['119.88', '9.99', '239.40', '49.00', '1300.01']),
      domain_fee: pick(['0', '12.00', '15.35']),
      currency: 'EUR',
      domain: 'shop.example',
      term_months: pick([1, 12, 12, 24]),
      started_at: new Date(startedAt).toISOString(),
      paid_by: pick(['card', 'direct_debit', 'paypal', 'crypto', 'voucher']),
      state: random() < 0.9 ? 'running' : pick(['not_provided', 'closed_for_misuse']),
    },
    cancellation: {
      reason: pick(['none', 'not_needed', 'not_satisfied', 'too_expensive', 'other']),
      ...(random() < 0.5 ? { asked_at: new Date(hostingNow - Math.floor(random() * 5 * day)).toISOString() } : {}),
    },
    customer: { number: `customer-${index}` },
  }
}

/** What the journal says of so many customers. */
export function hostingHistories(count, seed = 4) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const returned = random() < 0.8 ? 0 : 1
    return { returned_plans: returned, returned_this_plan: returned === 1 && random() < 0.3, disputes: 0 }
  })
}
