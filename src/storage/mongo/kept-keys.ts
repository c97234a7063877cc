import type { ApiKey, ApiKeyStore } from '../../access/api-key-store.ts'

/** For how long a key that another process revokes may still open this one. Milliseconds. */
const keptMilliseconds = 1000

interface Kept {
  readonly key: ApiKey
  readonly readAt: number
}

/**
 * The store, but a key that is in use is read once a second and not for every request. The second begins
 * before the read, so a revocation counts within a second everywhere, and at once where it was made. An
 * unknown or revoked key is always looked up. `now` gives milliseconds that never run back.
 */
export function keepKeys(store: ApiKeyStore, now: () => number = () => performance.now()): ApiKeyStore {
  let kept = new Map<string, Kept>()
  return {
    ...store,
    apiKeyBySecret: async (secretSha256) => {
      const known = kept.get(secretSha256)
      if (known !== undefined && now() - known.readAt < keptMilliseconds) return known.key
      const [readAt, keeping] = [now(), kept]
      const key = await store.apiKeyBySecret(secretSha256)
      if (key !== null && key.revoked_at === null) keeping.set(secretSha256, { key, readAt })
      return key
    },
    revokeApiKey: async (id, at) => {
      const isRevoked = await store.revokeApiKey(id, at)
      kept = new Map()
      return isRevoked
    },
    expireApiKey: async (id, at) => {
      const isSet = await store.expireApiKey(id, at)
      kept = new Map()
      return isSet
    },
  }
}
