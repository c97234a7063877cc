import { DateTime } from 'luxon'
import { civilDay, dayNumber, dayText, lengthOfMonth, millisecondsPerDay } from './civil-day.ts'
import { isInInstantRange } from './instant-range.ts'
import { steadyOffset } from './steady-offset.ts'

/** The first instant of the day that holds the instant, in milliseconds since the epoch; the zone is an IANA name. */
export function startOfDay(milliseconds: number, timeZone: string): number {
  const offset = steadyOffset(milliseconds, timeZone)
  if (offset !== null) {
    const midnight = Math.floor((milliseconds + offset) / millisecondsPerDay) * millisecondsPerDay - offset
    const isSteady = steadyOffset(midnight, timeZone) === offset && steadyOffset(midnight - 1, timeZone) === offset
    if (isSteady) return midnight
  }
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
  const day = dayNumberAt(milliseconds, timeZone)
  if (day !== null) return dayText(civilDay(day))
  return DateTime.fromMillis(milliseconds, { zone: timeZone }).toFormat('yyyy-MM-dd')
}

/** Days from 1970-01-01 to the day that it is in the zone at the instant; null where only {@link dateAt} knows it. */
export function dayNumberAt(milliseconds: number, timeZone: string): number | null {
  const offset = steadyOffset(milliseconds, timeZone)
  return offset === null ? null : Math.floor((milliseconds + offset) / millisecondsPerDay)
}

/** Milliseconds from 0:00 to what the clock of the zone shows at the instant, whatever it was changed by on that day. */
export function clockAt(milliseconds: number, timeZone: string): number {
  const offset = steadyOffset(milliseconds, timeZone)
  if (offset !== null) {
    const local = milliseconds + offset
    return local - Math.floor(local / millisecondsPerDay) * millisecondsPerDay
  }
  const { hour, minute, second, millisecond } = DateTime.fromMillis(milliseconds, { zone: timeZone })
  return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
}

/**
 * The instant at which the clock of the zone shows so many milliseconds (0 to a whole day) after 0:00 on a day
 * `YYYY-MM-DD`: the first one where it does so twice, as much later as the clock jumps where it never does.
 */
export function instantAtClock(date: string, clock: number, timeZone: string): number {
  if (clock === 0) return startOfDate(date, timeZone)
  const local = Date.parse(date) + clock
  const offset = steadyOffset(local, timeZone)
  const around = [local - millisecondsPerDay, local + millisecondsPerDay]
  if (offset !== null && around.every((time) => steadyOffset(time, timeZone) === offset)) return local - offset
  const { year, month, day } = civilDay(Math.floor(local / millisecondsPerDay))
  const ofDay = local - Math.floor(local / millisecondsPerDay) * millisecondsPerDay
  const hour = Math.floor(ofDay / 3_600_000)
  const minute = Math.floor(ofDay / 60_000) % 60
  const parts = { year, month, day, hour, minute, second: Math.floor(ofDay / 1000) % 60, millisecond: ofDay % 1000 }
  const there = DateTime.fromObject(parts, { zone: timeZone })
  return Math.min(...there.getPossibleOffsets().map((time) => time.toMillis()))
}

/** Whole months from the first instant to the second, as {@link addToInstant} adds them; negative if that is earlier. */
export function monthsBetween(from: number, to: number, timeZone: string): number {
  if (to < from) return -monthsBetween(to, from, timeZone) || 0
  const [fromYear, fromMonth] = yearAndMonth(from, timeZone)
  const [toYear, toMonth] = yearAndMonth(to, timeZone)
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth
  const reached = addToInstant(from, { months }, timeZone)
  return reached === undefined || reached > to ? Math.max(months - 1, 0) : months
}

function yearAndMonth(milliseconds: number, timeZone: string): readonly [number, number] {
  const day = dayNumberAt(milliseconds, timeZone)
  const { year, month } = day === null ? DateTime.fromMillis(milliseconds, { zone: timeZone }) : civilDay(day)
  return [year, month]
}

/** Days from the first day to the second, negative if that is earlier. */
export function daysBetweenDates(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / millisecondsPerDay
}

/** Number of days of the month that holds the day. */
export function daysInMonth(date: string): number {
  const [year, month] = date.split('-')
  return lengthOfMonth(Number(year), Number(month))
}

/** A number of calendar days or months, which may be negative. */
export type CalendarStep = { readonly days: number } | { readonly months: number }

/**
 * The instant so many calendar days or months later, at the same local time of the zone; a day that
 * the month lacks becomes its last one. `undefined` outside of the years 1 to 9999.
 */
export function addToInstant(milliseconds: number, step: CalendarStep, timeZone: string): number | undefined {
  const moved =
    addSteadily(milliseconds, step, timeZone) ??
    DateTime.fromMillis(milliseconds, { zone: timeZone }).plus(step).toMillis()
  return isInInstantRange(moved) ? moved : undefined
}

/** As luxon resolves a local time; null where clocks change on a day that matters for it. */
function addSteadily(milliseconds: number, step: CalendarStep, timeZone: string): number | null {
  const offset = steadyOffset(milliseconds, timeZone)
  if (offset === null) return null
  const local = moveLocally(milliseconds + offset, step)
  const offsetThere = steadyOffset(local - offset, timeZone)
  if (offsetThere === null || offsetThere === offset) return offsetThere === null ? null : local - offset
  return steadyOffset(local - offsetThere, timeZone) === offsetThere ? local - offsetThere : null
}

function moveLocally(local: number, step: CalendarStep): number {
  if ('days' in step) return local + step.days * millisecondsPerDay
  const days = Math.floor(local / millisecondsPerDay)
  const { year, month, day } = civilDay(days)
  const months = year * 12 + month - 1 + step.months
  const [toYear, toMonth] = [Math.floor(months / 12), months - Math.floor(months / 12) * 12 + 1]
  const to = { year: toYear, month: toMonth, day: Math.min(day, lengthOfMonth(toYear, toMonth)) }
  return local + (dayNumber(to) - days) * millisecondsPerDay
}

/** As {@link addToInstant}, for a day `YYYY-MM-DD`. */
export function addToDate(date: string, step: CalendarStep): string | undefined {
  const moved = addToInstant(Date.parse(date), step, 'UTC')
  return moved === undefined ? undefined : dateAt(moved, 'UTC')
}
