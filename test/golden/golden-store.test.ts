import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Decision } from '../../src/decisions/decision.ts'
import { totalsOfZone } from '../../src/journal/local-totals.ts'
import { rebuildTotals } from '../../src/maintenance/verify-totals.ts'
import { replayDecision } from '../../src/decisions/replay.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { openDecisions, shippedPolicy } from '../decisions/open-decisions.ts'
import { panelFacts } from '../decisions/panel-facts.ts'

/**
 * Stores and answers of earlier releases, one folder a release. They are made once (UPDATE_GOLDEN=1
 * makes the newest where it is missing) and never again: every later version must open and replay them.
 */
const folder = new URL('./0.1.0/', import.meta.url).pathname
const storeFile = join(folder, 'refunds.db')
const answersFile = join(folder, 'decisions.json')

const hostingPolicy = readFileSync(new URL('../../rules/hosting/policy.yaml', import.meta.url), 'utf8')

/** Each with the order that it is about, so that every rule and reason of the shipped policy appears. */
const requests: readonly { readonly order?: object; readonly claim?: object; readonly account?: object }[] = [
  { order: { id: 'o-1', remains: '157' } },
  { order: { id: 'o-1', remains: 300 } },
  { order: { id: 'o-1', status: 'canceled', canceled_by: 'system', charge: '0.1' } },
  { order: { id: 'o-2', remains: 0 } },
  { order: { id: 'o-3', remains: -50 } },
  { order: { id: 'o-4', remains: 1200 } },
  { order: { id: 'o-5', remains: null } },
  { order: { id: 'o-5', remains: 20 } },
  { order: { id: 'o-6', charge: null } },
  { order: { id: 'o-7', status: 'canceled', canceled_by: 'admin', charge: '0.10029597233' } },
  { order: { id: 'o-8', status: 'canceled', canceled_by: 'customer' }, claim: { reason: 'canceled' } },
  { order: { id: 'o-9', status: 'canceled' } },
  { order: { id: 'o-10', status: 'pending', start_blocked_by: 'technical_issue' }, claim: { reason: 'not_started' } },
  { order: { id: 'o-11', status: 'pending' }, claim: { reason: 'not_started', submitted_at: '2026-02-28T10:00:00+02:00' } },
  { order: { id: 'o-12', status: 'completed' }, claim: { reason: 'service_drop' } },
  { order: { id: 'o-13', status: 'in_progress' }, claim: { reason: 'platform_delay' } },
  { order: { id: 'o-14', status: 'processing' }, claim: { reason: 'change_of_mind' } },
  { order: { id: 'o-15', status: 'completed' }, claim: { reason: 'service_description' } },
  { order: { id: 'o-16', status: 'pending', link_valid: false }, claim: { reason: 'invalid_link' } },
  { order: { id: 'o-17' }, account: { id: 'a-2', terms_violated: true } },
  { order: { id: 'o-18' }, account: { id: 'a-3', abuse_detected: true } },
  { order: { id: 'o-19' }, account: { id: 'a-4', fraud_suspected: true } },
  { order: { id: 'o-19' }, account: { id: 'a-4' } },
  { order: { id: 'o-20', currency: 'JPY', charge: '1001' }, account: { id: 'a-5' } },
]

const hostingFacts = {
  contract: {
    number: 'c-1',
    kind: 'webspace',
    plan_fee: '119.88',
    domain_fee: '12.00',
    currency: 'EUR',
    domain: 'shop.example',
    term_months: 12,
    started_at: '2026-01-01T09:00:00Z',
    paid_by: 'paypal',
  },
  customer: { number: 'k-1' },
  cancellation: { reason: 'not_needed', asked_at: '2026-01-20T10:00:00Z' },
}

async function makeGolden(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const storage = await openStorage(`sqlite:${storeFile}`)
  const { ask, decisions, publish, clock, setPaused } = await openDecisions([shippedPolicy, hostingPolicy], storage)
  const answers: Decision[] = []
  for (const request of requests) {
    clock.advance(60_000)
    answers.push(await ask(panelFacts(request), `key-${answers.length}`))
  }
  await publish(shippedPolicy.replace('en: Refund policy', 'en: Our refund policy'))
  setPaused(true)
  answers.push(await ask(panelFacts({ order: { id: 'o-21' }, account: { id: 'a-6' } })))
  setPaused(false)
  answers.push(await ask(panelFacts({ order: { id: 'o-21' }, account: { id: 'a-6' } })))
  const hosting = { policy: 'hosting', facts: hostingFacts, idempotencyKey: null, author: 'shop' }
  answers.push((await decisions.decide(hosting)).decision)
  // With what became of each by the end.
  const found = await Promise.all(answers.map(({ id }) => decisions.find(id, { facts: false, trace: false })))
  await storage.close()
  writeFileSync(answersFile, `${JSON.stringify(found, null, 2)}\n`)
}

describe('the store of release 0.1.0', () => {
  it('opens, answers every decision as it did then, and every decision replays to the same answer', async () => {
    if (process.env['UPDATE_GOLDEN'] === '1' && !existsSync(storeFile)) await makeGolden()
    const copies = mkdtempSync(join(tmpdir(), 'golden-'))
    const copy = join(copies, 'refunds.db')
    copyFileSync(storeFile, copy)
    const storage = await openStorage(`sqlite:${copy}`)
    try {
      const { decisions, policies } = await openDecisions([], storage)
      const answers = JSON.parse(readFileSync(answersFile, 'utf8')) as readonly Decision[]
      expect(answers.length).toBeGreaterThanOrEqual(requests.length)
      for (const answer of answers) {
        expect(await decisions.find(answer.id, { facts: false, trace: false })).toEqual(answer)
        const entry = await storage.entryById(answer.id)
        if (entry?.kind !== 'decision') throw new Error(`decision ${answer.id} is gone`)
        const loaded = await policies.version(answer.policy.name, answer.policy.version)
        expect(await replayDecision(loaded, entry)).toEqual({ result: 'same' })
      }
      const rebuilt = await rebuildTotals(storage)
      for (const item of await storage.feedItems(0, 1000)) if ('entry' in item) rebuilt.add(item.entry)
      expect(await rebuilt.faults()).toEqual([])
      const [from, to] = ['2026-01-01', '2027-01-01']
      const days = await totalsOfZone(storage, { from, to, timeZone: 'Asia/Kathmandu' })
      expect(days.reduce((sum, total) => sum + total.decisions, 0)).toBe(answers.length)
      expect(await storage.checkIntegrity()).toEqual([])
    } finally {
      await storage.close()
      rmSync(copies, { recursive: true })
    }
  })
})
