import { describe, expect, it } from '@jest/globals'
import { clientNetwork } from '../../src/http/request/client-network.ts'
import { config, type RunningService, startService } from './running-service.ts'

async function serving(
  settings: Partial<typeof config>,
  work: (running: RunningService) => Promise<void>,
): Promise<void> {
  const running = await startService({}, { ...config, ...settings })
  try {
    await work(running)
  } finally {
    await running.close()
  }
}

describe('the requests of a key', () => {
  it('past what a minute takes are a 429 that says when to try again; every answer says what is left', async () => {
    await serving({ requestsPerMinute: 3 }, async ({ send, keyOf }) => {
      const key = await keyOf('reader', ['read'])
      const answers = []
      for (let count = 0; count < 4; count += 1) answers.push(await send('GET', '/v1/decisions', { key }))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
      expect(answers.map(({ headers }) => headers.get('ratelimit')?.replace(/t=\d+/u, 't'))).toEqual(
        [2, 1, 0, 0].map((left) => `"key";r=${left};t`),
      )
      const last = answers[3]
      expect(last?.headers.get('ratelimit-policy')).toBe('"key";q=3;w=60')
      expect(last?.headers.get('retry-after')).toMatch(/^[1-9]\d?$/u)
      expect(last?.json).toMatchObject({ code: 'too_many_requests', retry_after: expect.any(Number) })
      const other = await keyOf('other', ['read'])
      expect((await send('GET', '/v1/decisions', { key: other })).status).toBe(200)
    })
  })
})

describe('wrong keys of one address', () => {
  const wrong = (forwarded: string) => ({ key: `rps_${'x'.repeat(43)}`, headers: { 'X-Forwarded-For': forwarded } })

  it('past what a minute takes are a 429; keys in use open on', async () => {
    await serving({ failedAttemptsPerMinute: 2, trustProxy: '1' }, async ({ send, keyOf, log }) => {
      const key = await keyOf('reader', ['read'])
      const unused = await keyOf('unused', ['read'])
      const statuses = []
      await send('GET', '/v1/decisions', { key })
      for (let count = 0; count < 4; count += 1) {
        statuses.push((await send('GET', '/v1/decisions', wrong('192.0.2.1'))).status)
      }
      expect(statuses).toEqual([401, 401, 401, 429])
      const headers = { 'X-Forwarded-For': '192.0.2.1' }
      expect((await send('GET', '/v1/decisions', { key, headers })).status).toBe(200)
      expect((await send('GET', '/v1/decisions', { key: unused, headers })).status).toBe(429)
      expect((await send('GET', '/v1/decisions', { key: unused })).status).toBe(200)
      expect((await send('GET', '/v1/decisions', wrong('192.0.2.2'))).status).toBe(401)
      expect((await send('GET', '/nowhere', wrong('192.0.2.3'))).status).toBe(404)
      const addresses = log.map((line) => (JSON.parse(line) as { readonly address?: string }).address)
      expect(addresses).toEqual(expect.arrayContaining(['192.0.2.1', '192.0.2.2', '192.0.2.3']))
    })
  })

  it('are not told apart by what a client says of itself where no proxy is trusted', async () => {
    await serving({ failedAttemptsPerMinute: 1 }, async ({ send, log }) => {
      const statuses = []
      for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
        statuses.push((await send('GET', '/v1/decisions', wrong(address))).status)
      }
      expect(statuses).toEqual([401, 401, 429])
      expect(log.join('')).not.toContain('192.0.2.')
    })
  })
})

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is a client of %s', (address, network) => {
  expect(clientNetwork(address)).toBe(network)
})

it('a proxy that is no address stops the start', async () => {
  await expect(startService({}, { ...config, trustProxy: '1.2.3' })).rejects.toMatchObject({
    code: 'invalid_configuration',
  })
})
