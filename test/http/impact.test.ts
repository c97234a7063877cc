import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { type Json, openPanel, type Panel, partial } from './open-panel.ts'
import { type RunningService, startService } from './running-service.ts'

const generous = shippedPolicy.replace(
  'refund: prorate(order.charge, undelivered, order.quantity)',
  'refund: order.charge',
)

describe('the impact of a text or a version over HTTP', () => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel('memory')
    for (const order of ['o-1', 'o-2', 'o-3']) await panel.decide(partial(order, { account: { id: `a-of-${order}` } }))
  })
  afterAll(() => panel.close())

  const linesOf = (text: string): readonly Json[] =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Json)
  const asked = async (path: string, body?: string) => {
    const sent = body === undefined ? {} : { body, headers: { 'Content-Type': 'application/yaml' } }
    return panel.running.send('POST', path, sent)
  }

  it('is told in lines: how far it is, and what it is at last', async () => {
    const { status, headers, text } = await asked('/v1/policies/smm-panel/impact?top=1', generous)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
    const lines = linesOf(text)
    expect(lines.slice(0, -1)).toEqual(lines.slice(1).map(() => ({ progress: { decisions: 3 } })))
    expect(lines.at(-1)).toMatchObject({
      impact: {
        policy: 'smm-panel',
        version: null,
        decisions: 3,
        flips: 3,
        credits: [{ currency: 'USD', before: '12', after: '30', extra: '18' }],
        largest: [{ extra: '6' }],
      },
    })
  })

  it('is nothing by the version that decided; of an account it is told alone', async () => {
    const { text } = await asked('/v1/policies/smm-panel/versions/1/impact?account=a-of-o-2&from=2026-01-01T00:00:00Z')
    expect(linesOf(text).at(-1)).toMatchObject({ impact: { version: 1, account: 'a-of-o-2', decisions: 1, flips: 0 } })
  })

  it('is refused for a text with faults, a policy that is not there, and a sample that is no share', async () => {
    const { problem, json } = await asked('/v1/policies/smm-panel/impact', 'name: smm-panel')
    expect([problem, (json as Json)['diagnostics']]).toEqual(['invalid_policy', expect.anything()])
    expect((await asked('/v1/policies/nothing/impact', generous)).problem).toBe('policy_not_found')
    expect((await asked('/v1/policies/smm-panel/versions/7/impact')).problem).toBe('policy_version_not_found')
    expect((await asked('/v1/policies/smm-panel/impact?sample=1.5', generous)).problem).toBe('invalid_request')
  })

  it('is for keys that may edit and read decisions', async () => {
    const { running } = panel
    const path = '/v1/policies/smm-panel/versions/1/impact'
    const status = async (key: string): Promise<number> => (await running.send('POST', path, { key })).status
    expect(await status(await running.keyOf('writer', ['edit']))).toBe(403)
    expect(await status(await running.keyOf('reader', ['read']))).toBe(403)
    expect(await status(await running.keyOf('analyst', ['edit', 'read']))).toBe(200)
  })
})

/** Threads that never come to an end by themselves. */
function stuckThreads() {
  let [onBegun, onClosed] = [(): void => undefined, (): void => undefined]
  const begun = new Promise<void>((resolve) => {
    onBegun = resolve
  })
  const closed = new Promise<void>((resolve) => {
    onClosed = resolve
  })
  const run = (): Promise<never> => {
    onBegun()
    return new Promise(() => undefined)
  }
  return { begun, closed, open: () => ({ width: 1, run, close: async () => onClosed() }) }
}

describe('an impact that takes long', () => {
  it('ends with its threads when the client goes away', async () => {
    const threads = stuckThreads()
    const running = await startService({ openReplayThreads: threads.open })
    const client = new AbortController()
    const answer = await ask(running, client.signal)
    await threads.begun
    client.abort()
    await threads.closed
    await expect(answer.text()).rejects.toThrow('abort')
    expect(await running.service.close()).toBe('drained')
  })

  it('ends with a line that says so when the service stops', async () => {
    const threads = stuckThreads()
    const running = await startService({ openReplayThreads: threads.open })
    const answer = await ask(running)
    await threads.begun
    const closing = running.service.close()
    expect(await answer.text()).toContain('"code":"service_draining"')
    expect(await closing).toBe('drained')
  })
})

function ask({ url, adminKey }: RunningService, signal: AbortSignal | null = null): Promise<Response> {
  const headers = { Authorization: `Bearer ${adminKey}` }
  return fetch(`${url}/v1/policies/smm-panel/versions/1/impact`, { method: 'POST', headers, signal })
}
