import { DateTime } from 'luxon'
import { isInInstantRange } from './instant-range.ts'

/** The first instant of the day that holds the instant, in milliseconds since the epoch; the zone is an IANA name. */
export function startOfDay(milliseconds: number, timeZone: string): number {
  return firstInstantOf(DateTime.fromMillis(milliseconds, { zone: timeZone }))
}

/** The first instant of a day `YYYY-MM-DD` in the zone, in milliseconds since the epoch. */
export function startOfDate(date: string, timeZone: string): number {
  return firstInstantOf(DateTime.fromISO(date, { zone: timeZone }))
}

/** Where clocks go back over midnight the day has two of them, and luxon may give the second. */
function firstInstantOf(time: DateTime): number {
  let midnight = time.startOf('day')
  let before = midnight.minus({ minutes: 30 })
  while (before.day === midnight.day) {
    midnight = before
    before = midnight.minus({ minutes: 30 })
  }
  return midnight.toMillis()
}

/** The day `YYYY-MM-DD` that it is in the zone at the instant. */
export function dateAt(milliseconds: number, timeZone: string): string {
  return DateTime.fromMillis(milliseconds, { zone: timeZone }).toFormat('yyyy-MM-dd')
}

/** Days from the first day to the second, negative if that is earlier. */
export function daysBetweenDates(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

/** Number of days of the month that holds the day. */
export function daysInMonth(date: string): number {
  const [year, month] = date.split('-')
  return new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate()
}

/** A number of calendar days or months, which may be negative. */
export type CalendarStep = { readonly days: number } | { readonly months: number }

/**
 * The instant so many calendar days or months later, at the same local time of the zone; a day that
 * the month lacks becomes its last one. `undefined` outside of the years 1 to 9999.
 */
export function addToInstant(milliseconds: number, step: CalendarStep, timeZone: string): number | undefined {
  const moved = DateTime.fromMillis(milliseconds, { zone: timeZone }).plus(step).toMillis()
  return isInInstantRange(moved) ? moved : undefined
}

/** As {@link addToInstant}, for a day `YYYY-MM-DD`. */
export function addToDate(date: string, step: CalendarStep): string | undefined {
  const moved = addToInstant(Date.parse(date), step, 'UTC')
  return moved === undefined ? undefined : dateAt(moved, 'UTC')
}
