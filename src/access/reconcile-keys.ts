import { millisecondsPerDay } from '../time/civil-day.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { type KeyMaking, recordNeverMade } from './make-key.ts'

/** From so long ago on another process may still be about to store what it has logged. Milliseconds. */
const stillUnderWay = 600_000
/** Who takes a key away that is older than this is not taken for a process that died. Milliseconds. */
const longAgo = millisecondsPerDay

/**
 * Ends what was logged of keys and then cut short, by a process that died or a store that was gone: a key is revoked, or
 * expires, as the log says. A key that was logged more than ten minutes and less than a day ago and is not there is
 * logged as never made: nobody was shown its secret. Nothing that is in the store and not in the log is touched, and no
 * older key that is gone: `verify` names them.
 */
export async function reconcileKeys(deps: KeyMaking): Promise<void> {
  const { store, audit, clock } = deps
  const logged = await audit.loggedKeys()
  const stored = new Map((await store.apiKeys()).map((key) => [key.id, key]))
  for (const [id, acts] of logged.keys) {
    if (stored.has(id)) continue
    const age = clock.now() - parseInstant(acts.at(-1)?.at ?? formatInstant(clock.now()))
    if (age > stillUnderWay && age < longAgo) await recordNeverMade(deps, id)
  }
  for (const key of stored.values()) {
    if (key.revoked_at !== null) continue
    const expiry = logged.expiries.get(key.id)?.details['expires_at']
    if (typeof expiry === 'string' && expiry !== key.expires_at) await store.expireApiKey(key.id, expiry)
    const revoked_at = logged.revoked.get(key.id)?.[0]?.details['revoked_at']
    if (typeof revoked_at === 'string') await store.revokeApiKey(key.id, revoked_at)
  }
}
