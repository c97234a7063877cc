import type { AuditEntry } from './audit-entry.ts'
import type { AuditStore } from './audit-store.ts'
import { auditStream } from './audit-stream.ts'

/** What the log says of keys and of policy versions, as its newest entries about each have it. */
export interface LoggedActs {
  /** By the name and number of the version. */
  readonly versions: ReadonlyMap<string, AuditEntry>
  /** By the key's id: the entries that say what the key is; none where it was never made. */
  readonly keys: ReadonlyMap<string, readonly AuditEntry[]>
  /** By the key's id: the entry that says until when it opens anything. */
  readonly expiries: ReadonlyMap<string, AuditEntry>
  /** By the key's id: the entries that revoked it. */
  readonly revoked: ReadonlyMap<string, readonly AuditEntry[]>
  /** All about drafts, and about how policies are released. */
  readonly releases: readonly AuditEntry[]
}

/** What the whole log says. */
export async function readActs(store: AuditStore): Promise<LoggedActs> {
  const gathered = gatherActs()
  for await (const entry of auditStream(store, 0)) gathered.note(entry)
  return gathered.acts
}

/** Gathers the acts, entry by entry. */
function gatherActs(): { readonly acts: LoggedActs; note(entry: AuditEntry): void } {
  const versions = new Map<string, AuditEntry>()
  const keys = new Map<string, readonly AuditEntry[]>()
  const expiries = new Map<string, AuditEntry>()
  const revoked = new Map<string, readonly AuditEntry[]>()
  const releases: AuditEntry[] = []
  return {
    acts: { versions, keys, expiries, revoked, releases },
    note: (entry) => {
      if (entry.kind.startsWith('draft_') || entry.kind === 'release_changed') releases.push(entry)
      const { policy, version, sha256, key_id, key_sha256 } = entry.details
      if (typeof policy === 'string' && typeof version === 'number' && typeof sha256 === 'string') {
        const name = versionName(policy, version)
        // What was published is said once; a second word on it changes nothing.
        if (!versions.has(name)) versions.set(name, entry)
      }
      if (typeof key_id !== 'string') return
      if (entry.details['never_made'] === true) {
        for (const known of [keys, expiries, revoked]) known.delete(key_id)
        return
      }
      if (typeof key_sha256 === 'string') keys.set(key_id, [...(keys.get(key_id) ?? []), entry])
      if ('expires_at' in entry.details) expiries.set(key_id, entry)
      if (entry.kind === 'api_key_revoked') revoked.set(key_id, [...(revoked.get(key_id) ?? []), entry])
    },
  }
}

/** What a version is called among the acts. */
function versionName(policy: string, version: number): string {
  return JSON.stringify([policy, version])
}
