import { sha256 } from '../fingerprint/fingerprint.ts'
import { Problem } from '../problems/problem.ts'
import type { CreatedApiKey } from './access.ts'
import type { ApiKey, ApiKeyStore } from './api-key-store.ts'
import { checkedSecret } from './key-command.ts'
import { opens } from './key-state.ts'
import { type KeyMaking, makeKey, revokeKey } from './make-key.ts'
import { randomSecret } from './random-secret.ts'
import { visibleName } from './visible-name.ts'

/** What a key of the service's own making may do. */
const administrator = {
  roles: ['admin'],
  review_levels: {},
  author: 'system',
  expires_at: null,
  replaces: null,
} as const

/** The id of the key that a first start makes: always the same, so that of several processes one makes it. */
const firstKeyId = '00000000-0000-7000-8000-000000000001'

/** On a store without any key: makes one. Null otherwise. */
export async function firstAdminKey(deps: KeyMaking): Promise<CreatedApiKey | null> {
  if ((await deps.store.apiKeys()).length > 0) return null
  return makeKey(deps, { id: firstKeyId, name: 'admin', ...administrator, secret: randomSecret() })
}

/**
 * Sees to it that the secret of the setting opens the store as an administrator, and that those which the setting gave
 * before do not any more. Null where it was stored already; Problem invalid_configuration where it does not open it.
 */
export async function givenAdminKey(deps: KeyMaking, givenSecret: string): Promise<CreatedApiKey | null> {
  const secret = checkedSecret(givenSecret)
  const known = await deps.store.apiKeyBySecret(sha256(secret))
  if (known !== null) assertAdministers(known, deps.clock.now())
  const created = known === null ? await storeGiven(deps, secret) : null
  const own = created?.key ?? known ?? (await deps.store.apiKeyBySecret(sha256(secret)))
  if (own !== null && isOfSetting(own)) await revokeEarlier(deps, own)
  return created
}

/** Whether the setting gave it: nothing else is made by the service but the first key. */
export function isOfSetting({ id, created_by }: ApiKey): boolean {
  return created_by === administrator.author && id !== firstKeyId
}

function assertAdministers(key: ApiKey, now: number): void {
  const fault =
    key.revoked_at !== null
      ? `was revoked at ${key.revoked_at}`
      : !opens(key, now)
        ? `expired at ${key.expires_at}`
        : key.roles.includes('admin')
          ? null
          : 'has not the role admin'
  if (fault === null) return
  throw new Problem(
    'invalid_configuration',
    `admin_key (ADMIN_KEY) is the secret of the API key "${key.name}" (${key.id}), which ${fault}: give another secret, or none.`,
  )
}

async function storeGiven(deps: KeyMaking, secret: string): Promise<CreatedApiKey | null> {
  const names = new Set(await usedNames(deps.store, deps.clock.now()))
  let name = 'admin'
  for (let number = 2; names.has(name); number += 1) name = `admin-${number}`
  return makeKey(deps, { id: deps.newId(deps.clock.now()), name, ...administrator, secret })
}

async function usedNames(store: ApiKeyStore, now: number): Promise<readonly string[]> {
  return (await store.apiKeys()).filter((key) => opens(key, now)).map(({ name }) => visibleName(name))
}

/** Of two processes that start with different secrets the later one's stays, whoever of them looks last. */
async function revokeEarlier(deps: KeyMaking, own: ApiKey): Promise<void> {
  for (const key of await deps.store.apiKeys()) {
    if (key.id === own.id) return
    if (isOfSetting(key) && key.revoked_at === null) await revokeKey(deps, key.id, 'system')
  }
}
