import { formatInstant } from '../time/instant.ts'
import type { ApiKey, ApiKeyStore } from './api-key-store.ts'

/** Which keys were used on this day, as this process knows. */
export interface KeyUses {
  /** Stores the day of the key's use where it is not stored yet, without being waited for; costs a look-up otherwise. */
  note(key: ApiKey, now: number): void
  /** Whether a key with this digest of its secret was used here today. */
  knows(secretSha256: string): boolean
}

const day = 86_400_000

/** Nothing is known yet. A use that could not be stored is stored at the next one. */
export function createKeyUses(store: Pick<ApiKeyStore, 'noteApiKeyUse'>): KeyUses {
  const used = new Set<string>()
  let today = -1
  return {
    note: (key, now) => {
      const current = Math.floor(now / day)
      if (current !== today) {
        used.clear()
        today = current
      }
      if (used.has(key.secret_sha256)) return
      used.add(key.secret_sha256)
      const date = formatInstant(now).slice(0, 10)
      if (key.last_used_on !== null && key.last_used_on >= date) return
      store.noteApiKeyUse(key.id, date).catch(() => used.delete(key.secret_sha256))
    },
    knows: (secretSha256) => used.has(secretSha256),
  }
}
