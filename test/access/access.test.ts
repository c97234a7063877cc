import { describe, expect, it } from '@jest/globals'
import type { ApiKeyStore } from '../../src/access/api-key-store.ts'
import { createAccess, type KeyAudit } from '../../src/access/create-access.ts'
import type { Role } from '../../src/access/role.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { createMemoryApiKeyStore } from '../../src/storage/memory/memory-api-keys.ts'

type Act = Parameters<KeyAudit['record']>[0]

function accessOn(store: ApiKeyStore, acts: Act[] = []) {
  const audit: KeyAudit = { record: async (act) => acts.push(act) }
  return createAccess({ store, audit, clock: { now: () => 0 }, newId: newTimeOrderedId })
}

const decider = { name: 'backend', roles: ['decide'], author: 'admin' } as const

describe('API keys', () => {
  it('have a secret that is shown once and never stored', async () => {
    const store = createMemoryApiKeyStore()
    const { key, secret } = await accessOn(store).createKey(decider)
    expect(secret).toMatch(/^rps_[A-Za-z0-9_-]{43}$/u)
    expect(JSON.stringify(await store.apiKeys())).not.toContain(secret)
    expect(key).toMatchObject({
      name: 'backend',
      roles: ['decide'],
      created_by: 'admin',
      created_at: '1970-01-01T00:00:00.000Z',
    })
  })

  it('are found by their secret alone', async () => {
    const access = accessOn(createMemoryApiKeyStore())
    const { key, secret } = await access.createKey(decider)
    expect(await access.authenticate(secret)).toEqual(key)
    expect(await access.authenticate(`${secret}x`)).toBeNull()
    expect(await access.authenticate(key.secret_sha256)).toBeNull()
    expect(await access.authenticate('')).toBeNull()
  })

  it('that are revoked open nothing any more, in any process', async () => {
    const store = createMemoryApiKeyStore()
    const access = accessOn(store)
    const { key, secret } = await access.createKey(decider)
    await access.revokeKey({ id: key.id, author: 'admin' })
    expect(await accessOn(store).authenticate(secret)).toBeNull()
    await expect(access.revokeKey({ id: key.id, author: 'admin' })).rejects.toMatchObject({ code: 'api_key_not_found' })
    await expect(access.revokeKey({ id: 'x', author: 'admin' })).rejects.toMatchObject({ code: 'api_key_not_found' })
    expect(await access.keys()).toEqual([{ ...key, revoked_at: '1970-01-01T00:00:00.000Z' }])
  })

  it('are made and revoked with an entry in the log, without the secret', async () => {
    const acts: Act[] = []
    const access = accessOn(createMemoryApiKeyStore(), acts)
    const { key, secret } = await access.createKey(decider)
    await access.revokeKey({ id: key.id, author: 'boss' })
    expect(acts).toEqual([
      {
        kind: 'api_key_created',
        author: 'admin',
        details: { key_id: key.id, name: 'backend', roles: ['decide'], review_levels: {} },
      },
      { kind: 'api_key_revoked', author: 'boss', details: { key_id: key.id } },
    ])
    expect(JSON.stringify(acts)).not.toContain(secret)
  })

  it('have a name of their own while they are in use', async () => {
    const access = accessOn(createMemoryApiKeyStore())
    const { key } = await access.createKey(decider)
    await expect(access.createKey(decider)).rejects.toMatchObject({ code: 'invalid_request' })
    await access.revokeKey({ id: key.id, author: 'admin' })
    await expect(access.createKey(decider)).resolves.toMatchObject({ key: { name: 'backend' } })
  })

  it('never share a name, although they are made at once', async () => {
    const store = createMemoryApiKeyStore()
    await Promise.allSettled([accessOn(store).createKey(decider), accessOn(store).createKey(decider)])
    const active = (await store.apiKeys()).filter((key) => key.revoked_at === null)
    expect(active.length).toBeLessThanOrEqual(1)
  })

  it.each([[''], [' x'], ['a\nb'], ['x'.repeat(101)], ['system'], ['Command-Line'], ['\ud800']])(
    'are not called %j',
    async (name) => {
      await expect(accessOn(createMemoryApiKeyStore()).createKey({ ...decider, name })).rejects.toMatchObject({
        code: 'invalid_request',
      })
    },
  )

  it('have at least one role, each once', async () => {
    const access = accessOn(createMemoryApiKeyStore())
    await expect(access.createKey({ ...decider, roles: [] })).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(access.createKey({ ...decider, roles: ['root' as Role] })).rejects.toMatchObject({
      code: 'invalid_request',
    })
    const { key } = await access.createKey({ ...decider, roles: ['publish', 'decide', 'publish'] })
    expect(key.roles).toEqual(['decide', 'publish'])
  })
})

describe('the administrator’s key', () => {
  const given = 'g'.repeat(32)

  it('is made on a store without keys, once', async () => {
    const store = createMemoryApiKeyStore()
    const created = await accessOn(store).ensureAdminKey(null)
    expect(created?.key).toMatchObject({ name: 'admin', roles: ['admin'], created_by: 'system' })
    expect(await accessOn(store).authenticate(created?.secret ?? '')).toEqual(created?.key)
    expect(await accessOn(store).ensureAdminKey(null)).toBeNull()
  })

  it('is made by one of several processes that start at once', async () => {
    const store = createMemoryApiKeyStore()
    const made = await Promise.all([1, 2, 3].map(async () => accessOn(store).ensureAdminKey(null)))
    expect(made.filter((created) => created !== null)).toHaveLength(1)
    expect(await store.apiKeys()).toHaveLength(1)
  })

  it('may be given, on a store with keys too, and is stored once', async () => {
    const store = createMemoryApiKeyStore()
    const access = accessOn(store)
    await access.ensureAdminKey(null)
    expect((await access.ensureAdminKey(given))?.key).toMatchObject({ name: 'admin-2', roles: ['admin'] })
    expect(await access.ensureAdminKey(given)).toBeNull()
    expect(await access.authenticate(given)).toMatchObject({ name: 'admin-2' })
  })

  it('that was given and revoked does not come back', async () => {
    const access = accessOn(createMemoryApiKeyStore())
    const created = await access.ensureAdminKey(given)
    await access.revokeKey({ id: created?.key.id ?? '', author: 'admin' })
    expect(await access.ensureAdminKey(given)).toBeNull()
    expect(await access.authenticate(given)).toBeNull()
  })

  it.each([['short'], ['x'.repeat(31)], ['x'.repeat(257)], [`${'x'.repeat(32)} y`], ['ü'.repeat(32)]])(
    'that is given has 32 characters or more and fits a header: %j',
    async (secret) => {
      await expect(accessOn(createMemoryApiKeyStore()).ensureAdminKey(secret)).rejects.toMatchObject({
        code: 'invalid_configuration',
      })
    },
  )
})
