import { randomUUID } from 'node:crypto'
import type { mongo } from 'mongoose'
import type { EntryKey } from '../../journal/feed-store.ts'
import { monotonicClock } from '../../time/monotonic-clock.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection } from './connection.ts'
import type { EntryDocument } from './entry-document.ts'
import { arrivalIndex, idIndex } from './indexes.ts'
import { arrivalMark, behindAllArrivals, behindAllBindings } from './places.ts'
import { withKeys } from './seeks.ts'
import { deleteUnordered, updateUnordered } from './write-many.ts'

type Session = mongo.ClientSession

/**
 * Says of entries that were inserted together that they wait for their numbers. It is the first document of their insert, so
 * it is there before any of them, on every member; it is gone when all have their numbers. So an entry is written once, and
 * never changed for the feed.
 */
export interface ArrivalDocument {
  /** All arrivals lie before all entries, the oldest first. */
  readonly _id: string
  /** Of the first entry: where the collection is sharded an arrival stands on the shard of its entry. */
  readonly account: string
  /** `_id`s of entries; one whose insert failed never comes. */
  readonly arrived: readonly string[]
  /** Those of them that credit something without a person; left out where there are none. */
  readonly credited?: readonly string[]
}

/** Entries that one arrival speaks of at most. */
const mostInArrival = 64

/** What is inserted before the entries; on a sharded collection an arrival for each, since an insert is divided there. */
export function arrivalsOf(documents: readonly EntryDocument[], isSharded: boolean): readonly ArrivalDocument[] {
  const size = isSharded ? 1 : mostInArrival
  const made: ArrivalDocument[] = []
  for (let start = 0; start < documents.length; start += size) {
    const together = documents.slice(start, start + size)
    const [first] = together
    if (first === undefined) break
    const credited = together.filter(({ automatic_credit: credit }) => credit !== undefined).map(({ _id }) => _id)
    made.push({
      _id: `${arrivalMark}${first.id} ${randomUUID()}`,
      account: first.account,
      arrived: together.map(({ _id }) => _id),
      ...(credited.length === 0 ? {} : { credited }),
    })
  }
  return made
}

/** The arrival of a document; a Problem `store_damaged` where it is not what was written. */
export function readArrival(document: mongo.Document): ArrivalDocument {
  const { _id, account, arrived, credited = [], ...others } = document
  const areLists = [arrived, credited].every(
    (keys) => Array.isArray(keys) && keys.every((key) => typeof key === 'string'),
  )
  if (!areLists || typeof account !== 'string' || Object.keys(others).length > 0) {
    throw damagedPlace(`the list ${JSON.stringify(_id)} of entries that wait for their numbers`)
  }
  return document as unknown as ArrivalDocument
}

interface ArrivalPage {
  readonly after: string
  /** 0: all. */
  readonly limit: number
}

async function findArrivals(
  connection: Connection,
  session: Session,
  { after, limit }: ArrivalPage,
): Promise<readonly ArrivalDocument[]> {
  const found = await arrivals(connection)
    .find({ _id: { $gt: after, $lt: behindAllArrivals } }, { hint: idIndex, session, sort: { _id: 1 }, limit })
    .toArray()
  return found.map(readArrival)
}

/** The `_id`s of all entries that wait for their numbers, and of some that never came. */
export async function arrivedKeys(connection: Connection, session: Session): Promise<readonly string[]> {
  return keysOf(await findArrivals(connection, session, { after: behindAllBindings, limit: 0 }))
}

function keysOf(found: readonly ArrivalDocument[]): readonly string[] {
  return [...new Set(found.flatMap(({ arrived }) => arrived))]
}

/** An entry that waits, and its id. */
export interface WaitingEntry {
  readonly id: string
  readonly key: EntryKey
}

/** What waits for a number, of one store. */
export interface Arrivals {
  /** The oldest so many entries that wait, in no order. */
  readonly waiting: (limit: number, session: Session) => Promise<readonly WaitingEntry[]>
  /** Which of the entries wait. */
  readonly waitingOf: (keys: readonly string[], session: Session) => Promise<ReadonlySet<string>>
  /** Says that the entries wait no more. */
  readonly clear: (keys: readonly string[], session: Session) => Promise<void>
}

/**
 * An insert has ended long before, however it ended, where an entry is not there so long after its arrival: whoever reads the one
 * at majority would read the other. Milliseconds.
 */
const longestInsert = 3_600_000

