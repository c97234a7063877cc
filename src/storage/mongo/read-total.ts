import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { readQuarterSums } from '../../journal/quarter-sums.ts'
import { Rational } from '../../money/rational.ts'
import { damagedPlace, readStoredJson } from '../stored-json.ts'
import type { TotalDocument } from './collections.ts'
import { formerProgressId, progressId } from './kept-totals.ts'
import type { Stored } from './store-schema.ts'
import { dayPlace, quarterPlace, quartersPlace } from './totalled-entries.ts'

/** The total of a document; a Problem `store_damaged` where the document is not what was written. */
export function readTotal(document: Stored<TotalDocument>): TotalDocument {
  const { _id, key, decisions, credited, by_quarter, up_to } = document
  const place = `the total "${String(_id)}"`
  if (typeof _id !== 'string' || typeof key !== 'string' || typeof credited !== 'string') throw damagedPlace(place)
  if (Rational.parse(credited) === undefined || !isCount(decisions) || !isCount(up_to)) throw damagedPlace(place)
  if (by_quarter === undefined) {
    if (_id !== placeOf(key, place) && !(key === '' && _id === formerProgressId)) throw damagedPlace(place)
    return { _id, key, decisions, credited, up_to }
  }
  if (typeof by_quarter !== 'string' || readQuarterSums(by_quarter) === null) throw damagedPlace(place)
  if (decisions !== 0 || credited !== '0' || _id !== placeOfQuarters(key, place)) throw damagedPlace(place)
  return { _id, key, decisions, credited, by_quarter, up_to }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function placeOfQuarters(key: string, place: string): string {
  const named: { readonly day?: unknown } = readStoredJson(key, place)
  return `${quartersPlace(String(named.day))} ${canonicalJson(named)}`
}

/** Where the total of the key stands. */
function placeOf(key: string, place: string): string {
  if (key === '') return progressId
  const named: { readonly day?: unknown; readonly quarter_hour?: unknown; readonly currency?: unknown } =
    readStoredJson(key, place)
  if (typeof named.day === 'string') return `${dayPlace(named.day)} ${canonicalJson(named)}`
  return `${quarterPlace(String(named.quarter_hour))} ${String(named.currency)}`
}
