import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createDisputePacks } from '../../src/evidence/create-dispute-packs.ts'
import type { DisputePack } from '../../src/evidence/dispute-pack.ts'
import { packHtml } from '../../src/evidence/pack-html.ts'
import { packPage } from '../../src/evidence/pack-page.ts'
import { sha256 } from '../../src/fingerprint/fingerprint.ts'
import { runCommand } from '../cli/run-command.ts'
import { hour, newStoreFile, openPanel, type Panel, partial } from '../http/open-panel.ts'

const shipped = readFileSync(new URL('../../rules/smm-panel/policy.yaml', import.meta.url), 'utf8')
const evil = '"><script>alert(1)</script>'

let panel: Panel
const file = newStoreFile()
const ids = { decision: '', dispute: '', alone: '' }

async function report(order: string | null, reference: string): Promise<string> {
  const notice = { account: 'a-1', payment_reference: reference, amount: '10', currency: 'USD', provider_id: reference }
  const { json } = await panel.post('/v1/disputes', {
    ...notice,
    ...(order === null ? {} : { order }),
    opened_at: '2026-03-01T15:00:00Z',
  })
  return String(json['id'])
}

beforeAll(async () => {
  panel = await openPanel('sqlite', file)
  const order = { id: 'o-1', quantity: 1000, charge: '10.00', currency: 'USD', placed_at: '2026-03-01T12:30:00Z' }
  panel.clock.advance(hour)
  await panel.put('/v1/orders/o-1', { facts: { order, account: { id: 'a-1' } } })
  await panel.running.send('POST', '/v1/policies/smm-panel/versions', {
    headers: { 'Content-Type': 'application/yaml', 'If-Match': '"1"' },
    body: shipped.replace('The order was completed.', 'The order was completed in full.'),
  })
  panel.clock.advance(hour)
  ids.decision = (await panel.decide(partial('o-1'))).id
  await panel.decide(partial('o-2'))
  panel.clock.advance(hour)
  ids.dispute = await report('o-1', 'pay-1')
  ids.alone = await report(null, evil)
})
afterAll(() => panel.close())

async function packOf(dispute: string): Promise<DisputePack> {
  const { status, json } = await panel.get(`/v1/disputes/${dispute}/pack`)
  expect(status).toBe(200)
  return json as unknown as DisputePack
}

describe('a dispute pack', () => {
  it('has the order, its decisions and what the customer was told, of no other order', async () => {
    const pack = await packOf(ids.dispute)
    expect(pack).toMatchObject({
      made_at: '2026-03-01T15:00:00.000Z',
      dispute: { id: ids.dispute, status: 'open' },
      order: { id: 'o-1', credited: '4' },
      erased: false,
    })
    expect(pack.decisions).toMatchObject([
      { decision: { id: ids.decision, policy: { version: 2 }, facts: { 'order.remains': '400' } }, erased: false },
    ])
    expect(pack.messages).toEqual([
      { at: '2026-03-01T14:00:00.000Z', decision: ids.decision, text: pack.decisions[0]?.decision.message },
    ])
  })

  it('has the policy as it was shown when the order was bought, not as it decided or is now, with its digest', async () => {
    const { purchase, policy } = await packOf(ids.dispute)
    expect(purchase).toEqual({ at: '2026-03-01T12:30:00.000Z', known_by: 'facts' })
    expect(policy).toMatchObject({ version: 1, until: '2026-03-01T13:00:00.000Z', url: '/policy/smm-panel/versions/1' })
    expect(policy?.sha256).toBe(sha256(policy?.text ?? ''))
  })

  it('has everything that happened to the order and in the dispute, in order', async () => {
    const { timeline } = await packOf(ids.dispute)
    expect(timeline.map(({ type }) => type)).toEqual(['order.registered', 'decision.approved', 'dispute.opened'])
    expect(timeline[1]?.data).toMatchObject({
      refund: { amount: '4.00000' },
      balance: { amount: '4', currency: 'USD' },
    })
  })

  it('says of each decision what proves it, or that no checkpoint covers it yet', async () => {
    const [open] = (await packOf(ids.dispute)).decisions
    expect(open).toMatchObject({ receipt: null, no_receipt: expect.stringContaining('checkpoint') })
    const { service } = panel.running
    const deps = { ...service, store: service.storage, clock: panel.clock }
    const receipts = { of: async (decision: string) => `{"receipt of":"${decision} <b>"}` }
    const proven = await createDisputePacks({ ...deps, receipts }).of(ids.dispute)
    expect(proven.decisions).toMatchObject([{ receipt: `{"receipt of":"${ids.decision} <b>"}`, no_receipt: null }])
    expect(await packPage(service.policies, proven, null)).toContain(`${ids.decision} &lt;b&gt;`)
  })

  it('of a dispute without an order has what is known', async () => {
    const pack = await packOf(ids.alone)
    expect(pack).toMatchObject({ order: null, purchase: null, policy: null, decisions: [], messages: [] })
    expect(pack.timeline.map(({ type }) => type)).toEqual(['dispute.opened'])
  })

  it('of an unknown dispute is a 404, in another media type a 406', async () => {
    expect((await panel.get('/v1/disputes/019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e/pack')).problem).toBe(
      'dispute_not_found',
    )
    const asPdf = { headers: { Accept: 'application/pdf' } }
    expect((await panel.get(`/v1/disputes/${ids.dispute}/pack`, asPdf)).problem).toBe('not_acceptable')
  })
})

