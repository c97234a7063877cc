// Fills a service with what a panel sees: orders that end partial, canceled or completed, claims, suspicions, chargebacks.
// The same for the same number: everything is drawn by a generator with a fixed seed.

const currencies = ['USD', 'USD', 'USD', 'EUR', 'INR']
const claims = ['none', 'none', 'undelivered', 'not_started', 'canceled', 'invalid_link', 'change_of_mind', 'other']

/** A generator of numbers from 0 up to 1. */
function drawing(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function order(number, draw) {
  const pick = (list) => list[Math.floor(draw() * list.length)]
  const status = pick(['partial', 'partial', 'canceled', 'completed', 'in_progress', 'pending'])
  const quantity = 100 * (1 + Math.floor(draw() * 50))
  const cents = 20 + Math.floor(draw() ** 3 * 9_000)
  return {
    idempotency_key: `report-${number}`,
    facts: {
      order: {
        id: `o-${10_000 + number}`,
        status,
        quantity,
        ...(status === 'partial' ? { remains: Math.floor(draw() * quantity) } : {}),
        ...(status === 'canceled' ? { canceled_by: pick(['system', 'admin', 'customer']) } : {}),
        charge: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
        currency: pick(currencies),
      },
      claim: { reason: pick(claims) },
      account: { id: `customer-${Math.floor(draw() ** 2 * 900)}`, ...(draw() < 0.01 ? { fraud_suspected: true } : {}) },
    },
  }
}

/** Has so many decisions made, some disputes and resolved reviews besides; resolves when all of it is stored. */
export async function fillStore(url, key, decisions) {
  const draw = drawing(7)
  const post = async (path, body, type = 'application/json') => {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': type }
    const response = await fetch(url + path, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${text}`)
    return text
  }
  const orders = Array.from({ length: decisions }, (_, number) => order(number, draw))
  for (let from = 0; from < orders.length; from += 2000) {
    const lines = orders.slice(from, from + 2000).map((each) => `${JSON.stringify(each)}\n`)
    const answers = await post('/v1/decisions/bulk', lines.join(''), 'application/x-ndjson')
    const refused = answers.split('\n').find((line) => /"status":4/u.test(line))
    if (refused !== undefined) throw new Error(refused)
  }
  for (let number = 0; number < 12; number += 1) {
    const { facts } = orders[number * 7]
    await post('/v1/disputes', {
      provider_id: `dp-${100 + number}`,
      kind: number % 3 === 0 ? 'inquiry' : 'chargeback',
      payment_reference: `pay-${number}`,
      order: facts.order.id,
      account: facts.account.id,
      amount: facts.order.charge,
      currency: facts.order.currency,
      opened_at: new Date(Date.now() - number * 3_600_000).toISOString(),
    })
  }
  await post('/v1/keys', { name: 'backend', roles: ['decide'] })
  await post('/v1/keys', { name: 'maria', roles: ['review', 'read'], review_levels: { '*': 'manager' } })
}
