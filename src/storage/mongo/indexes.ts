import type { DecisionField } from '../../journal/decision-conditions.ts'
import type { Collections } from './collections.ts'
import { partField } from './entry-document.ts'

type Keys = Readonly<Record<string, 1 | 'hashed'>>

/**
 * The index that every collection has. Each query names the index that serves it (`hint`): a server that
 * plans by its own estimates takes another now and then, and then sorts all that it finds.
 */
export const idIndex = '_id_'

/** The index of entries by what few of an account have in common. */
export const nameIndex = 'by_name'

/** The index of what waits for numbers. */
export const arrivalIndex = 'arrivals'

/** The index over the shard key. */
const shardIndex = 'by_shard'

interface DeclaredIndex {
  readonly name: string
  readonly keys: Keys
  /** Only documents that have the (one) field are in it. */
  readonly sparse?: true
  /** Only documents that pass are in it; a query that is served by it says at least as much. */
  readonly partialFilterExpression?: Readonly<Record<string, object>>
}

/** Indexes and shard key of one collection. */
interface Layout {
  /**
   * What to shard by, where it is worth it. A unique `_id` holds over all shards because it begins
   * with the shard key's value: equal ids always meet on one shard. Its index is there from the beginning: a collection
   * that holds something is sharded only where it has one. Null: small, leave it whole.
   */
  readonly shardKey: Keys | null
  readonly indexes: readonly DeclaredIndex[]
}

/** The time stands behind the id so that a period is told without reading the entries. */
const newestDecisions = (name: string, field: DecisionField): DeclaredIndex => ({
  name,
  keys: { kind: 1, [field]: 1, id: 1, at: 1 },
  partialFilterExpression: { kind: isThere },
})

/** The same of a field that not every decision has: the others cost nothing when they are written. */
const newestOfSome = (name: string, field: DecisionField, present: object): DeclaredIndex => ({
  ...newestDecisions(name, field),
  partialFilterExpression: { [field]: present },
})

const isThere = { $exists: true }
/** Of `partField`: of what is about a whole order there is no part to ask for. */
const isOfPart = { $lt: partField(null) }

/** What a count in the history of an account looks at: all of it stands in the index, so that no entry is read for it. */
const countedFields: Keys = {
  counted: 1,
  kind: 1,
  outcome: 1,
  label: 1,
  rule: 1,
  clause: 1,
  credit_currency: 1,
  credit_amount: 1,
}

/**
 * Every index that the store's queries rest on, beside the `_id` of each collection, which alone is
 * unique. An entry's id is found by an index that is not unique: ids are UUIDs of version 7, which 74
 * random bits keep apart; `append` does not look.
 */
