import type { mongo, PipelineStage } from 'mongoose'
import { quarterHourMilliseconds } from '../../journal/totals.ts'
import { sumDecimals } from '../../money/sum-decimals.ts'
import { formatInstant, parseInstant } from '../../time/instant.ts'
import { type FeedDocument, layoutId, type TotalDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { amountOfPlace, behindAllCreditsIn, creditPlace, type EntryDocument } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { progressId } from './kept-totals.ts'
import { partsOf, type TotalsRead } from './parts-of-totals.ts'
import { quarterPlace, totalledBy, totalledFields } from './totalled-entries.ts'

type Session = mongo.ClientSession

/** Where the feeder is behind by more the entries of the whole time are read: what one answer may hold has an end. */
const mostInFlight = 5000
const behindAllQuarters = quarterPlace('~')

/**
 * The sum of what was credited in the currency without a person since the instant (inclusive), over all accounts: of
 * the quarter hours that begin then or later what the totals have of them and what is on its way into these, of the
 * one that it falls into, if any, the entries. One command, however much was credited.
 */
export async function automaticCreditsSince(connection: Connection, currency: string, since: string): Promise<string> {
  const instant = parseInstant(since)
  const begin = Math.ceil(instant / quarterHourMilliseconds) * quarterHourMilliseconds
  const quarter = formatInstant(begin)
  return connection.inOrder(async (session) => {
    const whole = await ofQuarters(connection, { currency, quarter }, session)
    if (whole === null) return sumDecimals(await ofEntries(connection, rangeOf(currency, since, null), session))
    const broken = begin === instant ? [] : await ofEntries(connection, rangeOf(currency, since, quarter), session)
    return sumDecimals([...whole, ...broken])
  })
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

/** What the one document of the layout is joined with, each stage after the ones before it. */
interface Joined {
  readonly progress: readonly TotalDocument[]
  readonly waiting: readonly EntryDocument[]
  readonly numbered: readonly (FeedDocument & { readonly found: readonly EntryDocument[] })[]
  readonly kept: readonly TotalDocument[]
  readonly numbers: readonly FeedDocument[]
}

/** What they sum up; null where more is on its way than one answer holds. */
async function ofQuarters(
  { collections }: Connection,
  { currency, quarter }: { readonly currency: string; readonly quarter: string },
  session: Session,
): Promise<readonly string[] | null> {
  const from = quarterPlace(quarter)
  const pipeline = stagesOf(collections, { from, credits: rangeOf(currency, quarter, null) })
  const [joined] = await collections.storeLayout.aggregate<Joined>(pipeline).option({ hint: idIndex }).session(session)
  if (joined === undefined || joined.waiting.length > mostInFlight || joined.numbered.length > mostInFlight) return null
  return partsOf(readOf(joined), { from, to: behindAllQuarters })
    .filter(({ _id }) => _id.endsWith(` ${currency}`))
    .map(({ credited }) => credited)
}

function stagesOf(
  { entry, total, feed }: Connection['collections'],
  { from, credits }: { readonly from: string; readonly credits: PlaceRange },
): [PipelineStage.Match, ...PipelineStage[]] {
  const limit = { $limit: mostInFlight + 1 }
  const entries = entry.collection.collectionName
  const totals = total.collection.collectionName
  const numbers = feed.collection.collectionName
  const after = { $ifNull: [{ $first: '$progress.up_to' }, 0] }
  const fields = { $project: totalledFields }
  const isWaiting = { waits_feed: { $gt: '' }, automatic_credit: credits }
  return [
    { $match: { _id: layoutId } },
    { $lookup: { from: totals, as: 'progress', pipeline: [{ $match: { _id: progressId } }] } },
    { $lookup: { from: entries, as: 'waiting', pipeline: [{ $match: isWaiting }, limit, fields] } },
    {
      $lookup: {
        from: numbers,
        as: 'numbered',
        let: { after },
        pipeline: [
          { $match: { $expr: { $gt: ['$_id', '$$after'] } } },
          limit,
          { $lookup: { from: entries, as: 'found', localField: 'entry', foreignField: '_id', pipeline: [fields] } },
        ],
      },
    },
    { $lookup: { from: totals, as: 'kept', pipeline: [{ $match: { _id: { $gte: from, $lt: behindAllQuarters } } }] } },
    { $lookup: { from: numbers, as: 'numbers', localField: 'waiting._id', foreignField: 'entry' } },
  ]
}

function readOf({ progress, waiting, numbered, kept, numbers }: Joined): TotalsRead {
  return {
    after: progress[0]?.up_to ?? 0,
    waiting: new Map(waiting.map((document) => [document._id, totalledBy(document)])),
    numbered: numbered.map(({ _id: number, entry = null, found: [document] }) => ({
      number,
      entry,
      found: document === undefined ? null : totalledBy(document),
    })),
    kept,
    numbers: new Map(numbers.map(({ entry = '', _id }) => [entry, _id])),
  }
}
