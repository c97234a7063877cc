// What a panel asks in a month: reports of orders that ended, claims of customers, a suspicion now and then.

/** Services with their price for 1000, in ten-thousandths of a currency's unit. */
const prices = [2_300, 8_900, 14_422, 27_819, 61_000, 129_500, 240_000]
const quantities = [100, 250, 500, 1_000, 2_000, 5_000, 10_000]
const currencies = ['USD', 'USD', 'USD', 'USD', 'EUR', 'EUR', 'INR']
const reports = ['partial', 'partial', 'partial', 'canceled', 'canceled']
const claims = [
  ['completed', 'undelivered'],
  ['completed', 'service_drop'],
  ['completed', 'other'],
  ['in_progress', 'platform_delay'],
  ['in_progress', 'change_of_mind'],
  ['pending', 'not_started'],
  ['processing', 'not_started'],
  ['partial', 'undelivered'],
]
const accounts = 4_000
const hourMilliseconds = 3_600_000

/** One request of those that come at a time: milliseconds since the epoch. */
export function panelRequest(number, at, drawing) {
  const { draw, below, chance, pick } = drawing
  // Some customers order much more than others.
  const customer = Math.floor(draw() ** 1.6 * accounts)
  const [status, claim] = chance(0.24) ? pick(claims) : [pick(reports), 'none']
  const account = {
    id: `customer-${1_000 + customer}`,
    ...(customer % 4 === 0 ? { language: 'de' } : {}),
    ...(chance(0.002) ? { fraud_suspected: true } : {}),
    ...(chance(0.002) ? { abuse_detected: true } : {}),
    ...(chance(0.003) ? { terms_violated: true } : {}),
  }
  const placed = at - hourMilliseconds * (2 + below(90))
  return {
    idempotency_key: `report-${number}`,
    facts: {
      order: {
        id: String(4_180_000 + number),
        status,
        ...(draw() < 0.02 ? { link_valid: false } : {}),
        ...orderOf(status, currencies[customer % currencies.length], drawing),
        placed_at: new Date(placed).toISOString(),
      },
      claim: claim === 'none' ? { reason: claim } : { reason: claim, submitted_at: new Date(at).toISOString() },
      account,
    },
  }
}

function orderOf(status, currency, { below, chance, pick }) {
  const quantity = pick(quantities)
  const blocked = ['pending', 'processing'].includes(status) && chance(0.5)
  return {
    quantity,
    charge: chargeOf(quantity, pick(prices) * (currency === 'INR' ? 85 : 1), currency),
    currency,
    ...(status === 'partial' ? { remains: 1 + below(quantity) } : {}),
    ...(status === 'canceled' && chance(0.98) ? { canceled_by: pick(['system', 'system', 'admin', 'customer']) } : {}),
    ...(blocked ? { start_blocked_by: pick(['technical_issue', 'service_unavailable']) } : {}),
  }
}

/** With the decimals that panels have: five, of other currencies than the dollar two. */
function chargeOf(quantity, price, currency) {
  const decimals = currency === 'USD' ? 5 : 2
  const units = Math.max(1, Math.round((quantity * price * 10 ** decimals) / 10_000_000))
  const text = String(units).padStart(decimals + 1, '0')
  return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`
}
