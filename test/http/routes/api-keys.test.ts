import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type RunningService, startService } from '../running-service.ts'

let running: RunningService
beforeAll(async () => {
  running = await startService()
})
afterAll(() => running.close())

it('makes a key whose secret is shown once and works', async () => {
  const { status, json } = await running.send('POST', '/v1/keys', {
    json: { name: 'panel', roles: ['decide', 'read'] },
  })
  const { secret, ...key } = json as { secret: string }
  expect(status).toBe(201)
  expect(key).toMatchObject({ name: 'panel', roles: ['decide', 'read'], revoked_at: null })
  expect((await running.send('GET', '/v1/decisions', { key: secret })).status).toBe(200)
  const list = await running.send('GET', '/v1/keys')
  expect((list.json as { items: unknown[] }).items).toContainEqual({
    ...key,
    last_used_on: expect.any(String),
  })
  expect(list.text).not.toContain(secret)
  expect(list.text).not.toContain('sha256')
})

it.each([
  [{ name: 'x' }],
  [{ name: 'x', roles: [] }],
  [{ name: 'x', roles: ['root'] }],
  [{ name: 'x', roles: ['read', 'read'] }],
  [{ name: '', roles: ['read'] }],
  [{ name: ' a', roles: ['read'] }],
  [{ name: 'x', roles: ['read'], secret: 'mine' }],
  [{ name: 'system', roles: ['read'] }],
  [['x']],
  ['x'],
  [null],
])('the body %j is a 400', async (json) => {
  expect((await running.send('POST', '/v1/keys', { json })).problem).toBe('invalid_request')
})

it('keeps the levels up to which a key reviews', async () => {
  const json = { name: 'reviewer', roles: ['review'], review_levels: { 'smm-panel': 'manager', '*': 'support' } }
  const made = await running.send('POST', '/v1/keys', { json })
  expect(made.json).toMatchObject(json)
  const list = await running.send('GET', '/v1/keys')
  expect((list.json as { items: unknown[] }).items).toContainEqual(expect.objectContaining(json))
})

it.each([
  ['without the role review', ['read'], { '*': 'manager' }],
  ['of a policy that has no such name', ['review'], { 'Smm Panel': 'manager' }],
  ['that are empty', ['review'], { '*': '' }],
  ['with blanks around them', ['review'], { '*': ' manager' }],
  ['that are no text', ['review'], { '*': 1 }],
])('review levels %s are a 400', async (_name, roles, review_levels) => {
  const { problem } = await running.send('POST', '/v1/keys', { json: { name: 'wrong', roles, review_levels } })
  expect(problem).toBe('invalid_request')
})

it('a name in use is a 400', async () => {
  const json = { name: 'twice', roles: ['read'] }
  expect((await running.send('POST', '/v1/keys', { json })).status).toBe(201)
  expect((await running.send('POST', '/v1/keys', { json })).problem).toBe('invalid_request')
})

it('revoking an unknown or revoked key is a 404, the key of the request itself a 400', async () => {
  const { json } = await running.send('POST', '/v1/keys', { json: { name: 'gone', roles: ['read'] } })
  const path = `/v1/keys/${(json as { id: string }).id}`
  expect((await running.send('DELETE', path)).status).toBe(204)
  expect((await running.send('DELETE', path)).problem).toBe('api_key_not_found')
  expect((await running.send('DELETE', '/v1/keys/nothing')).problem).toBe('api_key_not_found')
  const own = (await running.service.access.authenticate(running.adminKey))?.id ?? ''
  expect((await running.send('DELETE', `/v1/keys/${own}`)).problem).toBe('invalid_request')
})

it('an expired key opens nothing; a time that is over is a 400', async () => {
  const soon = new Date(Date.now() + 400).toISOString()
  const made = await running.send('POST', '/v1/keys', { json: { name: 'short', roles: ['read'], expires_at: soon } })
  const { secret, expires_at } = made.json as { secret: string; expires_at: string }
  expect([made.status, expires_at]).toEqual([201, soon])
  await sleep(450)
  const refused = await running.send('GET', '/v1/decisions', { key: secret })
  expect([refused.status, refused.json]).toMatchObject([401, { detail: 'The API key is unknown, revoked or expired.' }])
  const late = { name: 'late', roles: ['read'], expires_at: soon }
  expect((await running.send('POST', '/v1/keys', { json: late })).problem).toBe('invalid_request')
})

it('a rotated key opens on beside its successor, and is not rotated twice', async () => {
  const { json } = await running.send('POST', '/v1/keys', { json: { name: 'turns', roles: ['read'] } })
  const old = json as { id: string; secret: string }
  const rotate = () => running.send('POST', `/v1/keys/${old.id}/rotate`, { json: { overlap_seconds: 600 } })
  const rotated = await rotate()
  const next = rotated.json as { id: string; secret: string }
  expect([rotated.status, next]).toMatchObject([201, { name: 'turns', roles: ['read'], replaces: old.id }])
  for (const key of [old.secret, next.secret])
    expect((await running.send('GET', '/v1/decisions', { key })).status).toBe(200)
  expect((await rotate()).problem).toBe('invalid_request')
  expect((await running.send('POST', '/v1/keys/nothing/rotate', { json: {} })).problem).toBe('api_key_not_found')
  const audit = await running.send('GET', '/v1/audit?limit=1')
  expect(audit.json).toMatchObject({
    items: [
      { kind: 'api_key_rotated', details: { key_id: old.id, replaced_by: next.id, expires_at: expect.any(String) } },
    ],
  })
})
