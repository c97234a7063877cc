import { sha256 } from '../fingerprint/fingerprint.ts'
import type { NewId } from '../ids/entry-id.ts'
import type { Clock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import type { CreatedApiKey } from './access.ts'
import type { ApiKey, ApiKeyStore } from './api-key-store.ts'
import { keyDigest } from './key-digest.ts'
import type { ReviewLevels, Role } from './role.ts'
import type { LoggedKeys } from './verify-keys.ts'

/** What the administrative log has to offer for keys. */
export interface KeyAudit {
  record(act: {
    readonly kind: 'api_key_created' | 'api_key_rotated' | 'api_key_revoked'
    readonly author: string
    readonly details: {
      readonly key_id: string
      readonly name?: string
      readonly roles?: readonly Role[]
      readonly review_levels?: ReviewLevels
      /** Until when it opens anything. */
      readonly expires_at?: string | null
      /** The key whose place it takes. */
      readonly replaces?: string | null
      /** The key that takes its place. */
      readonly replaced_by?: string
      /** {@link keyDigest}. */
      readonly key_sha256?: string
      readonly revoked_at?: string
      /** Its making was logged, and then cut short: there is no such key. */
      readonly never_made?: true
    }
  }): Promise<unknown>
  /** What was logged of keys so far. */
  loggedKeys(): Promise<LoggedKeys>
}

/** What keys are made with: their store, the log of every act, time and ids. */
export interface KeyMaking {
  readonly store: ApiKeyStore
  readonly audit: KeyAudit
  readonly clock: Clock
  readonly newId: NewId
}

/** A key that is to be made, every part of it checked. */
type NewKey = Pick<ApiKey, 'id' | 'name' | 'roles' | 'review_levels' | 'expires_at' | 'replaces'> & {
  readonly author: string
  readonly secret: string
}

/**
 * Logs the key, then stores it; null where the id or the secret is there already. So no key is ever there that the log
 * does not know; what is cut short in between {@link reconcileKeys} ends.
 */
export async function makeKey(deps: KeyMaking, { secret, author, ...wanted }: NewKey): Promise<CreatedApiKey | null> {
  const key: ApiKey = {
    ...wanted,
    secret_sha256: sha256(secret),
    created_at: formatInstant(deps.clock.now()),
    created_by: author,
    revoked_at: null,
    last_used_on: null,
  }
  const { id: key_id, name, roles, review_levels, expires_at, replaces } = key
  const details = { key_id, name, roles, review_levels, expires_at, replaces, key_sha256: keyDigest(key) }
  await deps.audit.record({ kind: 'api_key_created', author, details })
  if (await deps.store.insertApiKey(key)) return { key, secret }
  if (!(await hasKey(deps.store, key_id))) await recordNeverMade(deps, key_id)
  return null
}

async function hasKey(store: ApiKeyStore, id: string): Promise<boolean> {
  return (await store.apiKeys()).some((key) => key.id === id)
}

/** Logs that a key that was logged as made is not there and never will be. */
export async function recordNeverMade({ audit, clock }: KeyMaking, id: string): Promise<void> {
  const details = { key_id: id, revoked_at: formatInstant(clock.now()), never_made: true } as const
  await audit.record({ kind: 'api_key_revoked', author: 'system', details })
}

/** Logs the revocation, then revokes; false for an unknown or revoked id. */
export async function revokeKey({ store, audit, clock }: KeyMaking, id: string, author: string): Promise<boolean> {
  const known = (await store.apiKeys()).find((key) => key.id === id)
  if (known === undefined || known.revoked_at !== null) return false
  const revoked_at = formatInstant(clock.now())
  await audit.record({ kind: 'api_key_revoked', author, details: { key_id: id, revoked_at } })
  return store.revokeApiKey(id, revoked_at)
}