describe('a dispute pack as HTML', () => {
  const asHtml = { headers: { Accept: 'text/html' } }

  it('is one document that loads nothing, kept by nobody on the way', async () => {
    const { text, headers } = await panel.get(`/v1/disputes/${ids.dispute}/pack?language=de`, asHtml)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(text).not.toMatch(/<script|<link|<img|url\(|@import|src=/u)
    expect(text).toContain('<div class="quoted" lang="de">')
    expect(text).toContain('Die Bestellung wurde abgeschlossen.')
    expect(text).toContain('400 of 1000 were not delivered')
    expect(text).toContain('Not covered by a checkpoint yet.')
    expect(text).toContain(sha256(shipped))
  })

  it('escapes what others wrote', async () => {
    const { text } = await panel.get(`/v1/disputes/${ids.alone}/pack`, asHtml)
    expect(text).not.toContain('<script')
    expect(text).toContain('&lt;script&gt;')
    expect(text).toContain('The dispute names no order that is known here.')
  })

  it('says so where nothing was published yet, and what a person decided', async () => {
    const pack = await packOf(ids.dispute)
    expect(packHtml({ ...pack, policy: null }, null)).toContain('No policy text was published here yet')
    expect(packHtml({ ...pack, purchase: null }, null)).toContain('When it was bought is not known here.')
    const [first] = pack.decisions
    if (first === undefined) throw new Error('no decision')
    const resolution = {
      id: 'r',
      outcome: 'deny',
      reason_code: 'denied_by_reviewer',
      amount: null,
      refund: null,
      amounts: {},
      amounts_total: {},
      rule: null,
      clause: null,
      actions: [],
      actions_given_before: [],
      note: 'an inner note',
      resolved_by: 'ann',
      resolved_at: '2026-03-01T14:30:00.000Z',
    } as const
    const html = packHtml({ ...pack, decisions: [{ ...first, decision: { ...first.decision, resolution } }] }, null)
    expect(html).toContain('<th scope="row">A person decided</th><td>denied, <time')
    expect(html).not.toContain('an inner note')
  })
})

describe('dispute-pack on the command line, and after an erasure', () => {
  it('prints HTML, or JSON', async () => {
    const run = (...words: readonly string[]) =>
      runCommand(['dispute-pack', ids.dispute, ...words], { environment: { STORE_URL: `sqlite:${file}` } })
    expect((await run()).stdout).toMatch(/^<!doctype html>/u)
    expect(JSON.parse((await run('--json')).stdout)).toMatchObject({
      dispute: { id: ids.dispute },
      policy: { version: 1 },
    })
  })

  it('says that personal data was erased, and shows none', async () => {
    const asked = await panel.post('/v1/accounts/a-1/erasure', { reason: 'the customer asked for it' })
    expect(asked.status).toBeLessThan(300)
    await panel.running.service.erasures.resume(new AbortController().signal)
    const pack = await packOf(ids.dispute)
    expect(pack).toMatchObject({ erased: true, decisions: [{ erased: true }] })
    expect(pack.messages[0]?.text).toBe('The text of this decision was erased.')
    const { text } = await panel.get(`/v1/disputes/${ids.dispute}/pack`, { headers: { Accept: 'text/html' } })
    expect(text).toContain('Personal data was erased here.')
    expect(text).not.toContain('were not delivered')
  })
})
