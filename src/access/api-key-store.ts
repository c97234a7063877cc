import type { AtHand } from '../time/at-hand.ts'
import type { ReviewLevels, Role } from './role.ts'

/** A key as it is stored: the secret itself is never kept. */
export interface ApiKey {
  readonly id: string
  /** Unique among keys that are in use, but for one that is being rotated; it is the author in journal and audit log. */
  readonly name: string
  readonly roles: readonly Role[]
  /** Without one for a policy its lowest level counts. */
  readonly review_levels: ReviewLevels
  /** SHA-256 of the secret: it has 256 random bits, so no slow hash is needed. */
  readonly secret_sha256: string
  readonly created_at: string
  readonly created_by: string
  /** The key that it was made in place of. */
  readonly replaces: string | null
  readonly revoked_at: string | null
  /** From then on it opens nothing. */
  readonly expires_at: string | null
  /** The UTC day on which it opened something last, YYYY-MM-DD. */
  readonly last_used_on: string | null
}

/** The keys of a store, revoked ones included. Ids and digests of secrets are unique; names need not be. */
export interface ApiKeyStore {
  /** False if the id or the secret's digest exists. */
  insertApiKey(key: ApiKey): Promise<boolean>
  /** Also a revoked one: the caller looks at `revoked_at`, which may be up to a second behind another process's revocation where the store is shared by machines. */
  apiKeyBySecret(secretSha256: string): AtHand<ApiKey | null>
  /** Oldest first. */
  apiKeys(): Promise<readonly ApiKey[]>
  /** Sets `revoked_at` once; false for an unknown or already revoked id. */
  revokeApiKey(id: string, at: string): Promise<boolean>
  /** Sets `expires_at`; false for an unknown or revoked id. Noticed elsewhere as a revocation is. */
  expireApiKey(id: string, at: string): Promise<boolean>
  /** Sets `last_used_on` where it is older; nothing for an unknown id. A key that was read before may not show it. */
  noteApiKeyUse(id: string, day: string): Promise<void>
}
