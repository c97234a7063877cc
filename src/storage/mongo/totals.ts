import type { mongo } from 'mongoose'
import { readQuarterSums } from '../../journal/quarter-sums.ts'
import { sumAutomaticCredits, sumTotals, type TotalledBy, type TotalPart } from '../../journal/totals.ts'
import type { AutomaticCredit, QuarterTotal, TotalsStore } from '../../journal/totals-store.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import type { FeedDocument, TotalDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import { idIndex } from './indexes.ts'
import { progressOf } from './kept-totals.ts'
import { partsOf, type TotalsPart } from './parts-of-totals.ts'
import { dayPlace, numberedAfter, quarterPlace, quartersPlace, unnumbered } from './totalled-entries.ts'

type Session = mongo.ClientSession

/** The totals of a MongoDB database: those that are kept, and what is not in them yet. */
export function createTotalsStore(connection: Connection): TotalsStore {
  const between = (from: string, to: string): Promise<readonly TotalsPart[]> =>
    connection.inOrder((session) => partsBetween(connection, { from, to }, session))
  return {
    totals: async (from, to) => sumTotals((await between(dayPlace(from), dayPlace(to))).map(partOf)),
    quarterTotals: async (from, to) => (await between(quartersPlace(from), quartersPlace(to))).map(quartersOf),
    automaticCredits: async (from, to) =>
      sumAutomaticCredits((await between(quarterPlace(from), quarterPlace(to))).map(creditOf)),
  }
}

async function partsBetween(
  connection: Connection,
  { from, to }: { readonly from: string; readonly to: string },
  session: Session,
): Promise<readonly TotalsPart[]> {
  const { total: totals } = connection.collections
  const after = await progressOf(connection, session)
  const waiting = await unnumbered(connection, session)
  const numbered = await numberedAfter(connection, { after, limit: 0, session })
  const kept = await totals
    .find({ _id: { $gte: from, $lt: to } }, null, { hint: idIndex, session })
    .lean<TotalDocument[]>()
  const numbers = await numbersOf(connection, [...waiting.keys()], session)
  return partsOf({ after, waiting, numbered, kept, numbers }, { from, to })
}

async function numbersOf(
  { collections }: Connection,
  entries: readonly string[],
  session: Session,
): Promise<ReadonlyMap<string, number>> {
  const wanted = { entry: { $in: [...entries] } }
  const found = await collections.feed.find(wanted, null, { hint: 'by_entry', session }).lean<FeedDocument[]>()
  return new Map(found.map(({ entry = '', _id }) => [entry, _id]))
}

function quartersOf({ _id, key, by_quarter = '' }: TotalsPart): QuarterTotal {
  const quarters = readQuarterSums(by_quarter)
  const place = `the total "${_id}"`
  if (quarters === null) throw damagedPlace(place)
  return { ...(readStoredJson(key, place) as unknown as QuarterTotal), quarters }
}

function partOf({ _id, key, decisions, credited }: TotalsPart): TotalPart {
  return { ...(readStoredJson(key, `the total "${_id}"`) as unknown as TotalPart), decisions, credited }
}

function creditOf({ _id, key, credited }: TotalsPart): TotalledBy {
  const { currency, quarter_hour } = readStoredJson(key, `the total "${_id}"`) as unknown as AutomaticCredit
  return {
    kind: 'decision',
    decided_at: quarter_hour,
    policy: null,
    policy_version: null,
    outcome: null,
    clause: null,
    rule: null,
    credit_currency: currency,
    credit_amount: credited,
    automatic: 1,
  }
}
