import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type RunningService, startService } from './running-service.ts'

const returns = readFileSync('test/policy/mutation/returns.yaml', 'utf8')

let running: RunningService
beforeAll(async () => {
  running = await startService()
})
afterAll(() => running.close())

describe('the strength of cases over HTTP', () => {
  const mutate = (body: string) =>
    running.send('POST', '/v1/policies/returns/mutations', { body, headers: { 'Content-Type': 'application/yaml' } })

  it('is told with the faults that none of them notices, each with a case that would', async () => {
    const { status, json } = await mutate(returns.replace(/^name: .*$/mu, 'name: returns'))
    expect(status).toBe(200)
    expect(json).toMatchObject({ valid: true, strength: { score: expect.any(Number), parts: expect.any(Array) } })
    expect(json).toMatchObject({
      strength: {
        survivors: expect.arrayContaining([
          expect.objectContaining({ case: { beside: 'returned', yaml: expect.any(String) } }),
        ]),
      },
    })
  })

  it('is null of a text with faults, which are told', async () => {
    const { status, json } = await mutate('name: [')
    expect([status, json]).toMatchObject([200, { valid: false, diagnostics: [{}], strength: null }])
  })
})
