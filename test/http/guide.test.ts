import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { openPanel, type Panel, partial } from './open-panel.ts'

describe('what is shown to whoever writes a policy', () => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel('memory')
  })
  afterAll(() => panel.close())

  const page = async (name: string, text: string) =>
    panel.running.send('POST', `/v1/policies/${name}/page?language=de`, {
      body: text,
      headers: { 'Content-Type': 'application/yaml' },
    })

  it('the public page of a text as the next version, also of a name that has none; none of a text with errors', async () => {
    const { status, text } = await page('smm-panel', shippedPolicy.replace('Die allgemeine Regel', 'Was immer gilt'))
    expect([status, text.includes('Was immer gilt'), /(?:Fassung|Version) 2/u.test(text)]).toEqual([200, true, true])
    expect((await page('other', shippedPolicy.replace('name: smm-panel', 'name: other'))).status).toBe(200)
    expect((await page('smm-panel', 'name: x')).problem).toBe('invalid_policy')
  })

  it('every function of formulas, and what a kind of fault means', async () => {
    const { json } = await panel.get('/v1/functions')
    expect(json['items']).toContainEqual(expect.objectContaining({ name: 'percent', call: 'percent(x, p)' }))
    const fault = await panel.get('/v1/faults/unknown_key')
    expect(fault.json).toMatchObject({ code: 'unknown_key', wrong: { line: expect.any(Number) } })
    expect((await panel.get('/v1/faults/no_such_fault')).problem).toBe('not_found')
  })

  it('how a text came to what it makes of facts, where that is asked for', async () => {
    const body = { facts: partial('o-2'), versions: ['active'], text: shippedPolicy }
    const { json } = await panel.post('/v1/decisions/compare', { ...body, traced: true })
    const items = json['items'] as readonly { readonly trace?: { readonly rules: readonly { rule: string }[] } }[]
    expect(items.map(({ trace }) => trace?.rules.at(-1)?.rule)).toEqual(['undelivered-part', 'undelivered-part'])
    const early = await panel.post('/v1/decisions/compare', { ...body, at: '2025-01-01T00:00:00Z' })
    expect(early.status).toBe(200)
    const plain = await panel.post('/v1/decisions/compare', body)
    expect((plain.json['items'] as readonly object[])[0]).not.toHaveProperty('trace')
  })
})
