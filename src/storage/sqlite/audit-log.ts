import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { AuditStore } from '../../audit/audit-store.ts'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import { asBytes } from './as-bytes.ts'
import type { Row } from './connection.ts'
import { nextNumber } from './entry-row.ts'
import type { SharedFile } from './shared-file.ts'

/** What {@link readAuditEntry} needs of a row. */
export const auditSelection = `sequence, ${asBytes('id', 'body', 'hash')}`
const selectHead = `SELECT ${auditSelection} FROM audit_entry ORDER BY sequence DESC LIMIT 1`
const selectAfter = `SELECT ${auditSelection} FROM audit_entry WHERE sequence > ? ORDER BY sequence LIMIT ?`
const insert = `INSERT INTO audit_entry (sequence, id, number, body, hash) VALUES (?, ?, ${nextNumber}, ?, ?)
  ON CONFLICT DO NOTHING`

/** The administrative log in a SQLite file. */
export function createAuditStore({ connection, commits, caches }: SharedFile): AuditStore {
  return {
    auditHead: () => {
      caches.check()
      const known = caches.auditHead.get('head')
      if (known !== undefined) return known
      const row = connection.one(selectHead)
      if (row === undefined) return null
      const head = readAuditEntry(row)
      caches.auditHead.set('head', head)
      return head
    },
    appendAuditEntry: async ({ hash, ...body }) => {
      const parameters = [body.sequence, body.id, canonicalJson(body), hash]
      return commits.write(() => {
        caches.administrationChanges()
        return connection.run(insert, parameters) === 1
      })
    },
    auditEntries: async (after, limit) => connection.all(selectAfter, [after, limit]).map(readAuditEntry),
  }
}

/** The audit entry of a row with {@link auditSelection}; a Problem `store_damaged` where the row does not hold one. */
export function readAuditEntry(row: Row): AuditEntry {
  const place = `entry ${String(row.sequence)} of the audit log`
  const body = readStoredJson(row.body, place)
  if (body.sequence !== row.sequence || body.id !== row.id || typeof row.hash !== 'string') throw damagedPlace(place)
  return { ...body, hash: row.hash } as unknown as AuditEntry
}
