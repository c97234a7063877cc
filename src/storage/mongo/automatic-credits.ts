import type { mongo, PipelineStage } from 'mongoose'
import { quarterHourMilliseconds, quarterHourOf } from '../../journal/totals.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { formatInstant, parseInstant } from '../../time/instant.ts'
import type { ArrivalDocument } from './arrivals.ts'
import { type Collections, type FeedDocument, layoutId, type TotalDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { amountOfPlace, behindAllCreditsIn, creditPlace, type EntryDocument, instantOfPlace } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { progressId } from './kept-totals.ts'
import { anyArrival } from './places.ts'
import { readTotal } from './read-total.ts'
import { withKeys } from './seeks.ts'
import type { Ask } from './shared-reads.ts'
import type { Stored } from './store-schema.ts'
import { quarterPlace } from './totalled-entries.ts'

type Session = mongo.ClientSession

/** Where the feeder is behind by more the entries of the whole time are read: what one answer may hold has an end. */
const mostInFlight = 5000
/** Each speaks of 64 entries at most, so that the answer stays far below what a document may hold. */
const mostArrivals = 500
const behindAllQuarters = quarterPlace('~')

/**
 * The sum of what was credited in the currency without a person since the instant (inclusive), over all accounts: of
 * the quarter hours that begin then or later what the totals have of them and what is on its way into these, of the
 * one that it falls into, if any, the entries. One part of a shared command, however much was credited.
 */
export async function automaticCreditsSince(
  connection: Connection,
  ask: Ask,
  { currency, since }: { readonly currency: string; readonly since: string },
): Promise<string> {
  const instant = parseInstant(since)
  const begin = Math.ceil(instant / quarterHourMilliseconds) * quarterHourMilliseconds
  const quarter = formatInstant(begin)
  const entriesOf = (range: PlaceRange): Promise<readonly string[]> =>
    connection.inOrder((session) => ofEntries(connection, range, session))
  const [whole, broken] = await Promise.all([
    ofQuarters(connection, ask, { currency, quarter }),
    begin === instant ? [] : entriesOf(rangeOf(currency, since, quarter)),
  ])
  return sumDecimals(whole === null ? await entriesOf(rangeOf(currency, since, null)) : [whole, ...broken])
}

interface PlaceRange {
  readonly $gte: string
  readonly $lt: string
}

function rangeOf(currency: string, since: string, before: string | null): PlaceRange {
  const end = before === null ? behindAllCreditsIn(currency) : creditPlace(currency, before)
  return { $gte: creditPlace(currency, since), $lt: end }
}

async function ofEntries({ collections }: Connection, range: PlaceRange, session: Session): Promise<readonly string[]> {
  const found = await collections.entry
    .find({ automatic_credit: range }, { _id: 0, automatic_credit: 1 }, { hint: 'automatic_credits', session })
    .lean<Pick<EntryDocument, 'automatic_credit'>[]>()
  return found.map(({ automatic_credit: place = '' }) => amountOfPlace(place))
}

/** Since when, and in what, credits are summed. */
interface Credits {
  readonly currency: string
  readonly quarter: string
}

type FoundCredit = Pick<EntryDocument, '_id' | 'automatic_credit'>

/** What the one document of the layout is joined with, each stage after the ones before it. */
interface Joined {
  readonly progress: readonly TotalDocument[]
  /** What says which entries wait for their number. */
  readonly arrivals: readonly ArrivalDocument[]
  /** Those of these entries that credit something, but for what never came. */
  readonly waiting: readonly FoundCredit[]
  /** The numbers above the progress. */
  readonly numbered: readonly FeedDocument[]
  readonly kept: readonly Stored<TotalDocument>[]
  /** What numbers those of `waiting` have by now. */
  readonly numbers: readonly FeedDocument[]
}

/** Their sum, made once for all who ask together; null where more is on its way than one answer holds. */
function ofQuarters(connection: Connection, ask: Ask, credits: Credits): Promise<string | null> {
  return ask<null, string | null>(
    {
      name: `credits in ${credits.currency} since ${credits.quarter}`,
      from: 'storeLayout',
      stages: () => stagesOf(connection.collections, credits),
      answer: ([found]) => {
        const sum = sumOf(connection, found as unknown as Joined | undefined, credits)
        return () => sum
      },
    },
    null,
  )
}

async function sumOf(connection: Connection, joined: Joined | undefined, credits: Credits): Promise<string | null> {
  if (joined === undefined || joined.arrivals.length > mostArrivals || joined.numbered.length > mostInFlight)
    return null
  return sumDecimals(amountsOf(joined, await unmarked(connection, joined), credits))
}

function stagesOf({ entry, total, feed }: Collections, { quarter, currency }: Credits): PipelineStage[] {
  const nameOf = ({ collection }: Collections[keyof Collections]): string => collection.collectionName
  const [entries, totals, numbers] = [nameOf(entry), nameOf(total), nameOf(feed)]
  const limit = { $limit: mostInFlight + 1 }
  const number = { $project: { entry: 1 } }
  const after = { $ifNull: [{ $first: '$progress.up_to' }, 0] }
  const isAfter = { $match: { $expr: { $gt: ['$_id', '$$after'] } } }
  const arrivals = [{ $match: anyArrival }, { $limit: mostArrivals + 1 }, { $project: { arrived: 1, credited: 1 } }]
  const credit = { $project: { automatic_credit: 1 } }
  const quarters = { _id: { $gte: quarterPlace(quarter), $lt: behindAllQuarters, $regex: endOf(currency) } }
  return [
    { $match: { _id: layoutId } },
    { $lookup: { from: totals, as: 'progress', pipeline: [{ $match: { _id: progressId } }] } },
    { $lookup: { from: entries, as: 'arrivals', pipeline: arrivals } },
    {
      $lookup: {
        from: entries,
        as: 'waiting',
        localField: 'arrivals.credited',
        foreignField: '_id',
        pipeline: [credit],
      },
    },
    { $lookup: { from: numbers, as: 'numbered', let: { after }, pipeline: [isAfter, limit, number] } },
    { $lookup: { from: totals, as: 'kept', pipeline: [{ $match: quarters }] } },
    { $lookup: { from: numbers, as: 'numbers', localField: 'waiting._id', foreignField: 'entry', pipeline: [number] } },
  ]
}

/** Entries that are numbered and not kept yet though they wait no more: where a feeder was cut off. What they credit never changes. */
async function unmarked(connection: Connection, { arrivals, numbered }: Joined): Promise<readonly FoundCredit[]> {
  const known = new Set(arrivals.flatMap(({ arrived }) => arrived))
  const others = numbered.flatMap(({ entry }) => (entry === undefined || known.has(entry) ? [] : [entry]))
  if (others.length === 0) return []
  return connection.inOrder((session) =>
    connection.collections.entry
      .find(withKeys(others), { automatic_credit: 1 }, { hint: idIndex, session })
      .lean<FoundCredit[]>(),
  )
}

/**
 * Entries only go from unnumbered to numbered to kept: what was read in this order, and the numbers last, misses none, and what
 * a total has by its number is not counted beside it.
 */
function amountsOf(joined: Joined, unmarkedCredits: readonly FoundCredit[], { currency, quarter }: Credits): string[] {
  const { progress, waiting, numbered, numbers } = joined
  const after = progress[0]?.up_to ?? 0
  const kept = joined.kept.map(readTotal)
  const upTo = new Map(kept.map((total) => [total._id, Math.max(after, total.up_to)]))
  const numberOf = new Map([...numbers, ...numbered].map(({ _id, entry }) => [entry, _id]))
  const { $gte: from, $lt: to } = rangeOf(currency, quarter, null)
  const amounts = kept.map(({ credited }) => credited)
  for (const { _id, automatic_credit: place = '' } of [...waiting, ...unmarkedCredits]) {
    if (place < from || place >= to) continue
    const number = numberOf.get(_id)
    const isKept = number !== undefined && number <= (upTo.get(keptIn(place, currency)) ?? after)
    if (!isKept) amounts.push(amountOfPlace(place))
  }
  return amounts
}

/** What the names of the currency's totals end with. */
function endOf(currency: string): string {
  return ` ${currency.replaceAll(/[^A-Za-z0-9]/gu, '[$&]')}$`
}

/** The total that has the credit of the place once it is kept. */
function keptIn(place: string, currency: string): string {
  return `${quarterPlace(quarterHourOf(instantOfPlace(place)))} ${currency}`
}
