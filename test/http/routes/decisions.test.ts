import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type RunningService, startService } from '../running-service.ts'

let running: RunningService
beforeAll(async () => {
  running = await startService()
})
afterAll(() => running.close())

let orders = 0
function facts(order: Record<string, unknown> = {}, account = 'a-1'): { readonly facts: Record<string, unknown> } {
  orders += 1
  const partial = {
    id: `o-${orders}`,
    status: 'partial',
    quantity: 1000,
    remains: 157,
    charge: '0.27819',
    currency: 'USD',
  }
  return { facts: { order: { ...partial, ...order }, claim: { reason: 'undelivered' }, account: { id: account } } }
}

type Json = Record<string, unknown>

describe('POST /v1/decisions', () => {
  it('answers 201 with the decision and where it can be read', async () => {
    const { status, headers, json } = await running.send('POST', '/v1/decisions', { json: facts() })
    const decision = json as Json
    expect(status).toBe(201)
    expect(decision).toMatchObject({
      outcome: 'approve',
      refund: { amount: '0.04368', currency: 'USD' },
      rule: expect.any(String),
    })
    expect(headers.get('location')).toBe(`/v1/decisions/${String(decision['id'])}`)
    expect((await running.send('GET', headers.get('location') ?? '')).json).toEqual(decision)
  })

  it('names where the clause stands as the version that decided has it', async () => {
    const { json } = await running.send('POST', '/v1/decisions', { json: facts({ status: 'completed', remains: 0 }) })
    const { outcome, clause } = json as { readonly outcome: string; readonly clause: { readonly url: string } }
    expect([outcome, clause.url]).toEqual(['deny', '/policy/smm-panel/versions/1#clause-3.a'])
    const [path = '', anchor] = clause.url.split('#')
    expect((await running.send('GET', path, { key: null })).text).toContain(`<section id="${anchor}"`)
  })

  it('decides by the default policy where the request names none, by the named one otherwise', async () => {
    const unnamed = await running.send('POST', '/v1/decisions', { json: facts() })
    const named = await running.send('POST', '/v1/decisions', { json: { policy: 'smm-panel', ...facts() } })
    expect((unnamed.json as Json)['policy']).toEqual((named.json as Json)['policy'])
    expect((await running.send('POST', '/v1/decisions', { json: { policy: 'other', ...facts() } })).problem).toBe(
      'policy_not_found',
    )
  })

  it.each([
    ['bare', 'k-1', '"k-1"'],
    ['with quotes inside', '"a\\"b\\\\c"', '"a\\"b\\\\c"'],
  ])('the same idempotency key, %s, is answered with the stored decision', async (_name, first, second) => {
    const json = facts({}, `idempotent-${_name}`)
    const made = await running.send('POST', '/v1/decisions', { json, headers: { 'Idempotency-Key': first } })
    const again = await running.send('POST', '/v1/decisions', { json, headers: { 'Idempotency-Key': second } })
    expect([made.status, made.headers.get('idempotency-replayed')]).toEqual([201, null])
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
    expect(again.json).toEqual(made.json)
    expect(again.headers.get('location')).toBe(made.headers.get('location'))
  })

  it('the same idempotency key with another body is a 422', async () => {
    const headers = { 'Idempotency-Key': 'k-2' }
    await running.send('POST', '/v1/decisions', { json: facts(), headers })
    const { status, problem } = await running.send('POST', '/v1/decisions', { json: facts(), headers })
    expect([status, problem]).toEqual([422, 'idempotency_key_reused'])
  })

  it.each([
    ['empty quotes', '""'],
    ['a blank', 'a b'],
    ['an open quote', '"abc'],
    ['256 characters', 'x'.repeat(256)],
    ['two', 'a, b'],
  ])('an idempotency key with %s is a 400 that names the header', async (_name, key) => {
    const { json } = await running.send('POST', '/v1/decisions', { json: facts(), headers: { 'Idempotency-Key': key } })
    expect(json).toMatchObject({ code: 'invalid_request', errors: [{ header: 'Idempotency-Key' }] })
  })

  it('facts that the policy does not declare are a 422 that names each', async () => {
    const { json, status } = await running.send('POST', '/v1/decisions', {
      json: facts({ status: 'Partial', colour: 'red' }),
    })
    expect(status).toBe(422)
    expect(json).toMatchObject({
      code: 'invalid_facts',
      errors: expect.arrayContaining([expect.objectContaining({ fact: 'order.status' })]),
    })
  })

  it('an order of another account is a 409', async () => {
    await running.send('POST', '/v1/decisions', { json: facts({ id: 'o-taken' }, 'a-1') })
    const { problem, status } = await running.send('POST', '/v1/decisions', { json: facts({ id: 'o-taken' }, 'a-2') })
    expect([status, problem]).toEqual([409, 'order_conflict'])
  })
})

