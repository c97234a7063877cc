import type { ReviewLevels, Role } from './role.ts'

/** A key as it is stored: the secret itself is never kept. */
export interface ApiKey {
  readonly id: string
  /** Unique among keys that are not revoked; it is the author in journal and audit log. */
  readonly name: string
  readonly roles: readonly Role[]
  /** Without one for a policy its lowest level counts. */
  readonly review_levels: ReviewLevels
  /** SHA-256 of the secret: it has 256 random bits, so no slow hash is needed. */
  readonly secret_sha256: string
  readonly created_at: string
  readonly created_by: string
  readonly revoked_at: string | null
}

/** The keys of a store, revoked ones included. Ids and digests of secrets are unique; names need not be. */
export interface ApiKeyStore {
  /** False if the id or the secret's digest exists. */
  insertApiKey(key: ApiKey): Promise<boolean>
  /** Also a revoked one: the caller looks at `revoked_at`, which may be up to a second behind another process's revocation where the store is shared by machines. */
  apiKeyBySecret(secretSha256: string): Promise<ApiKey | null>
  /** Oldest first. */
  apiKeys(): Promise<readonly ApiKey[]>
  /** Sets `revoked_at` once; false for an unknown or already revoked id. */
  revokeApiKey(id: string, at: string): Promise<boolean>
}
