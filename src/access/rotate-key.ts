import { Problem } from '../problems/problem.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { CreatedApiKey, KeyRotation } from './access.ts'
import { isOfSetting } from './admin-key.ts'
import type { ApiKey } from './api-key-store.ts'
import { apiKeyNotFound, checkedExpiry } from './key-command.ts'
import { opens } from './key-state.ts'
import { type KeyMaking, makeKey, revokeKey } from './make-key.ts'
import { randomSecret } from './random-secret.ts'
import { visibleName } from './visible-name.ts'

/** A new secret in the place of a key's, which opens on until the overlap ends; see {@link Access}. */
export async function rotateKey(deps: KeyMaking, rotation: KeyRotation): Promise<CreatedApiKey> {
  const { clock, store, audit, newId } = deps
  const { id, author, overlapSeconds } = rotation
  const now = clock.now()
  const old = rotatable(await store.apiKeys(), id, now)
  const created = await makeKey(deps, {
    id: newId(now),
    name: old.name,
    roles: old.roles,
    review_levels: old.review_levels,
    expires_at: rotation.expiresAt === undefined ? sameLifetime(old, now) : checkedExpiry(rotation.expiresAt, now),
    replaces: old.id,
    author,
    secret: randomSecret(),
  })
  if (created === null) throw new Problem('internal_error', 'The new API key collided with another one.')
  // Another process may have rotated it meanwhile: both give way rather than leave two.
  if (heirs(await store.apiKeys(), old, now).some((key) => key.id !== created.key.id)) {
    await revokeKey(deps, created.key.id, author)
    throw new Problem(
      'invalid_request',
      `The API key "${old.name}" is being rotated by somebody else; look and try again.`,
    )
  }
  const until = formatInstant(now + overlapSeconds * 1000)
  const expires_at = old.expires_at !== null && old.expires_at < until ? old.expires_at : until
  const details = { key_id: old.id, expires_at, replaced_by: created.key.id }
  await audit.record({ kind: 'api_key_rotated', author, details })
  if (!(await store.expireApiKey(old.id, expires_at))) {
    // It was revoked meanwhile, and expires as it did before.
    await audit.record({ kind: 'api_key_rotated', author, details: { ...details, expires_at: old.expires_at } })
  }
  return created
}

function rotatable(keys: readonly ApiKey[], id: string, now: number): ApiKey {
  const old = keys.find((key) => key.id === id)
  if (old === undefined || !opens(old, now)) throw apiKeyNotFound(id)
  if (isOfSetting(old)) {
    throw new Problem(
      'invalid_request',
      'The key is that of the setting admin_key: change the setting, and start again.',
    )
  }
  const [heir] = heirs(keys, old, now)
  if (heir === undefined) return old
  throw new Problem('invalid_request', `The API key "${old.name}" was rotated already: ${heir.id} has its place.`)
}

/** Who has the key's place. */
function heirs(keys: readonly ApiKey[], { id, name }: ApiKey, now: number): readonly ApiKey[] {
  return keys.filter((key) => key.replaces === id && visibleName(key.name) === visibleName(name) && opens(key, now))
}

/** A key that was to live for some time is followed by one that lives for as long. */
function sameLifetime({ created_at, expires_at }: ApiKey, now: number): string | null {
  return expires_at === null ? null : formatInstant(now + parseInstant(expires_at) - parseInstant(created_at))
}