const layouts: Readonly<Record<keyof Collections, Layout>> = {
  entry: {
    shardKey: { account: 'hashed' },
    indexes: [
      { name: shardIndex, keys: { account: 'hashed' } },
      { name: 'by_id', keys: { id: 1 }, sparse: true },
      { name: nameIndex, keys: { names: 1 }, sparse: true },
      {
        name: 'history_of_account',
        keys: { account: 1, decided_at: 1, _id: 1, ...countedFields },
        partialFilterExpression: { decided_at: isThere },
      },
      // Few entries are about one order: what is counted of them is read from the entries.
      {
        name: 'entries_of_order',
        keys: { account: 1, order_policy: 1, order_id: 1, _id: 1 },
        partialFilterExpression: { order_id: isThere },
      },
      {
        name: 'entries_of_part',
        keys: { account: 1, order_policy: 1, order_id: 1, order_part: 1, _id: 1 },
        partialFilterExpression: { order_id: isThere },
      },
      { name: 'newest_of_kind', keys: { kind: 1, id: 1, at: 1 }, partialFilterExpression: { kind: isThere } },
      newestDecisions('newest_of_account', 'account'),
      newestDecisions('newest_of_order', 'order_id'),
      newestOfSome('newest_of_some_part', 'order_part', isOfPart),
      newestDecisions('newest_of_outcome', 'outcome'),
      newestOfSome('newest_of_some_label', 'label', isThere),
      newestDecisions('newest_of_clause', 'clause'),
      newestOfSome('newest_of_some_rule', 'rule', isThere),
      newestDecisions('newest_of_policy', 'policy'),
      newestDecisions('newest_of_policy_version', 'policy_version'),
      { name: 'automatic_credits', keys: { automatic_credit: 1 }, sparse: true },
      { name: 'waiting_reviews', keys: { waits_review: 1 }, sparse: true },
      { name: 'waiting_reviews_of_level', keys: { waits_review_at_level: 1 }, sparse: true },
      { name: 'waiting_deliveries', keys: { waits_delivery: 1 }, sparse: true },
      { name: 'waiting_responses', keys: { waits_response: 1 }, sparse: true },
      { name: arrivalIndex, keys: { arrived: 1 }, sparse: true },
    ],
  },
  policyVersion: { shardKey: null, indexes: [{ name: 'by_text', keys: { name: 1, sha256: 1, _id: 1 } }] },
  policyDraft: {
    shardKey: null,
    indexes: [
      { name: 'of_policy', keys: { policy: 1, _id: 1 } },
      { name: 'by_due', keys: { due_at: 1 }, sparse: true },
    ],
  },
  releaseSetting: { shardKey: null, indexes: [] },
  apiKey: { shardKey: null, indexes: [{ name: 'by_id', keys: { id: 1 } }] },
  auditEntry: { shardKey: null, indexes: [{ name: 'waiting_for_feed', keys: { waits_feed: 1 }, sparse: true }] },
  feed: {
    shardKey: null,
    indexes: [
      { name: 'by_entry', keys: { entry: 1 }, sparse: true },
      { name: 'by_audit', keys: { audit: 1 }, sparse: true },
    ],
  },
  total: { shardKey: null, indexes: [] },
  storeLayout: { shardKey: null, indexes: [] },
}

/** An index by where it belongs, for people: collection and name. */
export interface NamedIndex {
  readonly collection: keyof Collections
  readonly index: DeclaredIndex
}

/** The declared indexes that the database does not have, or has over other fields. */
export async function missingIndexes(collections: Collections): Promise<readonly NamedIndex[]> {
  const missing: NamedIndex[] = []
  for (const collection of collectionNames) {
    const { indexes } = layouts[collection]
    if (indexes.length === 0) continue
    const present = await presentIndexes(collections, collection)
    missing.push(...indexes.filter((index) => !present.has(signature(index))).map((index) => ({ collection, index })))
  }
  return missing
}

/** Makes the indexes of one collection, and the collection where that is missing; one that is there already stays. */
export async function createIndexes(
  collections: Collections,
  collection: keyof Collections,
  indexes: readonly DeclaredIndex[],
): Promise<void> {
  const wanted = indexes.map(({ name, keys, sparse = false, partialFilterExpression }) => ({
    name,
    key: { ...keys },
    ...(sparse && { sparse }),
    ...(partialFilterExpression && { partialFilterExpression }),
  }))
  await collections[collection].collection.createIndexes(wanted)
}

export const collectionNames = Object.keys(layouts) as readonly (keyof Collections)[]

async function presentIndexes(collections: Collections, name: keyof Collections): Promise<ReadonlySet<string>> {
  const { db } = collections[name]
  const collection = collections[name].collection.collectionName
  // Asking an absent collection for its indexes is an error on some servers and an empty list on others.
  const [exists] = await db.listCollections().then((found) => found.filter((known) => known.name === collection))
  if (exists === undefined) return new Set()
  const found = await collections[name].collection.indexes()
  return new Set(
    found.map((index) =>
      signature({
        name: String(index.name),
        keys: index.key as Keys,
        ...(index.sparse === true ? { sparse: true } : {}),
        partialFilterExpression: index.partialFilterExpression as Record<string, object>,
      }),
    ),
  )
}

function signature({ name, keys, sparse, partialFilterExpression = {} }: DeclaredIndex): string {
  return JSON.stringify([name, Object.entries(keys), sparse === true, partialFilterExpression])
}
