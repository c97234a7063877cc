import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { AuditStore } from '../../audit/audit-store.ts'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import type { AuditDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { paddedNumber } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { insertOnce } from './insert-once.ts'
import type { Ask, SharedRead } from './shared-reads.ts'
import type { Stored } from './store-schema.ts'

/** The administrative log in a MongoDB database. */
export function createAuditStore({ collections, inOrder }: Connection, ask: Ask): AuditStore {
  const { auditEntry: entries } = collections
  const find = (after: number, limit: number): Promise<AuditEntry[]> =>
    inOrder(async (session) => {
      const options = { hint: idIndex, session, sort: { _id: 1 }, limit } as const
      const above = { _id: { $gt: paddedNumber(after) } }
      const found = await entries.find(above, null, options).lean<Stored<AuditDocument>[]>()
      return found.map(readAuditEntry)
    })

  return {
    auditHead: async () => ask(auditHead, null),
    appendAuditEntry: async (entry) => {
      const document = auditDocument(entry)
      return inOrder((session) => insertOnce(entries, document, session, ({ hash }) => hash === document.hash))
    },
    auditEntries: async (after, limit) => find(after, limit),
  }
}

/** Every decision asks for it: it says whether approvals are paused. */
const auditHead: SharedRead<null, AuditEntry | null> = {
  name: 'audit head',
  from: 'auditEntry',
  stages: () => [{ $match: { _id: { $gt: paddedNumber(0) } } }, { $sort: { _id: -1 } }, { $limit: 1 }],
  answer: ([found]) => {
    const head = found === undefined ? null : readAuditEntry(found)
    return () => head
  },
}

function auditDocument({ hash, ...body }: AuditEntry): AuditDocument {
  return {
    _id: paddedNumber(body.sequence),
    sequence: body.sequence,
    body: canonicalJson(body),
    hash,
    waits_feed: body.id,
  }
}

/** The audit entry of a document; a Problem `store_damaged` where the document is not what was written. */
export function readAuditEntry(document: Stored<AuditDocument>): AuditEntry {
  const place = `entry ${String(document.sequence)} of the audit log`
  const body = readStoredJson(document.body, place)
  const { sequence } = document
  const isWhole = typeof sequence === 'number' && body['sequence'] === sequence && typeof document.hash === 'string'
  if (!isWhole || document._id !== paddedNumber(sequence)) throw damagedPlace(place)
  return { ...body, hash: document.hash } as unknown as AuditEntry
}
