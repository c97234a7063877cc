import { describe, expect, it } from '@jest/globals'
import type { ApiKeyStore } from '../../src/access/api-key-store.ts'
import { createAccess } from '../../src/access/create-access.ts'
import { keyDigest } from '../../src/access/key-digest.ts'
import type { KeyAudit } from '../../src/access/make-key.ts'
import type { Role } from '../../src/access/role.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { createMemoryApiKeyStore } from '../../src/storage/memory/memory-api-keys.ts'

type Act = Parameters<KeyAudit['record']>[0]

function accessOn(store: ApiKeyStore, acts: Act[] = [], now: () => number = () => 0) {
  const audit: KeyAudit = {
    record: async (act) => acts.push(act),
    loggedKeys: async () => ({ keys: new Map(), expiries: new Map(), revoked: new Map() }),
  }
  return createAccess({ store, audit, clock: { now }, newId: newTimeOrderedId })
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
        details: {
          key_id: key.id,
          name: 'backend',
          roles: ['decide'],
          review_levels: {},
          expires_at: null,
          replaces: null,
          key_sha256: keyDigest(key),
        },
      },
      {
        kind: 'api_key_revoked',
        author: 'boss',
        details: { key_id: key.id, revoked_at: (await access.keys())[0]?.revoked_at },
      },
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

  it.each([['Backend'], ['ＢＡＣＫＥＮＤ'], ['bac\u212Aend']])(
    'are not called %j beside one that looks so',
    async (name) => {
      const access = accessOn(createMemoryApiKeyStore())
      await access.createKey(decider)
      await expect(access.createKey({ ...decider, name })).rejects.toMatchObject({ code: 'invalid_request' })
    },
  )

  it('open nothing from their expiry on, and then give their name free', async () => {
    let now = 0
    const access = accessOn(createMemoryApiKeyStore(), [], () => now)
    const { secret } = await access.createKey({ ...decider, expiresAt: '1970-01-02T01:00:00+01:00' })
    now = 86_399_999
    expect(await access.authenticate(secret)).toMatchObject({ expires_at: '1970-01-02T00:00:00.000Z' })
    now = 86_400_000
    expect(await access.authenticate(secret)).toBeNull()
    await access.createKey(decider)
    for (const expiresAt of ['1970-01-02T00:00:00Z', 'tomorrow']) {
      const late = access.createKey({ ...decider, name: 'late', expiresAt })
      await expect(late).rejects.toMatchObject({ code: 'invalid_request' })
    }
  })

  it('remember the day of their last use, written once a day', async () => {
    let now = Date.parse('2026-03-01T10:00:00Z')
    const memory = createMemoryApiKeyStore()
    const written: string[] = []
    const noteApiKeyUse: ApiKeyStore['noteApiKeyUse'] = async (id, day) => {
      written.push(day)
      await memory.noteApiKeyUse(id, day)
    }
    const access = accessOn({ ...memory, noteApiKeyUse }, [], () => now)
    const { secret } = await access.createKey(decider)
    expect([access.usedToday(secret), (await access.keys())[0]?.last_used_on]).toEqual([false, null])
    for (const hours of [0, 1, 24, 25]) {
      now = Date.parse('2026-03-01T10:00:00Z') + hours * 3_600_000
      await access.authenticate(secret)
    }
    expect(written).toEqual(['2026-03-01', '2026-03-02'])
    expect([access.usedToday(secret), (await access.keys())[0]?.last_used_on]).toEqual([true, '2026-03-02'])
  })

  it.each([
    [''],
    [' x'],
    ['a\nb'],
    ['x'.repeat(101)],
    ['system'],
    ['Command-Line'],
    ['\ud800'],
    ['a\u200Bb'],
    ['a\u00ADb'],
    ['ｓｙｓｔｅｍ'],
    ['Anyone'],
  ])('are not called %j', async (name) => {
    await expect(accessOn(createMemoryApiKeyStore()).createKey({ ...decider, name })).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })

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

