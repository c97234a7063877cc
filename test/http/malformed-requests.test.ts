import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { openApiDocument } from '../../src/http/openapi/open-api-document.ts'
import { newSchemaCompiler } from '../../src/http/operations/schema-compiler.ts'
import { runsOf } from '../runs.ts'
import { checkResponse } from './response-checker.ts'
import { type RunningService, startService } from './running-service.ts'

interface Malformed {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

let running: RunningService
beforeAll(async () => {
  running = await startService()
})
afterAll(() => running.close())

const { schemas } = openApiDocument('0.0.0').components
const isProblem = newSchemaCompiler().compile({ ...schemas['Problem'], components: { schemas } })

/** Sent byte by byte: what a well-behaved client would refuse to send must reach the service too. */
function exchange(request: Malformed): Promise<string> {
  const head = Object.entries({
    Host: 'localhost',
    Connection: 'close',
    Authorization: `Bearer ${running.adminKey}`,
    'Content-Length': String(request.body.length),
    ...request.headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  const bytes = [
    Buffer.from(`${request.method} ${request.path} HTTP/1.1\r\n${head.join('')}\r\n`, 'latin1'),
    request.body,
  ]
  return new Promise((resolve, reject) => {
    const received: Buffer[] = []
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1', () => socket.write(Buffer.concat(bytes)))
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')))
    socket.on('data', (data: Buffer) => received.push(data))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(received).toString('utf8')))
  })
}

const valid = { facts: { order: { id: 'o-1', status: 'pending' }, account: { id: 'a-1' } } }
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
const post = (path: string, body: Buffer, headers: Readonly<Record<string, string>> = {}): Malformed => ({
  method: 'POST',
  path,
  headers: { 'Content-Type': 'application/json', ...headers },
  body,
})
const get = (path: string, headers: Readonly<Record<string, string>> = {}): Malformed => ({
  method: 'GET',
  path,
  headers,
  body: Buffer.alloc(0),
})

const decisionPath = fc.constantFrom('/v1/decisions', '/v1/decisions/preview')
const inheritedName = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf')
const hugeNumber = fc.constantFrom('1e999', '-1e999', '9'.repeat(400), `0.${'1'.repeat(400)}`, '123456789012345678')
const notText = fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 }), fc.object())
const visible = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
})

const wrongTypes = fc
  .tuple(decisionPath, notText, fc.constantFrom('policy', 'facts', 'order', 'id', 'account'))
  .map(([path, value, place]) => {
    const { order, account } = valid.facts
    switch (place) {
      case 'policy':
        return post(path, json({ ...valid, policy: value }))
      case 'facts':
        return post(path, json({ facts: Array.isArray(value) || typeof value !== 'object' ? value : [value] }))
      case 'order':
        return post(
          path,
          json({ facts: { order: Array.isArray(value) || typeof value !== 'object' ? value : [], account } }),
        )
      case 'id':
        return post(path, json({ facts: { order: { ...order, id: value }, account } }))
      default:
        return post(path, json({ facts: { order, account: typeof value === 'object' ? [] : value } }))
    }
  })
const anyJson = fc.tuple(decisionPath, fc.jsonValue({ maxDepth: 6 })).map(([path, value]) => post(path, json(value)))
const hugeNumbers = fc
  .tuple(decisionPath, hugeNumber, fc.constantFrom('quantity', 'remains', 'charge'))
  .map(([path, number, name]) =>
    post(
      path,
      Buffer.from(`{"facts":{"order":{"id":"o-1","status":"partial","${name}":${number}},"account":{"id":"a-1"}}}`),
    ),
  )
const deepNesting = fc
  .tuple(decisionPath, fc.integer({ min: 33, max: 60_000 }), fc.constantFrom('[', '{"a":', '[{"a":'))
  .map(([path, depth, open]) => post(path, Buffer.from(`{"facts":${open.repeat(depth)}`)))
const inheritedNames = fc
  .tuple(decisionPath, inheritedName, fc.constantFrom('top', 'facts', 'order'), fc.jsonValue())
  .map(([path, name, place, value]) => {
    const member = `${JSON.stringify(name)}:${JSON.stringify(value)}`
    const order = `"order":{"id":"o-1","status":"pending"${place === 'order' ? `,${member}` : ''}}`
    const facts = `"facts":{${order},"account":{"id":"a-1"}${place === 'facts' ? `,${member}` : ''}}`
    return post(path, Buffer.from(`{${facts}${place === 'top' ? `,${member}` : ''}}`))
  })
const notUtf8 = fc
  .tuple(decisionPath, fc.uint8Array({ minLength: 0, maxLength: 40 }))
  .map(([path, bytes]) =>
    post(path, Buffer.concat([Buffer.from('{"facts":"'), bytes, Buffer.from([0xff, 0x22, 0x7d])])),
  )
const cutText = fc
  .tuple(decisionPath, fc.nat({ max: json(valid).length - 1 }))
  .map(([path, length]) => post(path, json(valid).subarray(0, length)))
const wrongMediaTypes = fc
  .tuple(
    decisionPath,
    fc.oneof(
      visible,
      fc.constantFrom('text/html', 'application/json;charset=utf-7', 'multipart/form-data', 'application/jsonp'),
    ),
  )
  .map(([path, type]) => post(path, json(valid), { 'Content-Type': type.replaceAll(/[;]/gu, '_') }))
