import type { mongo } from 'mongoose'
import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { writeQuarterSums } from '../../journal/quarter-sums.ts'
import { quarterPart, sumAutomaticCredits, type TotalledBy, totalPart } from '../../journal/totals.ts'
import { arrivedKeys } from './arrivals.ts'
import type { FeedDocument, TotalDocument } from './collections.ts'
import type { Connection } from './connection.ts'
import type { EntryDocument } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { withKeys } from './seeks.ts'

type Session = mongo.ClientSession

/** An entry's place in the feed, and what totals are made of; null for an entry of the audit log. */
export interface Numbered {
  readonly number: number
  readonly entry: string | null
  readonly found: TotalledBy | null
}

/** What the fields of {@link TotalledBy} are read from. */
const totalledFields = {
  kind: 1,
  decided_at: 1,
  policy: 1,
  policy_version: 1,
  outcome: 1,
  clause: 1,
  rule: 1,
  credit_currency: 1,
  credit_amount: 1,
  automatic_credit: 1,
} as const

/** What is numbered above `after`, ascending; all of it where `limit` is 0. */
export async function numberedAfter(
  { collections }: Connection,
  { after, limit, session }: { readonly after: number; readonly limit: number; readonly session: Session },
): Promise<readonly Numbered[]> {
  const options = { hint: idIndex, session } as const
  const page = await collections.feed
    .find({ _id: { $gt: after } }, null, { ...options, sort: { _id: 1 }, limit })
    .lean<FeedDocument[]>()
  const ids = page.flatMap(({ entry }) => (entry === undefined ? [] : [entry]))
  const found = await collections.entry.find(withKeys(ids), totalledFields, options).lean<EntryDocument[]>()
  const entries = new Map(found.map((document) => [document._id, totalledBy(document)]))
  return page.map(({ _id: number, entry = null }) => ({ number, entry, found: entries.get(entry ?? '') ?? null }))
}

/** Every entry that waits for its number, by its `_id`. */
export async function unnumbered(connection: Connection, session: Session): Promise<ReadonlyMap<string, TotalledBy>> {
  const keys = await arrivedKeys(connection, session)
  if (keys.length === 0) return new Map()
  const found = await connection.collections.entry
    .find(withKeys(keys), totalledFields, { hint: idIndex, session })
    .lean<EntryDocument[]>()
  return new Map(found.map((document) => [document._id, totalledBy(document)]))
}

/** What the totals take of an entry. */
function totalledBy(document: EntryDocument): TotalledBy {
  const { kind, decided_at = '', automatic_credit } = document
  return {
    kind: kind as TotalledBy['kind'],
    decided_at,
    policy: document.policy ?? null,
    policy_version: document.policy_version ?? null,
    outcome: document.outcome ?? null,
    clause: document.clause ?? null,
    rule: document.rule ?? null,
    credit_currency: document.credit_currency ?? null,
    credit_amount: document.credit_amount ?? null,
    automatic: automatic_credit === undefined ? null : 1,
  }
}

/** What the entry adds to which totals: to that of its day, to the quarters of this, and to what was credited automatically in one. */
export function addsTo(found: TotalledBy): readonly Omit<TotalDocument, 'up_to'>[] {
  const { decisions, credited, ...named } = totalPart(found)
  const key = canonicalJson(named)
  const quarters = quarterPart(found)?.quarters ?? null
  const [credit] = sumAutomaticCredits([found])
  return [
    ...(quarters === null
      ? []
      : [
          { _id: `${dayPlace(named.day)} ${key}`, key, decisions, credited },
          {
            _id: `${quartersPlace(named.day)} ${key}`,
            key,
            decisions: 0,
            credited: '0',
            by_quarter: writeQuarterSums(quarters),
          },
        ]),
    ...(credit === undefined
      ? []
      : [
          {
            _id: `${quarterPlace(credit.quarter_hour)} ${credit.currency}`,
            key: canonicalJson({ currency: credit.currency, quarter_hour: credit.quarter_hour }),
            decisions: 0,
            credited: credit.amount,
          },
        ]),
  ]
}

/** Totals of days sort by the day. */
export function dayPlace(day: string): string {
  return `day ${day}`
}

/** So do the quarters that make them up. */
export function quartersPlace(day: string): string {
  return `quarters ${day}`
}

/** Automatic credits of quarters of an hour sort by the time. */
export function quarterPlace(instant: string): string {
  return `quarter ${instant}`
}
