// Writes entries of every common kind as fast as it can, and tells each one that was answered, until it is killed.
import { writeSync } from 'node:fs'
import { openDomain } from './dist-domain.mjs'

const [url, name] = process.argv.slice(2)
const { accounts, decisions, disputes, reviews, storage } = await openDomain(url)
const author = 'panel'
const policy = 'smm-panel'

/** One line each, written before anything else happens. */
const tell = (id) => void writeSync(1, `${id}\n`)

async function tellHead(account) {
  const head = await storage.head(account)
  tell(head.id)
}

async function workOn(account) {
  for (let number = 1; ; number += 1) {
    const id = `${name}-${account}-${number}`
    const decide = (order) =>
      decisions.decide({
        policy,
        facts: {
          order: { id, quantity: 1000, charge: '0.27819', currency: 'USD', ...order },
          account: { id: account },
        },
        idempotencyKey: null,
        author,
      })
    const { decision } = await decide({ status: 'partial', remains: 157 })
    tell(decision.id)
    const { decision: asking } = await decide({ status: 'canceled' })
    tell(asking.id)
    if (asking.review !== null) {
      const reviewer = { author, isAdmin: true, levels: {} }
      const approval = { outcome: 'approve', amount: '0.1', proposed: null, method: null, note: 'x' }
      await reviews.resolve({ decision: asking.id, ...approval, reviewer })
      await tellHead(account)
    }
    await accounts.debit({ account, amount: '0.0001', currency: 'USD', reference: id, idempotencyKey: null, author })
    await tellHead(account)
    if (number % 5 === 0) {
      const openedAt = new Date().toISOString()
      const sum = { amount: '1', currency: 'USD' }
      const notice = { policy, account, order: id, part: null, paymentReference: id, ...sum, author }
      const named = { providerId: null, kind: 'chargeback', facts: {} }
      const support = { openedAt, supportContactedAt: '2020-01-01T00:00:00Z', respondBy: '2030-01-01T00:00:00Z' }
      const { dispute } = await disputes.report({ ...notice, ...named, ...support })
      tell(dispute.id)
      await disputes.close({ dispute: dispute.id, outcome: 'won', chargedBack: null, author })
      await tellHead(account)
    }
  }
}

// Two accounts at once; one of them is also written to by the other process.
await Promise.all([workOn('shared'), workOn(name)])
