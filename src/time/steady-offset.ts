import { DateTime } from 'luxon'
import { millisecondsPerDay } from './civil-day.ts'

const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(2200, 0, 1)
/** Days that are remembered of one zone: more than fifty years. */
const mostDays = 20_000
/** Instants of a day that are looked at, every six hours: no zone changes to and fro in less. */
const looks = 4

const zones = new Map<string, Map<number, number | null>>()

/**
 * Milliseconds that a zone (IANA name) is ahead of UTC at an instant, where it is so for the whole UTC
 * day of the instant; null on days when clocks change and outside of the years 1900 to 2199: luxon
 * then knows. Asking luxon costs a hundred times as much as remembering.
 */
export function steadyOffset(milliseconds: number, timeZone: string): number | null {
  if (!(milliseconds >= earliest && milliseconds < latest)) return null
  if (timeZone === 'UTC') return 0
  let days = zones.get(timeZone)
  if (days === undefined) {
    days = new Map()
    zones.set(timeZone, days)
  }
  const day = Math.floor(milliseconds / millisecondsPerDay)
  const known = days.get(day)
  if (known !== undefined) return known
  if (days.size >= mostDays) days.clear()
  const offset = offsetOfDay(day, timeZone)
  days.set(day, offset)
  return offset
}

function offsetOfDay(day: number, timeZone: string): number | null {
  const start = day * millisecondsPerDay
  const offset = offsetAt(start, timeZone)
  for (let look = 1; look <= looks; look += 1) {
    const at = look === looks ? start + millisecondsPerDay - 1 : start + (look * millisecondsPerDay) / looks
    if (offsetAt(at, timeZone) !== offset) return null
  }
  return Number.isInteger(offset) ? offset * 60_000 : null
}

/** In minutes; a zone's local mean time of old may have seconds. */
function offsetAt(milliseconds: number, timeZone: string): number {
  return DateTime.fromMillis(milliseconds, { zone: timeZone }).offset
}
