import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { type RunningService, startService } from './running-service.ts'

let running: RunningService
beforeAll(async () => {
  running = await startService()
})
afterAll(() => running.close())

const json = { facts: { order: { id: 'o-1', status: 'pending' }, account: { id: 'a-1' } } }

describe('what the document does not have', () => {
  it('an unknown path is a 404 problem', async () => {
    for (const path of [
      '/v1',
      '/v2/decisions',
      '/v1/decisions/',
      '/V1/decisions',
      '//',
      '/docs/../package.json',
      '/docs/swagger-ui.js',
    ]) {
      expect((await running.send('GET', path)).problem).toBe('not_found')
    }
  })

  it('another method on a known path is a 405 that says which there are', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const { status, headers, problem } = await running.send(method, '/v1/decisions')
      expect([status, problem, headers.get('allow')]).toEqual([405, 'method_not_allowed', 'GET, POST, HEAD, OPTIONS'])
    }
  })

  it('OPTIONS says the methods', async () => {
    const { status, headers } = await running.send('OPTIONS', '/v1/keys/1')
    expect([status, headers.get('allow')]).toEqual([204, 'DELETE, OPTIONS'])
  })

  it('HEAD is GET without the body', async () => {
    const { status, headers, text } = await running.send('HEAD', '/healthz')
    expect([status, text, headers.get('content-length')]).toEqual([200, '', '15'])
  })

  it.each(['/v1/policies/%', '/v1/policies/%ff', '/v1/decisions?%', '/v1/policies?a=%c3%28'])(
    'the wrong percent-encoding of %s is a 400',
    async (path) => {
      expect((await running.send('GET', path)).problem).toBe('invalid_request')
    },
  )
})

describe('bodies', () => {
  const send = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    running.send('POST', '/v1/decisions', { body, headers: { 'Content-Type': type } })

  it('text that is not JSON is a 400 that says line and column', async () => {
    const { problem, json: answer } = await send('{"facts": {\n  "a": tru }}')
    expect(problem).toBe('invalid_request')
    expect(answer).toMatchObject({ errors: [{ pointer: '', message: expect.stringContaining('line 2, column 8') }] })
  })

  it.each([
    ['a bare text', 'hello'],
    ['a comment', '{"facts": {} /* no */}'],
    ['a comma too many', '{"facts": {},}'],
    ['blanks', '  '],
  ])('%s is a 400', async (_name, body) => {
    expect((await send(body)).problem).toBe('invalid_request')
  })

  it('bytes that are not UTF-8 are a 400', async () => {
    expect((await send(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d))).problem).toBe('invalid_request')
  })

  it('no body is a 400', async () => {
    expect((await running.send('POST', '/v1/decisions')).problem).toBe('invalid_request')
    expect((await send('')).problem).toBe('invalid_request')
  })

  it('nesting to the limit is read, deeper is a 400, brackets in texts do not count', async () => {
    const nested = (depth: number) => `{"facts":{"a":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}}}`
    expect((await send(nested(32))).problem).toBe('invalid_facts')
    expect((await send(nested(33))).problem).toBe('invalid_request')
    expect((await send('['.repeat(100_000))).problem).toBe('invalid_request')
    expect((await send(`{"facts":{"a\\"[[":"${'['.repeat(50)}"}}`)).problem).toBe('invalid_facts')
  })

  it('a body over the limit is a 413, also without a length', async () => {
    const large = JSON.stringify({ facts: { a: 'x'.repeat(262_144) } })
    expect((await send(large)).problem).toBe('payload_too_large')
    const chunked = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { Authorization: `Bearer ${running.adminKey}`, 'Content-Type': 'application/json' }
      const request = httpRequest(`${running.url}/v1/decisions`, { method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      request.on('error', reject)
      request.write(large.slice(0, 200_000))
      request.end(large.slice(200_000))
    })
    expect(chunked).toBe(413)
  })

  it.each(['text/plain', 'application/xml', 'application/json; charset=latin1', 'json', ''])(
    'the media type "%s" is a 415',
    async (type) => {
      expect((await send(JSON.stringify(json), type)).problem).toBe('unsupported_media_type')
    },
  )

  it('a content encoding is a 415', async () => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }
    const { problem } = await running.send('POST', '/v1/decisions', { body: JSON.stringify(json), headers })
    expect(problem).toBe('unsupported_media_type')
  })

  it('names every fault of the body by its place', async () => {
    const { json: answer } = await running.send('POST', '/v1/decisions', { json: { policy: 7, 'a/b': 1 } })
    const pointers = (answer as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)
    expect(pointers.toSorted()).toEqual(['/a~1b', '/facts', '/policy'])
  })
})

