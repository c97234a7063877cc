import { seededRandom } from '../statistics.mjs'

const statuses = ['partial', 'partial', 'canceled', 'canceled', 'completed', 'in_progress', 'pending', 'processing']
const reasons = [
  'not_started',
  'undelivered',
  'canceled',
  'invalid_link',
  'service_drop',
  'platform_delay',
  'change_of_mind',
  'service_description',
  'other',
]
const charges = ['0.27819', '1.44219', '0.10029597233', '12.5', '0.00009', '250.00', '7.31']

/**
 * Facts of requests about orders of an SMM panel, each of an order and an account of its own, so that nothing
 * happened to either before. Some lack what would decide, as in life. The same for the same seed.
 */
export function panelRequests(count, seed = 1) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => panelRequest(random, index))
}

function panelRequest(random, index) {
  const pick = (values) => values[Math.floor(random() * values.length)]
  const oftenly = (share) => random() < share
  const quantity = pick([100, 1000, 5000, 33, 1_000_000])
  const status = pick(statuses)
  return {
    order: {
      id: `order-${index}`,
      status,
      quantity,
      currency: pick(['USD', 'USD', 'EUR']),
      ...(oftenly(0.98) ? { charge: pick(charges) } : {}),
      ...(oftenly(0.97) ? { remains: Math.floor(random() * quantity * 1.2) - Math.floor(quantity / 10) } : {}),
      ...(status === 'canceled' && oftenly(0.95) ? { canceled_by: pick(['system', 'admin', 'customer']) } : {}),
      ...(oftenly(0.3) ? { start_blocked_by: pick(['none', 'technical_issue', 'service_unavailable']) } : {}),
      ...(oftenly(0.05) ? { link_valid: false } : {}),
    },
    ...(oftenly(0.6) ? { claim: { reason: pick(reasons) } } : {}),
    account: {
      id: `account-${index}`,
      ...(oftenly(0.02) ? { terms_violated: true } : {}),
      ...(oftenly(0.02) ? { abuse_detected: true } : {}),
      ...(oftenly(0.02) ? { fraud_suspected: true } : {}),
    },
  }
}

/** What the journal says of so many accounts: most did nothing. For evaluating without a store. */
export function panelHistories(count, seed = 2) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => ({
    claims_30d: random() < 0.9 ? Math.floor(random() * 4) : 10,
    denied_30d: random() < 0.95 ? Math.floor(random() * 3) : 5,
    order_credited: '0',
    open_disputes: 0,
    standing: random() < 0.93 ? 'good' : ['warned', 'suspended', 'terminated', 'banned'][Math.floor(random() * 4)],
  }))
}
