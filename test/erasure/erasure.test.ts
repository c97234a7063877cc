import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { verifyStore } from '../../src/maintenance/verify-store.ts'
import { type Json, newStoreFile, openPanel, type Panel } from '../http/open-panel.ts'
import { claimOf, othersMail, personalWords, type Shop, useShop } from './keepsakes-shop.ts'

const everything = { account: null, heads: [] }

function foundIn(bytes: Buffer | string): readonly string[] {
  return [...personalWords, othersMail].filter((word) => bytes.includes(word))
}

/** All that the store says of its accounts, in plain text. */
async function toldBy({ running }: Panel): Promise<string> {
  const { storage } = running.service
  const streams = await Promise.all((await storage.accounts(null, 10)).map((name) => storage.stream(name, 0, 1000)))
  return JSON.stringify(streams)
}

describe('an erasure', () => {
  let file: string
  let panel: Panel
  let shop: Shop

  beforeEach(async () => {
    file = newStoreFile()
    panel = await openPanel('sqlite', file)
    shop = await useShop(panel)
  })
  afterEach(() => panel.close())

  const erase = (reason = 'request 17') => panel.post('/v1/accounts/a-1/erasure', { reason })
  const decision = async (id: unknown): Promise<Json> =>
    (await panel.get(`/v1/decisions/${String(id)}?include=facts,trace`)).json

  it('leaves no personal word of the account in the store, its files and the log, and all of others', async () => {
    expect(foundIn(await toldBy(panel))).toEqual([...personalWords, othersMail])
    expect((await erase()).json).toMatchObject({ account: 'a-1', status: 'done', requested_by: 'admin' })
    expect(foundIn(await toldBy(panel))).toEqual([othersMail])
    const audit = (await panel.get('/v1/audit?limit=2')).json
    expect(audit).toMatchObject({
      items: [
        { kind: 'erasure_completed', author: 'system' },
        { kind: 'erasure_requested', author: 'admin', details: { account: 'a-1', reason: 'request 17' } },
      ],
    })
    expect(foundIn(JSON.stringify(panel.running.log))).toEqual([])
    await panel.running.service.storage.compact()
    const folder = dirname(file)
    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
    expect(foundIn(bytes)).toEqual([othersMail])
  })

  it('keeps decisions, money and what is not personal, and the store proves it', async () => {
    const before = await verifyStore(panel.running.service, everything)
    const account = (await panel.get('/v1/accounts/a-1')).json
    const { id } = shop.broken
    const known = await decision(id)
    await erase()
    expect((await panel.get('/v1/accounts/a-1')).json).toEqual({
      ...account,
      sequence: Number(account['sequence']) + 1,
      updated_at: expect.anything(),
    })
    const { facts, ...rest } = await decision(id)
    expect(rest).toEqual({
      ...Object.fromEntries(Object.entries(known).filter(([name]) => name !== 'facts')),
      message: 'The text of this decision was erased.',
      actions: [
        { id: `${String(id)}.1`, name: 'send_label', parameters: {} },
        { id: `${String(id)}.2`, name: 'take_back', parameters: { order: 'o-1' } },
      ],
      ignored_facts: [],
      trace: null,
    })
    const personal = ['buyer.mail', 'claim.words', 'dispute.words', 'order.engraving']
    const kept = Object.entries(known['facts'] as object).filter(([name]) => !personal.includes(name))
    expect(facts).toEqual(Object.fromEntries(kept))
    const after = await verifyStore(panel.running.service, everything)
    expect([before.faults, after.faults]).toEqual([[], []])
    expect([before.not_replayable, after.not_replayable]).toEqual([0, after.decisions - 1])
  })

  it('answers a retry as before, without the words, and credits no order a second time', async () => {
    await erase()
    const again = await panel.post('/v1/decisions', shop.brokenRequest, { headers: { 'Idempotency-Key': 'k-1' } })
    expect([again.status, again.json['id']]).toEqual([200, shop.broken['id']])
    expect(foundIn(again.text)).toEqual([])
    const repeated = await panel.post('/v1/decisions', claimOf('o-1', 'broken'))
    expect(repeated.json).toMatchObject({
      outcome: 'review',
      actions: [],
    })
    const refund = await panel.post('/v1/decisions', claimOf('o-2', 'broken'))
    expect(refund.json).toMatchObject({ outcome: 'approve', refund: { amount: '0.00' } })
  })

  it('leaves what later decisions count and freeze', async () => {
    const { post } = panel
    await post('/v1/decisions', claimOf('o-4', 'broken', { item: 'cup', order: { paid: '8.00', currency: 'EUR' } }))
    await post('/v1/decisions', claimOf('o-5', 'broken', { item: 'cup', order: { paid: '8.00', currency: 'EUR' } }))
    await erase()
    const third = claimOf('o-6', 'broken', { item: 'cup', order: { paid: '8.00', currency: 'EUR' } })
    expect((await post('/v1/decisions', third)).json).toMatchObject({ outcome: 'deny', rule: 'twice-the-same' })
    const dearer = await post('/v1/decisions', claimOf('o-4', 'broken', { item: 'pot', order: { paid: '7.00' } }))
    expect(dearer.json).toMatchObject({ refund: { entitled: '4.00', amount: '0.00' } })
    expect(dearer.json['actions_given_before']).toMatchObject([{ name: 'take_back', parameters: { order: 'o-4' } }])
  })

  it('leaves a review that waits to a person, who sees what is left', async () => {
    await erase()
    const review = `/v1/reviews/${String(shop.waiting['id'])}`
    expect((await panel.get(review)).json).toMatchObject({ status: 'waiting', proposed: null })
    const resolved = await panel.post(`${review}/resolution`, { outcome: 'approve', amount: '10.00', note: 'lost' })
    expect(resolved.json).toMatchObject({ status: 'resolved', resolution: { amount: '10.00', actions: [] } })
    expect((await verifyStore(panel.running.service, everything)).faults).toEqual([])
  })

  it('is about what is there: what is sent later is removed by the next one', async () => {
    await erase()
    await panel.post('/v1/decisions', claimOf('o-7', 'broken', { order: { paid: '8.00', currency: 'EUR' } }))
    expect(foundIn(await toldBy(panel))).toEqual(['zelda.qvist@example.org', 'MyZeldaCup', othersMail])
    expect((await erase('request 18')).json).toMatchObject({ status: 'done' })
    expect(foundIn(await toldBy(panel))).toEqual([othersMail])
    expect((await panel.post('/v1/accounts/nobody/erasure', { reason: 'x' })).problem).toBe('account_not_found')
  })
})
