import type { Json } from '../fingerprint/canonical-json.ts'
import { Problem } from '../problems/problem.ts'
import type { ApiKey, ApiKeyStore } from './api-key-store.ts'
import { keyDigest } from './key-digest.ts'

/** One thing that is wrong with an API key. */
export interface KeyFault {
  /** The key's id; null where the keys cannot be read. */
  readonly api_key: string | null
  readonly code: 'key_unlogged' | 'key_differs' | 'key_missing' | 'key_unreadable'
  readonly message: string
}

/** An entry of the administrative log about a key. */
interface KeyAct {
  readonly sequence: number
  /** UTC ISO 8601. */
  readonly at: string
  readonly details: { readonly [name: string]: Json }
}

/** What the administrative log says of keys, by their ids. Of what two processes did at once it may say more than one thing: one of them is true. */
export interface LoggedKeys {
  readonly keys: ReadonlyMap<string, readonly KeyAct[]>
  /** The newest. */
  readonly expiries: ReadonlyMap<string, KeyAct>
  readonly revoked: ReadonlyMap<string, readonly KeyAct[]>
}

/** The keys as they are stored; a Problem where they cannot be read. */
export async function readKeys(store: Pick<ApiKeyStore, 'apiKeys'>): Promise<readonly ApiKey[] | Problem> {
  try {
    return await store.apiKeys()
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return error
    throw error
  }
}

/** Whether every key is the one that the log says was made, is revoked where the log says so, and none is missing. */
export function verifyKeys(stored: readonly ApiKey[] | Problem, logged: LoggedKeys): readonly KeyFault[] {
  if (stored instanceof Problem) return [{ api_key: null, code: 'key_unreadable', message: stored.detail }]
  const there = new Set(stored.map(({ id }) => id))
  const missing = [...logged.keys]
    .filter(([id]) => !there.has(id))
    .map(([id, acts]): KeyFault => {
      const message = `entry ${lastOf(acts)} of the audit log says that it was made, but it is not there`
      return { api_key: id, code: 'key_missing', message }
    })
  return [...stored.flatMap((key) => keyFaults(key, logged)), ...missing]
}

function keyFaults(key: ApiKey, { keys, expiries, revoked }: LoggedKeys): readonly KeyFault[] {
  const made = keys.get(key.id) ?? []
  const called = `the key "${key.name}" (${Array.isArray(key.roles) ? key.roles.join(', ') : 'no roles'})`
  if (made.length === 0) {
    const message = `${called} is not in the audit log: another hand put it there; revoke it`
    return [{ api_key: key.id, code: 'key_unlogged', message }]
  }
  const differs = (what: string): KeyFault => ({ api_key: key.id, code: 'key_differs', message: `${called} ${what}` })
  const faults: KeyFault[] = []
  const digest = keyDigest(key)
  if (made.every(({ details }) => details['key_sha256'] !== digest)) {
    faults.push(differs(`is not what entry ${lastOf(made)} of the audit log says it was made as`))
  }
  const expiry = expiries.get(key.id)
  if ((expiry?.details['expires_at'] ?? null) !== key.expires_at) {
    faults.push(differs(`does not expire as entry ${expiry?.sequence ?? lastOf(made)} of the audit log says`))
  }
  const revocations = revoked.get(key.id) ?? []
  if (revocations.length === 0 && key.revoked_at !== null) {
    faults.push(differs('is revoked, which the audit log does not say'))
  }
  if (revocations.length > 0 && revocations.every(({ details }) => details['revoked_at'] !== key.revoked_at)) {
    faults.push(differs(`is not revoked as entry ${lastOf(revocations)} of the audit log says`))
  }
  return faults
}

function lastOf(acts: readonly KeyAct[]): number | undefined {
  return acts.at(-1)?.sequence
}
