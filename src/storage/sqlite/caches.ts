import { LRUCache } from 'lru-cache'
import type { ApiKey } from '../../access/api-key-store.ts'
import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { Entry } from '../../journal/entry.ts'
import type { Connection } from './connection.ts'

/**
 * What this process keeps of a file that others may write, too. Nothing of it may be used before `check`, or
 * `checkInTransaction`: both drop what another process may have changed.
 */
export interface Caches {
  /** The newest entry by account. */
  readonly heads: LRUCache<string, Entry>
  /** The account by order. A binding never changes, so it is true whoever writes. */
  readonly owners: LRUCache<string, string>
  /** The newest version's number by policy. */
  readonly newestVersions: LRUCache<string, number>
  /** API keys by the digest of their secret, revoked ones included. */
  readonly apiKeys: LRUCache<string, ApiKey>
  /** The newest entry of the audit log, by one and the same name. */
  readonly auditHead: LRUCache<'head', AuditEntry>
  /** Moves with whatever decides beside the streams: policies, the audit log, keys. */
  epoch(): number
  /** Asks whether another process wrote, unless that was asked in this very callback of the event loop. */
  check(): void
  /** The same, asked in any case: within a transaction that writes nobody can write after the question. */
  checkInTransaction(): void
  /** Part of every write that changes what decides beside the streams. */
  administrationChanges(): void
  /** Drops all: what is stored may be other than it seemed. */
  forget(): void
}

const mostHeads = 4096
const mostOwners = 20_000
const mostPolicies = 200
const mostKeys = 500

/** What changes with every publication and every act of administration, whoever wrote it. */
const selectAdministration = `SELECT (SELECT max(rowid) FROM policy_version) AS versions,
  (SELECT max(sequence) FROM audit_entry) AS acts`

/** Nothing is kept yet. */
export function createCaches(connection: Connection): Caches {
  const heads = new LRUCache<string, Entry>({ max: mostHeads })
  const owners = new LRUCache<string, string>({ max: mostOwners })
  const newestVersions = new LRUCache<string, number>({ max: mostPolicies })
  const apiKeys = new LRUCache<string, ApiKey>({ max: mostKeys })
  const auditHead = new LRUCache<'head', AuditEntry>({ max: 1 })
  let [epoch, isChecked] = [0, false]
  let dataVersion = ''
  let administration = ''

  function checkInTransaction(): void {
    const current = connection.dataVersion()
    if (current === dataVersion) return
    forget()
    dataVersion = current
    const known = JSON.stringify(connection.all(selectAdministration))
    if (known !== administration) epoch += 1
    administration = known
  }

  function forget(): void {
    for (const cache of [heads, newestVersions, apiKeys, auditHead]) cache.clear()
  }

  return {
    heads,
    owners,
    newestVersions,
    apiKeys,
    auditHead,
    epoch: () => epoch,
    check: () => {
      if (isChecked) return
      checkInTransaction()
      isChecked = true
      // Whatever is asked until then was heard of before the check.
      process.nextTick(() => {
        isChecked = false
      })
    },
    checkInTransaction,
    administrationChanges: () => {
      epoch += 1
      for (const cache of [newestVersions, apiKeys, auditHead]) cache.clear()
    },
    forget,
  }
}
