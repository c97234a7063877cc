import type { Clock } from '../time/clock.ts'
import type { Access } from './access.ts'
import type { ApiKeyStore } from './api-key-store.ts'
import { keyOfToken, openToken, sealSession, sessionEnd } from './session.ts'

/** Sessions over the keys of a store. What is kept in memory of a key, the digest that its id stands for, never changes. */
export function createSessions({
  store,
  clock,
}: {
  readonly store: Pick<ApiKeyStore, 'apiKeys'>
  readonly clock: Clock
}): Pick<Access, 'openSession' | 'readSession' | 'knowsSession'> {
  const digests = new Map<string, string>()
  const digestOf = async (id: string): Promise<string | null> => {
    if (!digests.has(id)) for (const key of await store.apiKeys()) digests.set(key.id, key.secret_sha256)
    return digests.get(id) ?? null
  }
  return {
    openSession: (key, secret) => {
      digests.set(key.id, key.secret_sha256)
      const expiresAt = sessionEnd(key, clock.now())
      return { token: sealSession(key, { secret, expiresAt }), expiresAt }
    },
    readSession: async (token) => {
      const id = keyOfToken(token)
      const digest = id === null ? null : await digestOf(id)
      return digest === null ? null : openToken(token, digest, clock.now())
    },
    knowsSession: (token) => {
      const digest = digests.get(keyOfToken(token) ?? '')
      return digest !== undefined && openToken(token, digest, clock.now()) !== null
    },
  }
}