describe('every answer', () => {
  it('carries the request id that was sent, or a new one where it is no plain word', async () => {
    const idOf = async (id: string) =>
      (await running.send('GET', '/healthz', { headers: { 'X-Request-Id': id } })).headers.get('x-request-id')
    expect(await idOf('abc-1.2_3')).toBe('abc-1.2_3')
    for (const id of ['a b', 'a"b', 'x'.repeat(129), '<b>']) expect(await idOf(id)).toMatch(/^[0-9a-f-]{36}$/u)
  })

  it('a problem names the request id as its instance', async () => {
    const { json: answer } = await running.send('GET', '/nothing', { headers: { 'X-Request-Id': 'r-1' } })
    expect(answer).toMatchObject({ instance: 'r-1', type: 'urn:refund-policy:problem:not_found' })
  })

  it('is not stored by caches, and does not say what it is made with', async () => {
    const { headers } = await running.send('GET', '/v1/decisions')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('/docs', () => {
  it('loads only what this service has', async () => {
    const page = await running.send('GET', '/docs', { key: null })
    const loaded = [...page.text.matchAll(/(?:src|href)="(?<path>[^"]+)"/gu)].map(
      ({ groups }) => groups?.['path'] ?? '',
    )
    expect(loaded.length).toBeGreaterThan(2)
    for (const path of loaded) expect((await running.send('GET', path, { key: null })).status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  })
})

describe('faults of the service', () => {
  it('a store that cannot be reached is a 503 that says when to try again; /healthz still answers', async () => {
    const storage = await openStorage('memory:')
    storage.checkReady = () => Promise.reject(new Error('disk on fire'))
    const broken = await startService({ storage })
    const { status, headers, text } = await broken.send('GET', '/readyz', { key: null })
    expect([status, headers.get('retry-after')]).toEqual([503, '1'])
    expect(text).not.toContain('disk')
    expect((await broken.send('GET', '/healthz', { key: null })).status).toBe(200)
    await broken.close()
  })

  it('an unexpected error is a 500 without its message, which the log has', async () => {
    const storage = await openStorage('memory:')
    storage.decisions = () => Promise.reject(new Error('internal wording'))
    const broken = await startService({ storage })
    const { status, problem, text } = await broken.send('GET', '/v1/decisions')
    expect([status, problem]).toEqual([500, 'internal_error'])
    expect(text).not.toContain('internal wording')
    expect(broken.log.join('')).toContain('internal wording')
    await broken.close()
  })

  it('the log says who called what, and has neither keys nor queries nor facts', async () => {
    const key = await running.keyOf('a-caller', ['read'])
    await running.send('GET', '/v1/policies', { key })
    expect(running.log.filter((line) => line.includes('"caller":"a-caller"')).join('')).toContain('/v1/policies')
    await running.send('POST', '/v1/decisions', { json: { facts: { order: { id: 'secret-order' } } } })
    await running.send('GET', '/v1/decisions?account=secret-account')
    const log = running.log.join('')
    expect(log).toContain('"route":"/v1/decisions"')
    await running.send('GET', '/v1/accounts/secret-account')
    const answered = running.log.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(answered.find(({ code }) => code === 'account_not_found')).toMatchObject({
      req: { method: 'GET', route: '/v1/accounts/{id}' },
      address: expect.stringMatching(/127\.0\.0\.1$/),
      caller: expect.any(String),
    })
    expect(answered.find(({ act }) => act === 'api_key_created')).toMatchObject({ key_name: expect.any(String) })
    expect(log).not.toContain(running.adminKey)
    expect(running.log.join('')).not.toMatch(/secret-(?:order|account)/u)
  })

  it('a client that goes away, or speaks no HTTP, harms nobody', async () => {
    const head = `POST /v1/decisions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${running.adminKey}\r\n`
    const beginnings = [
      `${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"facts"`,
      `${head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"fac\r\n`,
      'GET /v1/decisions HTTP/1.1\r\n',
    ]
    for (const beginning of beginnings) {
      const socket = connect(Number(new URL(running.url).port), '127.0.0.1')
      socket.write(beginning)
      await wait(20)
      socket.destroy()
    }
    expect((await running.send('GET', '/healthz')).status).toBe(200)
  })

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['two lengths', 'POST /v1/decisions HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ])('%s is answered with a problem', async (_name, text) => {
    const answer = await new Promise<string>((resolve) => {
      let received = ''
      const socket = connect(Number(new URL(running.url).port), '127.0.0.1', () => socket.write(text))
      socket.on('data', (data) => {
        received += data.toString()
      })
      socket.on('close', () => resolve(received))
    })
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 .*\r\n/u)
    expect(head).toContain('application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ code: 'invalid_request', status: 400 })
  })
})
