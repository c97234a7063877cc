import { dateAt } from '../../time/calendar.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** English without a country: no order of day and month is read alike everywhere but that of ISO 8601. */
const neutral = 'en'

/** An instant as people read it, in the zone and to the minute: 2026-12-31 20:00, 31.12.2026, 20:00. */
export function instantText(milliseconds: number, language: string, timeZone: string): string {
  if (language !== neutral) {
    return formatFor(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(milliseconds)
  }
  const clock = formatFor('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  return `${dateAt(milliseconds, timeZone)} ${clock.format(milliseconds)}`
}

/** A day `YYYY-MM-DD` as people of the language write it. */
export function dateText(date: string, language: string): string {
  return language === neutral
    ? date
    : formatFor(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(date))
}

/** The day of an instant, written out. */
export function longDayText(milliseconds: number, language: string): string {
  const regional = language === neutral ? 'en-GB' : language
  return formatFor(regional, { dateStyle: 'long', timeZone: 'UTC' }).format(milliseconds)
}

/** The name of a day of the week, from 1 for Monday to 7. */
export function weekdayText(weekday: number, language: string): string {
  return formatFor(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday))
}

function formatFor(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat(language, options)
  formats.set(key, format)
  return format
}
