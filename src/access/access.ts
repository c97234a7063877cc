import type { AtHand } from '../time/at-hand.ts'
import type { ApiKey } from './api-key-store.ts'
import type { ReviewLevels, Role } from './role.ts'
import type { Session } from './session.ts'

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
  /** RFC 3339 with offset; never where it is null or left out. */
  readonly expiresAt?: string | null
  /** Who makes it. */
  readonly author: string
}

/** Which key gets a new secret. */
export interface KeyRotation {
  readonly id: string
  readonly author: string
  /** For how long the old secret still opens. */
  readonly overlapSeconds: number
  /** When the new key expires, RFC 3339 with offset; left out, it lives as long as the old one was to. */
  readonly expiresAt?: string | null
}

/** API keys: made, checked, rotated, revoked. Each act is written to the audit log before it is done; what was cut short in between is ended by the next act, or start. */
export interface Access {
  /** The key of the secret; null for an unknown, revoked or expired one. The day of its use is stored, without being waited for. What another process revoked counts at once, on MongoDB within a second. */
  authenticate(secret: string): AtHand<ApiKey | null>
  /** Whether this process saw the secret open something today. */
  usedToday(secret: string): boolean
  /** A token that opens what the key opens, for half a day and no longer than the key; nothing is stored. The secret is the key's. */
  openSession(key: ApiKey, secret: string): { readonly token: string; readonly expiresAt: string }
  /** What a token says; null for one that has ended or was never given. Whether its key still opens anything `authenticate` says. */
  readSession(token: string): Promise<Session | null>
  /** The same without asking the store: false also for a session of a key that this process has not seen yet. */
  knowsSession(token: string): boolean
  /**
   * Problem invalid_request for a name in use (as people see it), no roles, or levels without the role review. Levels are
   * checked for their form only: which ones there are each version of a policy says by itself.
   */
  createKey(command: NewApiKey): Promise<CreatedApiKey>
  /** Oldest first, revoked ones included. */
  keys(): Promise<readonly ApiKey[]>
  /**
   * Makes a key of the same name and roles; the old one expires when the overlap ends. Problems api_key_not_found for a
   * key that is not in use, invalid_request for one that has a successor or that the setting gave.
   */
  rotateKey(rotation: KeyRotation): Promise<CreatedApiKey>
  /** Problem api_key_not_found for an unknown or revoked id. */
  revokeKey(command: { readonly id: string; readonly author: string }): Promise<void>
  /**
   * On a store without any key: stores the given admin secret, or makes one, and returns it to be
   * printed once. With a given secret that is not stored yet on a store with keys: stores it as well.
   * Secrets that were given before are revoked. Null where nothing was made. Problem
   * invalid_configuration for a given secret that is revoked, expired or no administrator's.
   */
  ensureAdminKey(givenSecret: string | null): Promise<CreatedApiKey | null>
}
