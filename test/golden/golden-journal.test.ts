import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { entryKinds } from '../../src/journal/entry-kinds.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { testClock } from '../decisions/open-decisions.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { day, type Domain, openDomain, wireDomain } from '../journal/open-domain.ts'

/** A journal with every kind of entry but an erasure, made once like the decisions beside it. */
const folder = new URL('./0.1.0/', import.meta.url).pathname
const storeFile = join(folder, 'journal.db')
const answersFile = join(folder, 'journal.json')
const end = Date.parse('2026-03-20T12:00:00Z')

async function fillJournal(domain: Domain): Promise<void> {
  const { ask, orders, accounts, reviews, disputes, resolve, report, clock } = domain
  const author = 'panel'
  const registration = { order: { id: 'o-1', charge: '25.00', currency: 'USD' }, account: { id: 'a-1' } }
  await orders.register({ policy: 'smm-panel', order: 'o-1', facts: registration, author })
  const correction = { policy: 'smm-panel', order: 'o-1', reason: 'a zero too much', author: 'ann' }
  await orders.correct({ ...correction, facts: { order: { charge: '2.50', quantity: 1000 } } })
  const partial = await ask(panelFacts({ order: { id: 'o-1', charge: '2.50', remains: 400 } }))
  await accounts.debit({ account: 'a-1', amount: '0.25', currency: 'USD', reference: 'o-9', idempotencyKey: null, author })
  const adjustment = { account: 'a-1', amount: '5.00', currency: 'USD', reason: 'goodwill', order: null, idempotencyKey: null }
  await accounts.adjust({ ...adjustment, author: 'ann' })
  await accounts.recordDelivery({ decision: partial.id, status: 'failed', reference: 'panel is down', author })
  await accounts.recordDelivery({ decision: partial.id, status: 'delivered', reference: 'pay-77', author })
  await accounts.recordDelivery({ decision: partial.id, status: 'returned', reference: 'pay-77 refused', author })
  const elsewhere = { policy: 'smm-panel', order: 'o-1', account: null, part: null, method: 'card', author: 'ann' }
  const dashboard = { ...elsewhere, amount: '0.40', currency: 'USD', reference: 're-1', reason: 'by hand' }
  await orders.creditElsewhere({ ...dashboard, taken_back: false })
  const payment = { policy: 'smm-panel', order: 'o-1', amount: '0.50', currency: 'USD', reference: 'pay-2' }
  await orders.addCharge({ ...payment, fact: null, facts: null, reason: 'upgraded', author })
  const suspected = await ask(panelFacts({ order: { id: 'o-2' }, account: { fraud_suspected: true } }))
  await reviews.extend({ decision: suspected.id, dueBy: '2026-03-06T12:00:00Z', reason: 'bank asked', author: 'ann' })
  const unknown = await ask(panelFacts({ order: { id: 'o-3', remains: null } }))
  clock.advance(6 * day)
  await reviews.escalateOverdue()
  await resolve(suspected.id, 'approve', '0.04')
  await resolve(unknown.id, 'deny')
  await ask(panelFacts({ order: { id: 'o-3', remains: null } }))
  await reviews.reopen({ decision: unknown.id, reason: 'the panel knows now', author: 'ann' })
  const notice = { order: 'o-1', amount: '2.50', providerId: 'dp-1' }
  await report({ ...notice, kind: 'inquiry' })
  const dispute = await report({ ...notice, kind: 'chargeback' })
  await ask(panelFacts({ order: { id: 'o-1', status: 'canceled', canceled_by: 'system' } }))
  await disputes.close({ dispute: dispute.id, outcome: 'lost', chargedBack: null, author: 'ann' })
  await disputes.reopen({ dispute: dispute.id, respondBy: null, author: 'ann' })
  await disputes.close({ dispute: dispute.id, outcome: 'lost', chargedBack: '2.00', author: 'ann' })
  await accounts.liftStanding({ account: 'a-1', standing: 'good', reason: 'paid back', author: 'ann' })
}

/** What the journal says, through every use case that reads it. */
async function readJournal(storage: Storage): Promise<unknown> {
  const { accounts, orders, reviews, disputes } = wireDomain(storage, testClock(end))
  const page = { limit: 100, cursor: null }
  return {
    account: await accounts.find('a-1'),
    statement: await accounts.statement('a-1', { before: null, limit: 100 }),
    orders: await Promise.all(['o-1', 'o-2', 'o-3'].map((id) => orders.find({ policy: 'smm-panel', id }))),
    waiting: await reviews.list({ status: 'waiting', level: null }, page),
    resolved: await reviews.list({ status: 'resolved', level: null }, page),
    disputes: await disputes.list({}, { by: 'newest', ...page }),
  }
}

async function makeGolden(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const storage = await openStorage(`sqlite:${storeFile}`)
  await fillJournal(await openDomain(undefined, storage))
  writeFileSync(answersFile, `${JSON.stringify(await readJournal(storage), null, 2)}\n`)
  await storage.close()
}

describe('the journal of release 0.1.0', () => {
  it('opens, verifies without a fault, and says of accounts, orders, reviews and disputes what it said then', async () => {
    if (process.env['UPDATE_GOLDEN'] === '1' && !existsSync(storeFile)) await makeGolden()
    const copies = mkdtempSync(join(tmpdir(), 'golden-'))
    copyFileSync(storeFile, join(copies, 'journal.db'))
    const storage = await openStorage(`sqlite:${join(copies, 'journal.db')}`)
    try {
      const domain = wireDomain(storage, testClock(end))
      const kinds = new Set((await domain.stream()).map(({ kind }) => kind))
      expect(kinds.size).toBe(entryKinds.length - 1)
      expect((await domain.verify()).faults).toEqual([])
      expect(await readJournal(storage)).toEqual(JSON.parse(readFileSync(answersFile, 'utf8')))
    } finally {
      await storage.close()
      rmSync(copies, { recursive: true })
    }
  })
})
