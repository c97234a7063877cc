import type { Model, Connection as MongooseConnection } from 'mongoose'
import { type EntryDocument, entrySchema } from './entry-document.ts'
import { storeSchema } from './store-schema.ts'

/** `_id`: name and padded version. `body`: the whole version as canonical JSON. */
export interface PolicyVersionDocument {
  readonly _id: string
  readonly name: string
  readonly version: number
  readonly sha256: string
  readonly body: string
}

/** `_id`: the draft's id. `due_at`: only where it is scheduled. `body`: the whole draft as canonical JSON. */
export interface DraftDocument {
  readonly _id: string
  readonly policy: string
  readonly state: string
  readonly revision: number
  readonly due_at?: string
  readonly body: string
}

/** `_id`: policy and padded revision. `body`: the settings as canonical JSON. */
export interface ReleaseSettingDocument {
  readonly _id: string
  readonly policy: string
  readonly revision: number
  readonly body: string
}

/** `_id`: the secret's digest. `body`: the key but what changes, as canonical JSON. */
export interface ApiKeyDocument {
  readonly _id: string
  readonly id: string
  readonly body: string
  readonly revoked_at: string | null
  readonly expires_at: string | null
  readonly last_used_on: string | null
}

/** `_id`: the padded sequence. `body`: the entry but `hash`, as canonical JSON. `waits_feed`: the id, until it is numbered. */
export interface AuditDocument {
  readonly _id: string
  readonly sequence: number
  readonly body: string
  readonly hash: string
  readonly waits_feed?: string
}

/** `_id`: the number. `entry` or `audit`: the `_id` of the entry, or of the audit log's, that has it. */
export interface FeedDocument {
  readonly _id: number
  readonly entry?: string
  readonly audit?: string
}

/** `_id`: always {@link layoutId}. Written when all indexes are there. */
interface LayoutDocument {
  readonly _id: string
  readonly layout: number
}

/**
 * What many entries add up to. `_id`: its place in time and the rest of what tells it apart. `key`: that as canonical JSON.
 * `up_to`: all entries with a number up to there are in it.
 */
export interface TotalDocument {
  readonly _id: string
  readonly key: string
  readonly decisions: number
  readonly credited: string
  /** Of the quarters of a day alone, which then have nothing in the two above: see journal/quarter-sums.ts. */
  readonly by_quarter?: string
  readonly up_to: number
}

export const layoutId = 'refund-policy'

const text = { type: String, required: true } as const

/** All collections of a store, each with the model that guards its shape. */
export interface Collections {
  readonly entry: Model<EntryDocument>
  readonly policyVersion: Model<PolicyVersionDocument>
  readonly policyDraft: Model<DraftDocument>
  readonly releaseSetting: Model<ReleaseSettingDocument>
  readonly apiKey: Model<ApiKeyDocument>
  readonly auditEntry: Model<AuditDocument>
  readonly feed: Model<FeedDocument>
  readonly total: Model<TotalDocument>
  readonly storeLayout: Model<LayoutDocument>
}

/** The collections over a connection. */
export function collectionsOf(connection: MongooseConnection): Collections {
  return {
    entry: connection.model<EntryDocument>('Entry', entrySchema, 'entry'),
    policyVersion: connection.model<PolicyVersionDocument>(
      'PolicyVersion',
      storeSchema<PolicyVersionDocument>({
        _id: text,
        name: text,
        version: { type: Number, required: true },
        sha256: text,
        body: text,
      }),
      'policy_version',
    ),
    policyDraft: connection.model<DraftDocument>(
      'PolicyDraft',
      storeSchema<DraftDocument>({
        _id: text,
        policy: text,
        state: text,
        revision: { type: Number, required: true },
        due_at: { type: String },
        body: text,
      }),
      'policy_draft',
    ),
    releaseSetting: connection.model<ReleaseSettingDocument>(
      'ReleaseSetting',
      storeSchema<ReleaseSettingDocument>({
        _id: text,
        policy: text,
        revision: { type: Number, required: true },
        body: text,
      }),
      'release_setting',
    ),
    apiKey: connection.model<ApiKeyDocument>(
      'ApiKey',
      storeSchema<ApiKeyDocument>({
        _id: text,
        id: text,
        body: text,
        revoked_at: { type: String, default: null },
        expires_at: { type: String, default: null },
        last_used_on: { type: String, default: null },
      }),
      'api_key',
    ),
    auditEntry: connection.model<AuditDocument>(
      'AuditEntry',
      storeSchema<AuditDocument>({
        _id: text,
        sequence: { type: Number, required: true },
        body: text,
        hash: text,
        waits_feed: { type: String },
      }),
      'audit_entry',
    ),
    feed: connection.model<FeedDocument>(
      'Feed',
      storeSchema<FeedDocument>({
        _id: { type: Number, required: true },
        entry: { type: String },
        audit: { type: String },
      }),
      'feed',
    ),
    total: connection.model<TotalDocument>(
      'Total',
      storeSchema<TotalDocument>({
        _id: text,
        key: { type: String },
        decisions: { type: Number, required: true },
        credited: text,
        by_quarter: { type: String },
        up_to: { type: Number, required: true },
      }),
      'total',
    ),
    storeLayout: connection.model<LayoutDocument>(
      'StoreLayout',
      storeSchema<LayoutDocument>({ _id: text, layout: { type: Number, required: true } }),
      'store_layout',
    ),
  }
}