/** The arrivals of a connection; `now` gives milliseconds that never run back. */
export function createArrivals(connection: Connection, now: () => number = monotonicClock): Arrivals {
  /** Since when arrivals are known of whose entries none is there: by `_id`, monotonic. */
  let without = new Map<string, number>()

  const forget = async (
    found: readonly ArrivalDocument[],
    there: ReadonlyMap<string, WaitingEntry>,
    session: Session,
  ) => {
    const time = now()
    const empty = found.filter(({ arrived }) => !arrived.some((key) => there.has(key)))
    without = new Map(empty.map(({ _id }) => [_id, without.get(_id) ?? time]))
    const over = empty.filter(
      ({ _id, arrived }) => arrived.length === 0 || time - (without.get(_id) ?? time) > longestInsert,
    )
    await remove(connection, over, session)
  }

  return {
    waiting: async (limit, session) => {
      const waiting = new Map<string, WaitingEntry>()
      const looked: ArrivalDocument[] = []
      for (let after: string = behindAllBindings; waiting.size < limit; after = looked.at(-1)?._id ?? after) {
        const wanted = limit - waiting.size
        const page = await findArrivals(connection, session, { after, limit: wanted })
        const taken = firstOf(page, wanted)
        looked.push(...taken)
        for (const { _id, id = '', account, sequence } of await entriesAt(connection, keysOf(taken), session)) {
          waiting.set(_id, { id, key: { account, sequence } })
        }
        // Where some never came, others may wait behind them.
        if (taken.length === page.length && page.length < wanted) break
      }
      await forget(looked, waiting, session)
      return [...waiting.values()]
    },
    waitingOf: async (keys, session) => {
      if (keys.length === 0) return new Set()
      const asked = new Set(keys)
      const found = await ofKeys(connection, keys, session)
      return new Set(found.flatMap(({ arrived }) => arrived.filter((key) => asked.has(key))))
    },
    clear: async (keys, session) => {
      if (keys.length === 0) return
      const cleared = new Set(keys)
      const found = await ofKeys(connection, keys, session)
      const isOver = ({ arrived }: ArrivalDocument): boolean => arrived.every((key) => cleared.has(key))
      await remove(connection, found.filter(isOver), session)
      const parted = found.filter((arrival) => !isOver(arrival))
      if (parted.length === 0) return
      const $in = [...cleared]
      const updates = parted.map(({ _id, account }) => ({
        q: { _id, account },
        u: { $pull: { arrived: { $in }, credited: { $in } } },
      }))
      await updateUnordered(connection, { update: nameOf(connection), updates }, session)
    },
  }
}

/** The first ones, with so many entries at least where there are as many. */
function firstOf(found: readonly ArrivalDocument[], entries: number): readonly ArrivalDocument[] {
  let counted = 0
  const end = found.findIndex(({ arrived }) => (counted += arrived.length) >= entries)
  return end === -1 ? found : found.slice(0, end + 1)
}

async function entriesAt(
  { collections }: Connection,
  keys: readonly string[],
  session: Session,
): Promise<Pick<EntryDocument, '_id' | 'id' | 'account' | 'sequence'>[]> {
  if (keys.length === 0) return []
  const wanted = { _id: 1, id: 1, account: 1, sequence: 1 } as const
  return collections.entry
    .find(withKeys(keys), wanted, { hint: idIndex, session })
    .lean<Pick<EntryDocument, '_id' | 'id' | 'account' | 'sequence'>[]>()
}

async function ofKeys(
  connection: Connection,
  keys: readonly string[],
  session: Session,
): Promise<readonly ArrivalDocument[]> {
  const wanted = { arrived: { $in: [...keys] } }
  const found = await arrivals(connection).find(wanted, { hint: arrivalIndex, session }).toArray()
  return found.map(readArrival)
}

async function remove(connection: Connection, over: readonly ArrivalDocument[], session: Session): Promise<void> {
  if (over.length === 0) return
  const deletes = over.map(({ _id, account }) => ({ q: { _id, account }, limit: 1 }) as const)
  await deleteUnordered(connection, { delete: nameOf(connection), deletes }, session)
}

function arrivals({ collections }: Connection): mongo.Collection<ArrivalDocument> {
  return collections.entry.collection as unknown as mongo.Collection<ArrivalDocument>
}

function nameOf({ collections }: Connection): string {
  return collections.entry.collection.collectionName
}
