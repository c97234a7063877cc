import type { Model, QueryFilter } from 'mongoose'
import { Problem } from '../../problems/problem.ts'
import { readApiKey } from './api-keys.ts'
import { readArrival } from './arrivals.ts'
import { readAuditEntry } from './audit-log.ts'
import type { Collections, FeedDocument, TotalDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { readDraft } from './drafts.ts'
import { idIndex, missingIndexes } from './indexes.ts'
import { readBinding } from './order-binding-document.ts'
import { anyArrival, anyBinding, anyEntry } from './places.ts'
import { readPolicyVersion } from './policy-versions.ts'
import { readTotal } from './read-total.ts'
import { readReleaseSettings } from './release-settings.ts'

/** Missing indexes, ids that two entries have, and every document that is not as it was written, each in words; reads all of them. */
export async function integrityFaults({ collections, inOrder, readEntry }: Connection): Promise<readonly string[]> {
  const missing = await inOrder(() => missingIndexes(collections))
  const faults = missing.map(({ collection, index }) => `The index ${index.name} of ${collection} is missing.`)
  await inOrder(async () => {
    faults.push(...(await unreadable(collections.entry, readEntry, anyEntry)))
    faults.push(...(await unreadableOf(collections.entry.collection.find(anyArrival as object), readArrival)))
    faults.push(...(await unreadableOf(collections.entry.collection.find(anyBinding as object), readBinding)))
    faults.push(...(await idsOfSeveral(collections)))
    faults.push(...(await unreadable(collections.policyVersion, readPolicyVersion)))
    faults.push(...(await unreadable(collections.policyDraft, readDraft)))
    faults.push(...(await unreadable(collections.releaseSetting, readReleaseSettings)))
    faults.push(...(await unreadable(collections.apiKey, readApiKey)))
    faults.push(...(await unreadable(collections.auditEntry, readAuditEntry)))
    faults.push(...(await unreadable(collections.total, readTotal)))
    faults.push(...(await totalsAhead(collections)))
  })
  return faults
}

async function unreadable<Document>(
  model: Model<Document>,
  read: (document: { readonly [Name in keyof Document]?: unknown }) => unknown,
  filter: QueryFilter<Document> = {},
): Promise<string[]> {
  return unreadableOf(model.find(filter).lean<{ readonly [Name in keyof Document]?: unknown }>().cursor(), read)
}

async function unreadableOf<Document>(
  documents: AsyncIterable<Document>,
  read: (document: Document) => unknown,
): Promise<string[]> {
  const faults: string[] = []
  for await (const document of documents) {
    try {
      read(document)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      // What an archive does not give is told where streams are read.
      if (error.code === 'archive_unavailable') continue
      if (error.code !== 'store_damaged') throw error
      faults.push(error.detail)
    }
  }
  return faults
}

/** Totals that say they hold what has no number yet would leave it out. What is kept is read before the numbers. */
async function totalsAhead({ feed, total: totals }: Collections): Promise<string[]> {
  const kept = await totals.find({}, { up_to: 1 }).lean<Pick<TotalDocument, '_id' | 'up_to'>[]>()
  const [newest] = await feed
    .find({}, { _id: 1 }, { hint: idIndex, sort: { _id: -1 }, limit: 1 })
    .lean<FeedDocument[]>()
  const tail = newest?._id ?? 0
  const ahead = kept.filter(({ up_to }) => !Number.isSafeInteger(up_to) || up_to < 0 || up_to > tail)
  return ahead.map(
    ({ _id, up_to }) => `The total "${_id}" goes up to number ${String(up_to)}, and the feed to ${tail}.`,
  )
}

/** Ids are drawn, not counted, and `append` does not look whether another stream has one: 74 random bits keep them apart. */
async function idsOfSeveral({ entry: entries }: Collections): Promise<string[]> {
  const faults: string[] = []
  let before: unknown = null
  const options = { hint: 'by_id', sort: { id: 1 } } as const
  for await (const { id } of entries
    .find({ id: { $gt: '' } }, { _id: 0, id: 1 }, options)
    .lean<{ readonly id: unknown }>()
    .cursor()) {
    if (id === before) faults.push(`More than one entry has the id ${String(id)}.`)
    before = id
  }
  return faults
}
