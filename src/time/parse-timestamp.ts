import { usualInstant } from './instant.ts'
import { isInInstantRange } from './instant-range.ts'
import { parseDate } from './parse-date.ts'

const pattern =
  /^(?<date>\d{4}-\d{2}-\d{2})[Tt](?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?(?:[Zz]|(?<sign>[+-])(?<offsetHour>\d{2}):(?<offsetMinute>\d{2}))$/

/**
 * Reads an RFC 3339 date-time with its offset as milliseconds since the epoch (finer digits are cut
 * off); `undefined` for anything else, for days and times that do not exist, and for leap seconds.
 */
export function parseTimestamp(text: string): number | undefined {
  const usual = usualInstant(text)
  if (usual !== null) return isInInstantRange(usual) ? usual : undefined
  const groups = pattern.exec(text)?.groups
  if (groups === undefined) return undefined
  const { date = '', hour = '', minute = '', second = '', fraction = '', sign, offsetHour, offsetMinute } = groups
  if (parseDate(date) === undefined || hour > '23' || minute > '59' || second > '59') return undefined
  if ((offsetHour ?? '') > '23' || (offsetMinute ?? '') > '59') return undefined
  const local = Date.parse(`${date}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  const offset = (Number(offsetHour ?? 0) * 60 + Number(offsetMinute ?? 0)) * 60_000
  const milliseconds = sign === '-' ? local + offset : local - offset
  return isInInstantRange(milliseconds) ? milliseconds : undefined
}
