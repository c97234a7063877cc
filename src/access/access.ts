import type { ApiKey } from './api-key-store.ts'
import type { ReviewLevels, Role } from './role.ts'

/** A new key: the secret is shown once and never stored. */
export interface CreatedApiKey {
  readonly key: ApiKey
  readonly secret: string
}

/** What a key is to be. */
export interface NewApiKey {
  readonly name: string
  readonly roles: readonly Role[]
  /** None where they are left out. */
  readonly reviewLevels?: ReviewLevels
  /** Who makes it. */
  readonly author: string
}

/** API keys: made, checked, revoked. Each act is written to the audit log. */
export interface Access {
  /** The key of the secret; null for an unknown or revoked one. Asks the store, so a revocation counts at once. */
  authenticate(secret: string): Promise<ApiKey | null>
  /**
   * Problem invalid_request for a name in use, no roles, or levels without the role review. Levels are
   * checked for their form only: which ones there are each version of a policy says by itself.
   */
  createKey(command: NewApiKey): Promise<CreatedApiKey>
  /** Oldest first, revoked ones included. */
  keys(): Promise<readonly ApiKey[]>
  /** Problem api_key_not_found for an unknown or revoked id. */
  revokeKey(command: { readonly id: string; readonly author: string }): Promise<void>
  /**
   * On a store without any key: stores the given admin secret, or makes one, and returns it to be
   * printed once. With a given secret that is not stored yet on a store with keys: stores it as well.
   * Null where nothing was made.
   */
  ensureAdminKey(givenSecret: string | null): Promise<CreatedApiKey | null>
}
