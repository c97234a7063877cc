import { sha256 } from '../fingerprint/fingerprint.ts'
import { Problem } from '../problems/problem.ts'
import { goOn } from '../time/at-hand.ts'
import type { Access, CreatedApiKey, NewApiKey } from './access.ts'
import { firstAdminKey, givenAdminKey } from './admin-key.ts'
import type { ApiKey } from './api-key-store.ts'
import { createSessions } from './create-sessions.ts'
import { apiKeyNotFound, checkedExpiry, checkedName, checkedReviewLevels, checkedRoles } from './key-command.ts'
import { opens } from './key-state.ts'
import { createKeyUses } from './key-uses.ts'
import { type KeyMaking, makeKey, revokeKey } from './make-key.ts'
import { randomSecret } from './random-secret.ts'
import { reconcileKeys } from './reconcile-keys.ts'
import { rotateKey } from './rotate-key.ts'
import { visibleName } from './visible-name.ts'

/** API keys in a store. Looking a key up by the digest of its secret leaks nothing through timing. */
export function createAccess(deps: KeyMaking): Access {
  const { store, clock } = deps
  const uses = createKeyUses(store)
  return {
    authenticate: (secret) =>
      goOn(store.apiKeyBySecret(sha256(secret)), (key) => {
        const now = clock.now()
        if (key === null || !opens(key, now)) return null
        uses.note(key, now)
        return key
      }),
    usedToday: (secret) => uses.knows(sha256(secret)),
    ...createSessions(deps),
    createKey: async (command) => {
      await reconcileKeys(deps)
      return createKey(deps, command)
    },
    keys: () => store.apiKeys(),
    rotateKey: async (rotation) => {
      await reconcileKeys(deps)
      return rotateKey(deps, rotation)
    },
    revokeKey: async ({ id, author }) => {
      await reconcileKeys(deps)
      if (!(await revokeKey(deps, id, author))) throw apiKeyNotFound(id)
    },
    ensureAdminKey: async (givenSecret) => {
      await reconcileKeys(deps)
      return givenSecret === null ? firstAdminKey(deps) : givenAdminKey(deps, givenSecret)
    },
  }
}

async function createKey(deps: KeyMaking, command: NewApiKey): Promise<CreatedApiKey> {
  const { clock, newId } = deps
  const name = checkedName(command.name)
  const roles = checkedRoles(command.roles)
  const review_levels = checkedReviewLevels(command.reviewLevels ?? {}, roles)
  const expires_at = checkedExpiry(command.expiresAt ?? null, clock.now())
  const id = newId(clock.now())
  await assertNameFree(deps, { name, id })
  const { author } = command
  const wanted = { id, name, roles, review_levels, expires_at, replaces: null, author, secret: randomSecret() }
  const created = await makeKey(deps, wanted)
  if (created === null) throw new Problem('internal_error', 'The new API key collided with another one.')
  try {
    // Another process may have taken the name meanwhile: both give way rather than share it.
    await assertNameFree(deps, { name, id })
  } catch (error) {
    await revokeKey(deps, id, author)
    throw error
  }
  return created
}

async function assertNameFree({ store, clock }: KeyMaking, { name, id }: Pick<ApiKey, 'name' | 'id'>): Promise<void> {
  const now = clock.now()
  const shown = visibleName(name)
  const holder = (await store.apiKeys()).find(
    (key) => key.id !== id && opens(key, now) && visibleName(key.name) === shown,
  )
  if (holder === undefined) return
  throw new Problem(
    'invalid_request',
    `An API key called "${holder.name}" is in use; choose another name or revoke that one.`,
  )
}