const wrongKeys = fc
  .oneof(
    fc.constantFrom('', '""', '"', 'a b', '"a', 'ä', '\u0007', '"a\\x"', 'a\tb'),
    visible.map((text) => `"${text}`),
    fc.nat({ max: 9000 }).map((length) => 'k'.repeat(256 + length)),
  )
  .filter((key) => !/^"(?:[!#-[\]-~]|\\["\\])+"$/u.test(key))
  .map((key) => post('/v1/decisions', json(valid), { 'Idempotency-Key': key }))
const absurdHeaders = fc
  .tuple(fc.constantFrom('X-Long', 'Accept', 'Cookie'), fc.integer({ min: 16_400, max: 60_000 }))
  .map(([name, length]) => get('/v1/decisions', { [name]: 'x'.repeat(length) }))
const queryText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => encodeURIComponent(text))
const wrongQueries = fc.oneof(
  queryText.map((text) => `cursor=${text}`),
  fc.tuple(visible, visible).map(([name, value]) => `x-${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  fc
    .oneof(fc.integer({ min: 201 }), fc.integer({ max: 0 }), fc.double({ min: 0.1, max: 0.9 }))
    .map((limit) => `limit=${limit}`),
  queryText.map((text) => `from=${text}`),
  fc.constantFrom(
    'cursor=%',
    'rule=%ff',
    'limit=1&limit=1',
    '__proto__=1',
    'constructor[a]=1',
    'outcome[]=deny',
    'order=',
  ),
  fc.nat({ max: 3000 }).map((length) => `order=${'x'.repeat(201 + length)}`),
)
const wrongTargets = fc.oneof(
  wrongQueries.map((query) => get(`/v1/decisions?${query}`)),
  queryText.map((text) => get(`/v1/decisions/${text}`)),
  queryText.map((text) => get(`/v1/policies/no_${text}`)),
  queryText.map((text) => get(`/v1/policies/smm-panel/versions/x${text}`)),
  queryText.map((text) => ({ ...get(`/v1/keys/${text}`), method: 'DELETE' })),
  fc
    .constantFrom('/%', '/v1/policies/%c0%ae', '/v1/../etc/passwd', '//', '/v1/decisions/%00', '*', 'http://[')
    .map((path) => get(path)),
)
const wrongMethods = fc.constantFrom('PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'BREW').map((method) => ({
  ...post('/v1/decisions', json(valid)),
  method,
}))
const wrongPreconditions = fc
  .tuple(fc.constantFrom('If-Match', 'If-None-Match'), visible)
  .filter(([name, value]) => !(name === 'If-None-Match' && value === '*'))
  .map(([name, value]) =>
    post('/v1/policies/smm-panel/versions', Buffer.from('name: smm-panel'), {
      'Content-Type': 'text/yaml',
      [name]: value,
    }),
  )
const wrongKeysToMake = fc
  .tuple(notText, fc.array(visible, { maxLength: 3 }))
  .map(([name, roles]) => post('/v1/keys', json({ name, roles })))

const malformed: fc.Arbitrary<Malformed> = fc.oneof(
  wrongTypes,
  anyJson,
  hugeNumbers,
  deepNesting,
  inheritedNames,
  notUtf8,
  cutText,
  wrongMediaTypes,
  wrongKeys,
  absurdHeaders,
  wrongTargets,
  wrongMethods,
  wrongPreconditions,
  wrongKeysToMake,
)

const runs = runsOf(1_000)

it(`${runs} malformed requests are answered with a 4xx problem, and nothing is stored`, async () => {
  // Its first use is stored.
  await running.send('GET', '/v1/keys')
  const before = await contents()
  await fc.assert(
    fc.asyncProperty(malformed, async (request) => {
      const answer = await exchange(request)
      const [head = '', ...rest] = answer.split('\r\n\r\n')
      const [statusLine = '', ...lines] = head.split('\r\n')
      const headers = new Headers(lines.map((line) => line.split(/: (.*)/su).slice(0, 2) as [string, string]))
      const status = Number(statusLine.split(' ')[1])
      const text = rest.join('\r\n\r\n')
      expect([status >= 400 && status < 500, headers.get('content-type')]).toEqual([true, 'application/problem+json'])
      const problem: unknown = JSON.parse(text)
      expect(isProblem(problem)).toBe(true)
      // Node itself refuses some heads before any operation is known.
      const refusedByServer = text.includes('HTTP/1.1 request') || text.includes('head of the request')
      if (!refusedByServer) checkResponse(request.method, request.path, { status, headers, text, json: problem })
    }),
    { numRuns: runs },
  )
  expect(await contents()).toEqual(before)
  expect((await running.send('GET', '/readyz')).status).toBe(200)
})

async function contents(): Promise<unknown> {
  const { storage, access, policies } = running.service
  return {
    accounts: await storage.accounts(null, 10),
    decisions: await storage.decisions({}, 10, null),
    keys: await access.keys(),
    policies: await policies.list(),
    audit: await storage.auditEntries(0, 100),
  }
}
