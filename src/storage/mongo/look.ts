import type { PipelineStage } from 'mongoose'
import type { Entry } from '../../journal/entry.ts'
import type { LookQuestion, StreamLook } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import type { EntryDocument } from './entry-document.ts'
import { type Seek, seekByKey, seekDecidedUpTo, seekHead, seekNewestOfOrder, seekNewestOfPart } from './seeks.ts'
import type { Ask, Found } from './shared-reads.ts'
import type { Stored } from './store-schema.ts'

/** A head, with what was found after it. */
type Looked = Stored<EntryDocument> & { readonly [Name in Side]?: readonly Stored<EntryDocument>[] }
type Side = 'previous' | 'previous_of_part' | 'by_key' | `window_${number}`

/** What is looked at, but for the order's account. */
type Look = Omit<StreamLook, 'owner'>

/**
 * The head and what may not be older than it, in one command. A `$lookup` is run for a document that came
 * out of the stage before it, so it begins after the head was read: MongoDB reads at the same or a later
 * point of what the majority has, others (FerretDB) answer the whole command from one snapshot. These
 * inner searches cannot name their index; each has one that gives exactly its fields in its order.
 */
export function lookAtStream(connection: Connection, ask: Ask, question: LookQuestion): Promise<Look> {
  const { windows = [] } = question
  const stages = lookStages(connection, question, windows)
  return ask<null, Look>(
    {
      name: null,
      from: 'entry',
      stages: () => stages,
      answer:
        ([found]) =>
        () =>
          lookOf(connection, found, windows),
    },
    null,
  )
}

function lookStages(
  { collections }: Connection,
  { account, order, idempotencyKey }: LookQuestion,
  windows: readonly string[],
): readonly PipelineStage[] {
  const from = collections.entry.collection.collectionName
  const beside = (as: Side, seek: Seek): PipelineStage => ({ $lookup: { from, as, pipeline: stagesOf(seek) } })
  return [
    ...stagesOf(seekHead(account)),
    ...(order === null
      ? []
      : [
          beside('previous', seekNewestOfOrder(account, order)),
          beside('previous_of_part', seekNewestOfPart(account, order)),
        ]),
    ...(idempotencyKey === null ? [] : [beside('by_key', seekByKey(account, idempotencyKey))]),
    ...windows.map((instant, index) => beside(`window_${index}`, seekDecidedUpTo(account, instant))),
  ]
}

function lookOf({ readEntry }: Connection, found: Found | undefined, windows: readonly string[]): Look {
  const { previous, previous_of_part, by_key, ...rest } = (found ?? {}) as Looked
  const firstOf = ([first]: readonly Stored<EntryDocument>[] = []): Entry | null =>
    first === undefined ? null : readEntry(first)
  return {
    head: found === undefined ? null : readEntry(rest),
    previous: firstOf(previous),
    previousOfPart: firstOf(previous_of_part),
    byKey: firstOf(by_key),
    ...(windows.length > 0 && {
      windows: new Map(windows.map((instant, index) => [instant, firstOf(rest[`window_${index}`])])),
    }),
  }
}

type SeekStages = [PipelineStage.Match, PipelineStage.Sort, PipelineStage.Limit]

function stagesOf({ filter, sort }: Seek): SeekStages {
  return [{ $match: filter }, { $sort: { ...sort } }, { $limit: 1 }]
}
