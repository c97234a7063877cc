/** A moment in milliseconds since 1970, or a day. */
export type Time = { readonly instant: number } | { readonly day: string }

const dayLength = 86_400_000
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayText = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10)

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, format)
  return format
}

/** What the clocks of the zone show, as if they showed UTC. */
function wall(instant: number, zone: string): number {
  const format = formatOf(zone)
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '00'
  const shown = `${part('hour')}:${part('minute')}:${part('second')}`
  const seconds = Date.parse(`${part('year')}-${part('month')}-${part('day')}T${shown}Z`)
  return seconds + (((instant % 1000) + 1000) % 1000)
}

/** The moment at which the clocks of the zone show this. */
function momentOf(shown: number, zone: string): number {
  const guess = shown - (wall(shown, zone) - shown)
  return guess + (shown - wall(guess, zone))
}

export function dayOf(time: Time, zone: string): string {
  return 'day' in time ? time.day : dayText(wall(time.instant, zone))
}

/** Milliseconds from one to the other: two days are whole days apart, a day beside a moment is its midnight. */
export function elapsed(from: Time, to: Time, zone: string): number {
  if ('day' in from && 'day' in to) return utc(to.day) - utc(from.day)
  const moment = (time: Time): number => ('day' in time ? momentOf(utc(time.day), zone) : time.instant)
  return moment(to) - moment(from)
}

export function calendarDays(from: Time, to: Time, zone: string): number {
  return (utc(dayOf(to, zone)) - utc(dayOf(from, zone))) / dayLength
}

export function daysInMonth(time: Time, zone: string): number {
  const [year = 0, month = 0] = dayOf(time, zone).split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The clocks show the same time so many days, or months, later; the end of a month is kept. */
export function moved(time: Time, step: { readonly days: number } | { readonly months: number }, zone: string): Time {
  const shown = 'day' in time ? utc(time.day) : wall(time.instant, zone)
  const day = dayText(shown)
  const target = 'days' in step ? utc(day) + step.days * dayLength : utc(monthsLater(day, step.months))
  if ('day' in time) return { day: dayText(target) }
  return { instant: momentOf(target + (shown - utc(day)), zone) }
}

function monthsLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayText(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** The moment of a time; a day begins at its midnight. */
export function momentAt(time: Time, zone: string): number {
  return 'day' in time ? momentOf(utc(time.day), zone) : time.instant
}

/** How many months may be added to the earlier one without passing the later one. */
export function monthsApart(from: Time, to: Time, zone: string): number {
  const place = 'day' in from && 'day' in to ? 'UTC' : zone
  const [start, end] = [momentAt(from, place), momentAt(to, place)]
  if (end < start) return 0 - monthsApart(to, from, zone)
  let months = 0
  while (momentAt(moved({ instant: start }, { months: months + 1 }, place), place) <= end) months += 1
  return months
}

/** From 1 for Monday to 7. */
export function dayOfWeek(time: Time, zone: string): number {
  return new Date(utc(dayOf(time, zone))).getUTCDay() || 7
}

/** Milliseconds that the clock shows beyond 0:00. */
export function clock(time: Time, zone: string): number {
  return 'day' in time ? 0 : wall(time.instant, zone) - utc(dayOf(time, zone))
}

/** The moment of a day at which the clock shows this. */
export function shownAt(day: string, sinceMidnight: number, zone: string): Time {
  return { instant: momentOf(utc(day) + sinceMidnight, zone) }
}

/** The section `working_days` of a policy. */
export interface WorkingDays {
  readonly weekdays?: readonly string[]
  readonly holidays?: readonly string[]
  readonly known_until?: string
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Whether it is worked on a day; null where nobody knows. */
export function isWorkingDay(day: string, of: WorkingDays): boolean | null {
  if (of.known_until !== undefined && day > of.known_until) return null
  const weekday = weekdays[new Date(utc(day)).getUTCDay()] ?? ''
  return (of.weekdays ?? weekdays.slice(1, 6)).includes(weekday) && of.holidays?.includes(day) !== true
}

const nextDay = (day: string, step: number): string => dayText(utc(day) + step * dayLength)

/** Working days after the first day up to the second, one after the other; null where one is not known. */
export function workingDaysBetween(from: string, to: string, of: WorkingDays): number | null {
  if (to < from) {
    const back = workingDaysBetween(to, from, of)
    return back === null ? null : 0 - back
  }
  let count = 0
  for (let day = from; day < to; ) {
    day = nextDay(day, 1)
    const worked = isWorkingDay(day, of)
    if (worked === null) return null
    if (worked) count += 1
  }
  return count
}

/** How many days it is to the working day that is so many after, or before, a day; null where one on the way is not known. */
export function daysToWorkingDay(from: string, steps: number, of: WorkingDays): number | null {
  let day = from
  let left = Math.abs(steps)
  if (steps === 0) {
    const worked = isWorkingDay(day, of)
    if (worked !== false) return worked === null ? null : 0
    left = 1
  }
  while (left > 0) {
    day = nextDay(day, steps < 0 ? -1 : 1)
    const worked = isWorkingDay(day, of)
    if (worked === null) return null
    if (worked) left -= 1
  }
  return (utc(day) - utc(from)) / dayLength
}
