import { describe, expect, it } from '@jest/globals'
import type { ApiKey } from '../../src/access/api-key-store.ts'
import { createAccess } from '../../src/access/create-access.ts'
import type { KeyAudit } from '../../src/access/make-key.ts'
import { openToken, sealSession } from '../../src/access/session.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { createMemoryApiKeyStore } from '../../src/storage/memory/memory-api-keys.ts'

const store = createMemoryApiKeyStore()
const audit: KeyAudit = {
  record: async () => {},
  loggedKeys: async () => ({ keys: new Map(), expiries: new Map(), revoked: new Map() }),
}
const process = () => createAccess({ store, audit, clock: { now: () => 0 }, newId: newTimeOrderedId })

describe('the token of a session', () => {
  it('is read by a process that did not give it, after a restart too', async () => {
    const access = process()
    const { key, secret } = await access.createKey({ name: 'a', roles: ['read'], author: 'test' })
    const { token } = access.openSession(key, secret)
    const other = process()
    expect(other.knowsSession(token)).toBe(false)
    expect(await other.readSession(token)).toEqual({ secret, expiresAt: '1970-01-01T12:00:00.000Z' })
    expect(other.knowsSession(token)).toBe(true)
  })

  it('does not show the secret, and is another one each time', async () => {
    const access = process()
    const { key, secret } = await access.createKey({ name: 'b', roles: ['read'], author: 'test' })
    const tokens = [1, 2].map(() => access.openSession(key, secret).token)
    expect(tokens[0]).not.toBe(tokens[1])
    const bytes = Buffer.from(tokens[0]?.split('.')[1] ?? '', 'base64url').toString('latin1')
    expect(bytes).not.toContain(secret.slice(4, 12))
  })

  it('cannot be made by who has the store alone: without the secret it opens nothing', async () => {
    const { key } = await process().createKey({ name: 'c', roles: ['admin'], author: 'test' })
    const forged = sealSession(key, { secret: 'guessed', expiresAt: '2999-01-01T00:00:00.000Z' })
    expect(await process().readSession(forged)).toBeNull()
  })

  it('ends no later than its key', async () => {
    const access = process()
    const expiresAt = '1970-01-01T01:00:00.000Z'
    const { key, secret } = await access.createKey({ name: 'd', roles: ['read'], author: 'test', expiresAt })
    expect(access.openSession(key, secret).expiresAt).toBe(expiresAt)
  })

  it('belongs to its key: under the id of another it is none', async () => {
    const access = process()
    const made = await access.createKey({ name: 'e', roles: ['read'], author: 'test' })
    const { token } = access.openSession(made.key, made.secret)
    const other: ApiKey = { ...made.key, id: newTimeOrderedId(0) }
    expect(openToken(token.replace(made.key.id, other.id), made.key.secret_sha256, 0)).toBeNull()
  })
})
