import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { pays, shopText } from '../policy/analysis/shop-policy.ts'
import { type RunningService, startService } from './running-service.ts'

const yaml = { 'Content-Type': 'application/yaml' }
const sound = shopText({ rules: [pays('unopened', 'not order.opened', 'order.paid')] })
const generous = shopText({ rules: [pays('unopened', 'not order.opened', 'order.paid * 2')] })

let running: RunningService
beforeAll(async () => {
  running = await startService()
  const headers = { ...yaml, 'If-None-Match': '*' }
  expect(await running.send('POST', '/v1/policies/shop/versions', { body: sound, headers })).toMatchObject({
    status: 201,
  })
})
afterAll(() => running.close())

describe('proofs of a text', () => {
  const prove = (query: string, body: string) =>
    running.send('POST', `/v1/policies/shop/proofs${query}`, {
      body,
      headers: yaml,
    })

  it('find an error and show it by an order', async () => {
    const { status, json } = await prove('', generous)
    expect([status, json]).toMatchObject([200, {}])
    expect(json).toMatchObject({ comparison: null, is_partial: false })
    expect(json).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({
          code: 'refund_above_charge',
          severity: 'error',
          rule: 'unopened',
          status: 'example',
        }),
      ]),
    })
  })

  it('say that a published version decides every order like itself', async () => {
    const { status, json } = await prove('?against=1', sound)
    expect([status, json]).toEqual([
      200,
      {
        findings: [],
        groups: [],
        comparison: { classes: [], open: [], nothing_else: 'proved', because: null },
        is_partial: false,
        because: null,
      },
    ])
  })

  it.each([
    ['?against=9', sound, 404, 'policy_version_not_found'],
    ['?against=x', sound, 400, 'invalid_request'],
    ['', 'name: [', 422, 'invalid_policy'],
  ])('are refused: %s', async (query, text, status, code) => {
    expect(await prove(query, text)).toMatchObject({ status, problem: code })
  })
})
