import { openDomain, shippedPolicy } from '../../soak/dist-domain.mjs'

// The driver holds 50 connections.
const atOnce = 50

/** Publishes the shipped policy once more, as `limited`, with a limit of the day that is not reached. */
export async function publishLimited(url) {
  const text = (await shippedPolicy()).replace('name: smm-panel', 'name: limited')
  const { publish, storage } = await openDomain(url)
  await publish(`${text}\nlimits:\n  - { per: day, currency: USD, amount: "1000000" }\n`, 'limited')
  await storage.close()
}

/** Gives so many automatic credits now, each to an account of its own; numbered by the service that runs on the store. */
export async function creditToday(url, count) {
  const { decisions, storage } = await openDomain(url)
  let next = 0
  const credit = async () => {
    while (next < count) {
      next += 1
      const id = `today-${process.pid}-${next}`
      const order = { id, status: 'partial', quantity: 1000, remains: 157, charge: '0.27819', currency: 'USD' }
      const { decision } = await decisions.decide({
        policy: 'smm-panel',
        facts: { order, claim: { reason: 'undelivered' }, account: { id: `of ${id}` } },
        idempotencyKey: null,
        author: 'bench',
      })
      if (decision.outcome !== 'approve') throw new Error(`the credit of ${id} is ${decision.outcome}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, credit))
  await storage.close()
}
