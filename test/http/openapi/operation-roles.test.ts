import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Role, roles } from '../../../src/access/role.ts'
import { httpMethods } from '../../../src/http/openapi/document.ts'
import { openApiDocument } from '../../../src/http/openapi/open-api-document.ts'
import { rolesOf } from '../../../src/http/openapi/operation-roles.ts'
import { type RunningService, startService } from '../running-service.ts'

const operations = Object.entries(openApiDocument('0.0.0').paths).flatMap(([path, methods]) =>
  httpMethods.flatMap((method) => {
    const operation = methods[method]
    return operation === undefined ? [] : [{ operation, method: method.toUpperCase(), path }]
  }),
)
const secured = operations.filter(({ operation }) => rolesOf(operation.operationId) !== 'public')
const open = operations.filter(({ operation }) => rolesOf(operation.operationId) === 'public')

const values: Readonly<Record<string, string>> = {
  name: 'no-such-policy',
  version: '1',
  id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e',
  decision_id: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e',
  code: 'unknown_key',
}
const pathOf = (template: string) => template.replaceAll(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? '')

describe('roles over HTTP', () => {
  let running: RunningService
  const keys = new Map<Role, string>()

  beforeAll(async () => {
    running = await startService()
    for (const role of roles) keys.set(role, await running.keyOf(`only-${role}`, [role]))
  })
  afterAll(() => running.close())

  it.each(
    secured.flatMap(({ operation, method, path }) =>
      roles.map(
        (role) => [operation.operationId, role, rolesOf(operation.operationId).includes(role), method, path] as const,
      ),
    ),
  )('%s with a key of role %s only: allowed is %s', async (_id, role, allowed, method, path) => {
    const { status, problem } = await running.send(method, pathOf(path), { key: keys.get(role) ?? '' })
    expect(problem === 'forbidden').toBe(!allowed)
    expect(status === 403).toBe(!allowed)
    expect(status).not.toBe(401)
  })

  it.each(secured.map(({ operation, method, path }) => [operation.operationId, method, path] as const))(
    '%s without a key is a 401 that asks for a bearer token',
    async (_id, method, path) => {
      const { status, headers, problem } = await running.send(method, pathOf(path), { key: null })
      expect([status, problem]).toEqual([401, 'unauthenticated'])
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/u)
    },
  )

  it.each(open.map(({ operation, method, path }) => [operation.operationId, method, path] as const))(
    '%s needs no key',
    async (_id, method, path) => {
      expect((await running.send(method, pathOf(path), { key: null })).status).toBe(path.includes('{name}') ? 404 : 200)
    },
  )

  it('a revoked key is refused from the next request on', async () => {
    const { key, secret } = await running.service.access.createKey({ name: 'leaving', roles: ['read'], author: 'test' })
    expect((await running.send('GET', '/v1/policies', { key: secret })).status).toBe(200)
    expect((await running.send('DELETE', `/v1/keys/${key.id}`)).status).toBe(204)
    expect((await running.send('GET', '/v1/policies', { key: secret })).problem).toBe('unauthenticated')
  })

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'Token abc',
    'Bearer one two',
    `Bearer ${'x'.repeat(300)}`,
    'Bearer \u00e4',
  ])('the Authorization header "%s" is a 401', async (authorization) => {
    const headers = { Authorization: authorization }
    expect((await running.send('GET', '/v1/policies', { key: null, headers })).status).toBe(401)
  })
})

it('the OpenAPI document says the roles of every operation', () => {
  const wrong = operations.filter(({ operation }) => {
    const expected = rolesOf(operation.operationId)
    return operation['x-required-role'].join() !== (expected === 'public' ? '' : expected.join())
  })
  expect(wrong).toEqual([])
})