describe('a key that is rotated', () => {
  it('opens on until the overlap ends, beside its successor of the same name and roles', async () => {
    let now = 0
    const acts: Act[] = []
    const access = accessOn(createMemoryApiKeyStore(), acts, () => now)
    const { key, secret } = await access.createKey(decider)
    const rotated = await access.rotateKey({ id: key.id, author: 'admin', overlapSeconds: 60 })
    expect(rotated.key).toMatchObject({ name: 'backend', roles: ['decide'], replaces: key.id, expires_at: null })
    now = 59_999
    for (const each of [secret, rotated.secret]) expect(await access.authenticate(each)).not.toBeNull()
    now = 60_000
    expect(await access.authenticate(secret)).toBeNull()
    expect(await access.authenticate(rotated.secret)).not.toBeNull()
    expect(acts.at(-1)).toEqual({
      kind: 'api_key_rotated',
      author: 'admin',
      details: { key_id: key.id, expires_at: '1970-01-01T00:01:00.000Z', replaced_by: rotated.key.id },
    })
  })

  it('has one successor, also where two are asked for at once', async () => {
    const store = createMemoryApiKeyStore()
    const access = accessOn(store)
    const { key } = await access.createKey(decider)
    const rotation = { id: key.id, author: 'admin', overlapSeconds: 60 }
    await Promise.allSettled([accessOn(store).rotateKey(rotation), accessOn(store).rotateKey(rotation)])
    const successors = (await access.keys()).filter(
      ({ replaces, revoked_at }) => replaces !== null && revoked_at === null,
    )
    expect(successors.length).toBeLessThanOrEqual(1)
    if (successors.length === 0) await access.rotateKey(rotation)
    await expect(access.rotateKey(rotation)).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('lives as long as the one before was to, never longer by an overlap; the setting’s is not rotated', async () => {
    let now = 0
    const access = accessOn(createMemoryApiKeyStore(), [], () => now)
    const { key } = await access.createKey({ ...decider, expiresAt: '1970-01-01T01:00:00Z' })
    now = 1_800_000
    const { key: next } = await access.rotateKey({ id: key.id, author: 'admin', overlapSeconds: 86_400 })
    expect(next.expires_at).toBe('1970-01-01T01:30:00.000Z')
    expect((await access.keys())[0]?.expires_at).toBe('1970-01-01T01:00:00.000Z')
    const rotation = { author: 'admin', overlapSeconds: 0 }
    await expect(access.rotateKey({ ...rotation, id: 'x' })).rejects.toMatchObject({ code: 'api_key_not_found' })
    const given = await access.ensureAdminKey('g'.repeat(32))
    const refused = access.rotateKey({ ...rotation, id: given?.key.id ?? '' })
    await expect(refused).rejects.toMatchObject({ code: 'invalid_request' })
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

  it('that was given and revoked keeps the service from starting with it', async () => {
    const access = accessOn(createMemoryApiKeyStore())
    const created = await access.ensureAdminKey(given)
    await access.revokeKey({ id: created?.key.id ?? '', author: 'admin' })
    await expect(access.ensureAdminKey(given)).rejects.toMatchObject({
      code: 'invalid_configuration',
      detail: expect.stringContaining('which was revoked at 1970-01-01T00:00:00.000Z'),
    })
    expect(await access.authenticate(given)).toBeNull()
  })

  it('that is given may not be the secret of a key that administers nothing', async () => {
    const access = accessOn(createMemoryApiKeyStore())
    const { secret } = await access.createKey(decider)
    await expect(access.ensureAdminKey(secret)).rejects.toMatchObject({ code: 'invalid_configuration' })
  })

  it('is revoked once another is given, and no other key with it', async () => {
    const acts: Act[] = []
    let now = 0
    const access = accessOn(createMemoryApiKeyStore(), acts, () => now++)
    const first = await access.ensureAdminKey(null)
    const { secret } = await access.createKey(decider)
    const old = await access.ensureAdminKey(given)
    await access.ensureAdminKey('h'.repeat(32))
    expect(await access.authenticate(given)).toBeNull()
    for (const other of [first?.secret, secret, 'h'.repeat(32)])
      expect(await access.authenticate(other ?? '')).not.toBeNull()
    expect(acts.at(-1)).toMatchObject({ kind: 'api_key_revoked', author: 'system', details: { key_id: old?.key.id } })
    await expect(access.ensureAdminKey(given)).rejects.toMatchObject({ code: 'invalid_configuration' })
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
