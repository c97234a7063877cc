import type { PipelineStage } from 'mongoose'
import type { Entry } from '../../journal/entry.ts'
import type { LookQuestion, StreamLook } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, readEntry } from './entry-document.ts'
import { type Seek, seekByKey, seekDecidedUpTo, seekHead, seekNewestOfOrder, seekNewestOfPart } from './seeks.ts'
import type { Stored } from './store-schema.ts'

/** A head, with what was found after it. */
type Looked = Stored<EntryDocument> & { readonly [Name in Side]?: readonly Stored<EntryDocument>[] }
type Side = 'previous' | 'previous_of_part' | 'by_key' | `window_${number}`

/**
 * The head and what may not be older than it, in one command. A `$lookup` is run for a document that came
 * out of the stage before it, so it begins after the head was read: MongoDB reads at the same or a later
 * point of what the majority has, others (FerretDB) answer the whole command from one snapshot. These
 * inner searches cannot name their index; each has one that gives exactly its fields in its order.
 */
export async function lookAtStream(connection: Connection, question: LookQuestion): Promise<Omit<StreamLook, 'owner'>> {
  const { account, order, idempotencyKey, windows = [] } = question
  const { entry: entries } = connection.collections
  const from = entries.collection.collectionName
  const head = seekHead(account)
  const pipeline: PipelineStage[] = [...stagesOf(head)]
  const beside = (as: Side, seek: Seek): void => void pipeline.push({ $lookup: { from, as, pipeline: stagesOf(seek) } })
  if (order !== null) {
    beside('previous', seekNewestOfOrder(account, order))
    beside('previous_of_part', seekNewestOfPart(account, order))
  }
  if (idempotencyKey !== null) beside('by_key', seekByKey(account, idempotencyKey))
  for (const [index, instant] of windows.entries()) beside(`window_${index}`, seekDecidedUpTo(account, instant))
  const [found] = await connection.inOrder((session) =>
    entries.aggregate<Looked>(pipeline).option({ hint: head.index }).session(session),
  )
  const { previous, previous_of_part, by_key, ...newest } = found ?? {}
  return {
    head: found === undefined ? null : readEntry(newest),
    previous: firstOf(previous),
    previousOfPart: firstOf(previous_of_part),
    byKey: firstOf(by_key),
    ...(windows.length > 0 && {
      windows: new Map(windows.map((instant, index) => [instant, firstOf(found?.[`window_${index}`])])),
    }),
  }
}

type SeekStages = [PipelineStage.Match, PipelineStage.Sort, PipelineStage.Limit]

function stagesOf({ filter, sort }: Seek): SeekStages {
  return [{ $match: filter }, { $sort: { ...sort } }, { $limit: 1 }]
}

function firstOf(found: readonly Stored<EntryDocument>[] = []): Entry | null {
  const [first] = found
  return first === undefined ? null : readEntry(first)
}
