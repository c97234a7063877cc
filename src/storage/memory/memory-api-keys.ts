import type { ApiKey, ApiKeyStore } from '../../access/api-key-store.ts'
import type { MemoryEpoch } from './memory-streams.ts'
import { compareBytes, storedCopy, storedCopyOrNull } from './stored-copy.ts'

/** The API keys in memory. */
export function createMemoryApiKeyStore(epoch: MemoryEpoch = { now: 0 }): ApiKeyStore {
  const keys = new Map<string, ApiKey>()

  return {
    insertApiKey: async (key) => {
      const taken = [...keys.values()].some(
        ({ id, secret_sha256: digest }) => id === key.id || digest === key.secret_sha256,
      )
      if (taken) return false
      keys.set(key.id, storedCopy(key))
      epoch.now += 1
      return true
    },
    apiKeyBySecret: async (secretSha256) =>
      storedCopyOrNull([...keys.values()].find((key) => key.secret_sha256 === secretSha256)),
    apiKeys: async () =>
      [...keys.values()]
        .sort((left, right) => compareBytes(left.created_at, right.created_at) || compareBytes(left.id, right.id))
        .map(storedCopy),
    revokeApiKey: async (id, at) => {
      const key = keys.get(id)
      if (key === undefined || key.revoked_at !== null) return false
      keys.set(id, { ...key, revoked_at: at })
      epoch.now += 1
      return true
    },
    expireApiKey: async (id, at) => {
      const key = keys.get(id)
      if (key === undefined || key.revoked_at !== null) return false
      keys.set(id, { ...key, expires_at: at })
      epoch.now += 1
      return true
    },
    noteApiKeyUse: async (id, day) => {
      const key = keys.get(id)
      if (key !== undefined && (key.last_used_on ?? '') < day) keys.set(id, { ...key, last_used_on: day })
    },
  }
}
