import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import type { components, paths } from './refund-policy.js'

/** The main calls through a client that openapi-typescript made of the document: types and answers have to fit. */
const [baseUrl = '', key = ''] = process.argv.slice(2)
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } })

type Decision = components['schemas']['Decision']

const facts = {
  order: { id: 'ts-1', status: 'partial', quantity: 1000, remains: 400, charge: '10.00', currency: 'USD' },
  account: { id: 'ts' },
}

async function decide(): Promise<Decision> {
  const { data, error } = await client.POST('/v1/decisions', { body: { facts } })
  assert.equal(error, undefined)
  assert.ok(data)
  return data
}

const placed = await client.PUT('/v1/orders/{id}', {
  params: { path: { id: 'ts-1' }, query: { policy: 'smm-panel' } },
  body: { facts: { order: { id: 'ts-1', charge: '10.00', currency: 'USD' }, account: { id: 'ts' } } },
})
assert.equal(placed.response.status, 201)
assert.equal(placed.data?.at_most, '10')

const decision = await decide()
assert.equal(decision.outcome, 'approve')
assert.equal(decision.refund?.amount, '4.00000')
assert.equal((await decide()).refund?.amount, '0.00000')

const explained = await client.GET('/v1/decisions/{id}', {
  params: { path: { id: decision.id }, query: { include: ['facts', 'trace'] } },
})
assert.equal(explained.data?.facts?.['order.status'], 'partial')
assert.equal(explained.data?.trace?.rules.at(-1)?.rule, decision.rule)
assert.equal(typeof explained.data?.policy.version, 'number')

const found = await client.GET('/v1/decisions', { params: { query: { order: 'ts-1', outcome: 'approve' } } })
assert.equal(found.data?.items.length, 2)

const elsewhere = await client.POST('/v1/orders/{id}/credits', {
  params: { path: { id: 'ts-1' } },
  body: { amount: '1.00', currency: 'USD', reference: 'panel-1' },
})
assert.equal(elsewhere.data?.credit.counts, '1.00')

const delivered = await client.POST('/v1/decisions/{id}/delivery', {
  params: { path: { id: decision.id } },
  body: { status: 'delivered', reference: 'tx-1' },
})
assert.equal(delivered.data?.kind, 'credit_delivered')

const dispute = await client.POST('/v1/disputes', {
  body: {
    account: 'ts',
    payment_reference: 'pay-1',
    amount: '10.00',
    currency: 'USD',
    opened_at: '2026-03-01T10:00:00Z',
  },
})
assert.equal(dispute.data?.status, 'open')

const events = await client.GET('/v1/events', {
  params: { query: { types: ['decision.approved', 'dispute.opened'], account: 'ts', wait: 10 } },
})
assert.equal(events.data?.items[0]?.type, 'decision.approved')

const unknown = await client.GET('/v1/decisions/{id}', {
  params: { path: { id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e' } },
})
assert.equal(unknown.error?.code, 'decision_not_found')
assert.equal(unknown.error.status, 404)

const misspelt = await client.POST('/v1/decisions', { body: { facts: { ...facts, ordr: {} } } })
assert.equal(misspelt.error?.code, 'invalid_facts')
assert.ok((misspelt.error.errors?.length ?? 0) > 0)

process.stdout.write('every call fits\n')
