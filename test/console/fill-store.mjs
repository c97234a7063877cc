// Fills a service with what a panel sees: orders that end partial, canceled or completed, claims, suspicions, chargebacks.
// The same for the same number: everything is drawn by a generator with a fixed seed.

import { createDomain } from '../../dist/domain.js'
import { createCompiledEvaluator } from '../../dist/policy/evaluate/compiled.js'
import { openStorage } from '../../dist/storage/open/open-storage.js'
import { shippedPolicy } from '../soak/dist-domain.mjs'

/** Decided at the same time, as by a service. */
const together = 200
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

const days = 30
const dayMilliseconds = 86_400_000

/** What is published on which of the days, counted from the first. */
const changes = [
  [11, 'due: 72 h', 'due: 96 h', 'More time for reviewers over the holidays'],
  [22, 'target: 24 h', 'target: 12 h', 'First looks within half a day'],
]

/** Stores so many decisions of the last 30 days, with the versions that were published meanwhile, on a clock that goes quickly. */
export async function fillDays(storeUrl, decisions) {
  const draw = drawing(7)
  const end = Date.now()
  let now = end - days * dayMilliseconds
  const storage = await openStorage(storeUrl)
  const domain = createDomain({ storage, clock: { now: () => now }, createEvaluator: createCompiledEvaluator })
  let text = await shippedPolicy()
  const publish = (reason, expected) =>
    domain.policies.publish({ name: 'smm-panel', text, reason, author: 'anna', expected })
  await publish('shipped with the service', 'any')
  const orders = Array.from({ length: decisions }, (_, number) => order(number, draw))
  let from = 0
  for (let day = 0; day < days; day += 1) {
    const change = changes.find(([on]) => on === day)
    if (change !== undefined) {
      text = text.replace(change[1], change[2])
      await publish(change[3], 'any')
    }
    // Fewer at the end of a week.
    const to =
      day === days - 1 ? decisions : from + Math.round((decisions / days) * (day % 7 > 4 ? 0.6 : 0.9 + draw() * 0.4))
    const ofDay = orders.slice(from, to)
    for (let first = 0; first < ofDay.length; first += together) {
      now = end - (days - day) * dayMilliseconds + Math.floor((first / ofDay.length) * dayMilliseconds)
      await Promise.all(
        ofDay
          .slice(first, first + together)
          .map(({ idempotency_key, facts }) =>
            domain.decisions.decide({ policy: 'smm-panel', facts, idempotencyKey: idempotency_key, author: 'backend' }),
          ),
      )
    }
    from = to
  }
  await storage.close()
  return orders
}

/** Reports disputes about some of the orders, and makes keys; resolves when all of it is stored. */
export async function fillRest(url, key, orders) {
  const post = async (path, body) => {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
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
