import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type RunningService, startService } from './running-service.ts'

let running: RunningService
beforeAll(async () => {
  running = await startService()
})
afterAll(() => running.close())

type Fault = Readonly<Record<string, string>>

async function faultsOf(
  method: string,
  path: string,
  sent: Parameters<RunningService['send']>[2],
): Promise<readonly Fault[]> {
  const { json } = await running.send(method, path, sent)
  return (json as { readonly errors: readonly Fault[] }).errors
}

describe('a wrong request says where each fault is, what would be right, and what was probably meant', () => {
  it.each<[string, string, object, readonly object[]]>([
    [
      'a member that is not known',
      '/v1/decisions',
      { fact: {} },
      [
        { pointer: '/facts', message: 'is required' },
        { pointer: '/fact', message: 'is not known here: did you mean facts?; known are policy, facts, language' },
      ],
    ],
    [
      'a value that is none of a few',
      '/v1/keys',
      { name: 'x', roles: ['reed'] },
      [
        {
          pointer: '/roles/0',
          message: 'must be one of decide, read, review, edit, approve, publish, admin: did you mean read?',
        },
      ],
    ],
    [
      'a number and small letters',
      '/v1/accounts/a/debits',
      { amount: 5, currency: 'usd', reference: 'r' },
      [
        { pointer: '/amount', message: 'must be text: put it in quotes ("5")' },
        { pointer: '/currency', message: expect.stringContaining('did you mean USD?') },
      ],
    ],
    [
      'a name of blanks',
      '/v1/keys',
      { name: ' ', roles: ['read'] },
      [{ pointer: '/name', message: 'does not have the form that is asked for (Without a blank at either end)' }],
    ],
    [
      'a reason of blanks',
      '/v1/approvals/pause',
      { reason: '  ' },
      [{ pointer: '/reason', message: 'must not be blank' }],
    ],
    [
      'parameters beside a body',
      '/v1/decisions?polcy=x',
      { facts: 1 },
      [
        { parameter: 'polcy', message: 'is not known here: nothing is taken' },
        { pointer: '/facts', message: 'must be an object' },
      ],
    ],
  ])('%s', async (_what, path, json, faults) => {
    expect(await faultsOf('POST', path, { json })).toEqual(faults)
  })

  it('query parameters, and a version without quotes', async () => {
    expect(await faultsOf('GET', '/v1/decisions?acount=a&limit=1&limit=x', {})).toEqual([
      { parameter: 'limit', message: 'is given more than once' },
      {
        parameter: 'acount',
        message: expect.stringMatching(/^is not known here: did you mean account\?; known are order, /u),
      },
    ])
    const retiring = await faultsOf('POST', '/v1/policies/smm-panel/retire?reason=x', { headers: { 'If-Match': '3' } })
    expect(retiring).toEqual([{ header: 'If-Match', message: 'must stand in quotes: "3"' }])
    const weak = await faultsOf('POST', '/v1/policies/smm-panel/retire?reason=x', { headers: { 'If-Match': 'W/"3"' } })
    expect(weak).toEqual([
      { header: 'If-Match', message: 'does not have the form that is asked for (for example "3")' },
    ])
  })

  it.each([
    ['/v1/decisions?from=2026-01-31', 'from', 'must be a date and time with its offset, such as 2026-01-31T12:00:00Z'],
    ['/v1/decisions?account=', 'account', 'must not be empty'],
    ['/v1/decisions?limit=0', 'limit', 'must be at least 1'],
    ['/v1/events?wait=31', 'wait', 'must be at most 30'],
    ['/v1/decisions/o-1', 'id', 'must be an id such as 019cb2d0-5a00-7c3e-9f51-2f6f0e6d7a11'],
  ])('%s', async (path, parameter, message) => {
    expect(await faultsOf('GET', path, {})).toEqual([{ parameter, message }])
  })

  it('a value that has none of several forms: why not each', async () => {
    const json = { facts: {}, versions: ['1'] }
    expect(await faultsOf('POST', '/v1/decisions/compare', { json })).toEqual([
      { pointer: '/versions/0', message: 'must be a whole number' },
      { pointer: '/versions/0', message: 'must be one of active, at_purchase' },
    ])
  })

  it('facts: each once, by its name', async () => {
    const order = { id: 5, status: 'parital' }
    const facts = await faultsOf('POST', '/v1/decisions', {
      json: { facts: { 'order.remains': 1, order, account: {} } },
    })
    expect(facts.map(({ fact, message }) => [fact, message])).toEqual([
      ['order.id', 'order.id: 5 is not text: put it in quotes ("5")'],
      ['order.remains', 'order.remains is not declared: facts are nested objects, not dotted names'],
      ['order.status', 'order.status: "parital" is not one of its values (did you mean "partial"?)'],
      ['account.id', 'account.id is required and was not given'],
    ])
    expect(facts[1]?.['accepted']).toBe('{"order": {"remains": ...}}')
    const missing = await faultsOf('POST', '/v1/decisions', {
      json: { facts: { order: { id: '1' }, account: { id: 'a' } } },
    })
    expect(missing).toMatchObject([{ fact: 'order.status', accepted: expect.stringMatching(/^one of "pending", /u) }])
    const sum = { id: '1', status: 'partial', charge: '1.00', currency: 'usd' }
    const currency = await faultsOf('POST', '/v1/decisions', { json: { facts: { order: sum, account: { id: 'a' } } } })
    expect(currency).toMatchObject([
      { fact: 'order.currency', message: 'the currency usd is not known (did you mean "USD"?)' },
    ])
  })

  it.each(['/v1/decisions', '/v1/decisions/preview'])(
    'a member that is not known and wrong facts at once: %s',
    async (path) => {
      const body = { facts: { order: { id: 'o-1', statu: 'x' }, account: { id: 7 } }, polcy: 'smm-panel' }
      const { status, problem, json } = await running.send('POST', path, { json: body })
      expect([status, problem]).toEqual([400, 'invalid_request'])
      const { errors } = json as { readonly errors: readonly { readonly pointer: string }[] }
      expect(errors.map(({ pointer }) => pointer)).toEqual(['/polcy', '/facts/account/id', '/facts/order/statu'])
    },
  )

  it('a body that is too large, by how much it may be', async () => {
    const { status, json } = await running.send('POST', '/v1/decisions', { json: { facts: 'x'.repeat(262_144) } })
    expect([status, json]).toMatchObject([
      413,
      { detail: 'The body is larger than the 262144 bytes that this operation takes.' },
    ])
  })
})

it.each([
  ['GET /healthz HTTP/1.1\r\n\r\n', 400, 'The header Host is required.'],
  [
    'POST /healthz HTTP/1.1\r\nHost: x\r\nExpect: cake\r\n\r\n',
    400,
    'The header Expect may be nothing but 100-continue.',
  ],
  ['CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'This is no proxy: CONNECT is not answered here.'],
  [
    `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'The head of the request is larger than 16384 bytes.',
  ],
])('what the HTTP parser refuses is answered with a problem, too: %j', async (sent, status, detail) => {
  const socket = connect(Number(new URL(running.url).port), '127.0.0.1', () => socket.write(sent))
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*^content-type: application/problem\\+json`, 'imsu'))
  const code = status === 431 ? 'headers_too_large' : 'invalid_request'
  expect(JSON.parse(body)).toMatchObject({ code, status, detail })
})
