import { sha256 } from '../fingerprint/fingerprint.ts'
import type { NewId } from '../ids/entry-id.ts'
import { Problem } from '../problems/problem.ts'
import type { Clock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import type { Access, CreatedApiKey } from './access.ts'
import type { ApiKey, ApiKeyStore } from './api-key-store.ts'
import { checkedName, checkedReviewLevels, checkedRoles, checkedSecret } from './key-command.ts'
import { keyDigest } from './key-digest.ts'
import { randomSecret } from './random-secret.ts'
import type { ReviewLevels, Role } from './role.ts'

/** What the administrative log has to offer for keys. */
export interface KeyAudit {
  record(act: {
    readonly kind: 'api_key_created' | 'api_key_revoked'
    readonly author: string
    readonly details: {
      readonly key_id: string
      readonly name?: string
      readonly roles?: readonly Role[]
      readonly review_levels?: ReviewLevels
      /** {@link keyDigest}. */
      readonly key_sha256?: string
      readonly revoked_at?: string
    }
  }): Promise<unknown>
}

/** What the keys are made with: their store, the log of every act, time and ids. */
export interface AccessDeps {
  readonly store: ApiKeyStore
  readonly audit: KeyAudit
  readonly clock: Clock
  readonly newId: NewId
}

interface NewKey {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly review_levels: ReviewLevels
  readonly author: string
  readonly secret: string
}

/** What a key of the service's own making may do. */
const administrator = { roles: ['admin'], review_levels: {}, author: 'system' } as const

/** The id of the key that a first start makes: always the same, so that of several processes one makes it. */
const firstKeyId = '00000000-0000-7000-8000-000000000001'

/** API keys in a store. Looking a key up by the digest of its secret leaks nothing through timing. */
export function createAccess(deps: AccessDeps): Access {
  const { store, clock, newId } = deps
  return {
    authenticate: async (secret) => {
      const key = await store.apiKeyBySecret(sha256(secret))
      return key === null || key.revoked_at !== null ? null : key
    },
    createKey: async (command) => {
      const name = checkedName(command.name)
      const roles = checkedRoles(command.roles)
      const review_levels = checkedReviewLevels(command.reviewLevels ?? {}, roles)
      const id = newId(clock.now())
      if (await isNameTaken(store, { name, id })) throw nameTaken(name)
      const { author } = command
      const created = await insert(deps, { id, name, roles, review_levels, author, secret: randomSecret() })
      if (created === null) throw new Problem('internal_error', 'The new API key collided with another one.')
      // Another process may have taken the name meanwhile: both give way rather than share it.
      if (await isNameTaken(store, { name, id })) {
        await revoke(deps, id, author)
        throw nameTaken(name)
      }
      return created
    },
    keys: () => store.apiKeys(),
    revokeKey: async ({ id, author }) => {
      if (!(await revoke(deps, id, author))) {
        throw new Problem('api_key_not_found', `No API key with the id "${id}" is in use.`)
      }
    },
    ensureAdminKey: async (givenSecret) =>
      givenSecret === null ? firstAdminKey(deps) : givenAdminKey(deps, checkedSecret(givenSecret)),
  }
}

async function revoke({ store, audit, clock }: AccessDeps, id: string, author: string): Promise<boolean> {
  const revoked_at = formatInstant(clock.now())
  const revoked = await store.revokeApiKey(id, revoked_at)
  if (revoked) await audit.record({ kind: 'api_key_revoked', author, details: { key_id: id, revoked_at } })
  return revoked
}

async function firstAdminKey(deps: AccessDeps): Promise<CreatedApiKey | null> {
  if ((await deps.store.apiKeys()).length > 0) return null
  return insert(deps, { id: firstKeyId, name: 'admin', ...administrator, secret: randomSecret() })
}

async function givenAdminKey(deps: AccessDeps, secret: string): Promise<CreatedApiKey | null> {
  if ((await deps.store.apiKeyBySecret(sha256(secret))) !== null) return null
  const names = new Set((await activeKeys(deps.store)).map(({ name }) => name))
  let name = 'admin'
  for (let number = 2; names.has(name); number += 1) name = `admin-${number}`
  return insert(deps, { id: deps.newId(deps.clock.now()), name, ...administrator, secret })
}

/** Null where the id or the secret is there already. */
async function insert(deps: AccessDeps, { secret, author, ...wanted }: NewKey): Promise<CreatedApiKey | null> {
  const key: ApiKey = {
    ...wanted,
    secret_sha256: sha256(secret),
    created_at: formatInstant(deps.clock.now()),
    created_by: author,
    revoked_at: null,
  }
  if (!(await deps.store.insertApiKey(key))) return null
  const { id: key_id, name, roles, review_levels } = key
  const details = { key_id, name, roles, review_levels, key_sha256: keyDigest(key) }
  await deps.audit.record({ kind: 'api_key_created', author, details })
  return { key, secret }
}

async function activeKeys(store: ApiKeyStore): Promise<readonly ApiKey[]> {
  return (await store.apiKeys()).filter(({ revoked_at: revokedAt }) => revokedAt === null)
}

async function isNameTaken(store: ApiKeyStore, { name, id }: Pick<ApiKey, 'name' | 'id'>): Promise<boolean> {
  return (await activeKeys(store)).some((key) => key.name === name && key.id !== id)
}

function nameTaken(name: string): Problem {
  return new Problem(
    'invalid_request',
    `An API key called "${name}" is in use; choose another name or revoke that one.`,
  )
}