describe('POST /v1/decisions/preview', () => {
  it('answers what would be decided and stores nothing', async () => {
    const { status, json } = await running.send('POST', '/v1/decisions/preview', { json: facts({}, 'a-preview') })
    expect(status).toBe(200)
    expect(json).toMatchObject({ outcome: 'approve', refund: { amount: '0.04368' } })
    expect(json).not.toHaveProperty('id')
    expect((await running.send('GET', '/v1/decisions?account=a-preview')).json).toEqual({
      items: [],
      next_cursor: null,
    })
  })
})

describe('GET /v1/decisions/{id}', () => {
  it('adds facts, trace and entry only where they are asked for', async () => {
    const { headers } = await running.send('POST', '/v1/decisions', { json: facts() })
    const path = headers.get('location') ?? ''
    const read = async (query: string) => Object.keys((await running.send('GET', path + query)).json as Json)
    expect(await read('')).not.toEqual(expect.arrayContaining(['facts']))
    expect(await read('?include=facts')).toContain('facts')
    expect(await read('?include=facts')).not.toContain('trace')
    expect(await read('?include=trace')).toContain('trace')
    expect(await read('?include=facts,trace')).not.toContain('entry')
    for (const query of ['?include=facts,trace', '?include=facts&include=trace']) {
      expect(await read(query)).toEqual(expect.arrayContaining(['facts', 'trace']))
    }
  })

  it('tells which entry of the account it is, chained to the one before', async () => {
    const entryOf = async (order: string): Promise<unknown> => {
      const asked = { json: facts({ id: order }, 'a-chained') }
      const { headers } = await running.send('POST', '/v1/decisions', asked)
      return ((await running.send('GET', `${headers.get('location') ?? ''}?include=entry`)).json as Json)['entry']
    }
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/u)
    const first = await entryOf('o-chain-1')
    expect(first).toEqual({ sequence: 1, hash, previous_hash: null })
    expect(await entryOf('o-chain-2')).toEqual({ sequence: 2, hash, previous_hash: (first as Json)['hash'] })
  })

  it.each(['?include=', '?include=facts,facts', '?include=secrets', '?include=facts&include=facts', '?facts=1'])(
    'the query %s is a 400',
    async (query) => {
      const { status } = await running.send('GET', `/v1/decisions/019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e${query}`)
      expect(status).toBe(400)
    },
  )

  it('an unknown id is a 404, one that is no UUID a 400', async () => {
    expect((await running.send('GET', '/v1/decisions/019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e')).problem).toBe(
      'decision_not_found',
    )
    expect((await running.send('GET', '/v1/decisions/17')).problem).toBe('invalid_request')
  })
})

describe('GET /v1/decisions', () => {
  const account = 'a-list'
  beforeAll(async () => {
    for (const status of ['partial', 'completed', 'partial']) {
      await running.send('POST', '/v1/decisions', { json: facts({ status }, account) })
    }
  })
  const find = async (query: string) => {
    const { json } = await running.send('GET', `/v1/decisions?account=${account}${query}`)
    return json as { readonly items: readonly Json[]; readonly next_cursor: string | null }
  }

  it('gives pages, newest first, without a gap', async () => {
    const whole = await find('')
    const first = await find('&limit=2')
    const second = await find(`&limit=2&cursor=${encodeURIComponent(first.next_cursor ?? '')}`)
    const ids = whole.items.map(({ id }) => String(id))
    expect(ids).toEqual(ids.toSorted((left, right) => (left < right ? 1 : -1)))
    expect([...first.items, ...second.items]).toEqual(whole.items)
    expect([whole.items.length, whole.next_cursor, second.next_cursor]).toEqual([3, null, null])
  })

  it.each([
    ['outcome=approve', 2],
    ['outcome=deny', 1],
    ['outcome=no_such_word', 0],
    ['clause=2.b', 2],
    ['policy=smm-panel&policy_version=1', 3],
    ['policy_version=2', 0],
    ['policy=hosting', 0],
    ['from=2020-01-01T00:00:00%2B02:00', 3],
    ['to=2020-01-01T00:00:00Z', 0],
    ['order=nobody', 0],
    ['part=parcel-1', 0],
    ['rule=no-such-rule', 0],
  ])('filters by %s', async (query, count) => {
    expect((await find(`&${query}`)).items.length).toBe(count)
  })

  it.each([
    'limit=0',
    'limit=201',
    'limit=ten',
    'limit=1e1',
    'outcome=2.b',
    'outcome=',
    'outcome=approve&outcome=deny',
    'order=o-1&order_id=o-1',
    'from=yesterday',
    'to=2026-02-30T00:00:00Z',
    'policy_version=0',
    'cursor=nonsense',
    'color=red',
    'limit=1&limit=2',
    'rule=%',
    'rule=%ff',
    'rule=',
  ])('the query %s is a 400 that names the parameter', async (query) => {
    const { status, problem, json } = await running.send('GET', `/v1/decisions?${query}`)
    expect([status, problem]).toEqual([400, 'invalid_request'])
    expect(JSON.stringify(json)).toContain(query.split('=')[0])
  })
})
