import type { WorkingWeek } from '../../time/working-days.ts'
import { serviceWords } from './service-words.ts'
import { longDayText, weekdayText } from './time-text.ts'

/** Which days are working days, in one or two sentences: weekdays, holidays, and until when they are known. */
export function workingDaysText({ weekdays, holidays, knownUntil }: WorkingWeek, language: string): string {
  const words = serviceWords(language).working_days
  const days = weekdaysText(weekdays, language)
  const sentence =
    holidays.length === 0
      ? words.are.replace('{days}', days)
      : words.except
          .replace('{days}', days)
          .replace('{holidays}', holidays.map((day) => dayText(day, language)).join(', '))
  return knownUntil === null ? sentence : `${sentence} ${words.known.replace('{day}', dayText(knownUntil, language))}`
}

/** Three or more days that follow each other, also over the end of a week, by the first and the last. */
function weekdaysText(weekdays: readonly number[], language: string): string {
  const begins = weekdays.filter((day) => !weekdays.includes(day === 1 ? 7 : day - 1))
  const isRow = weekdays.length > 2 && begins.length < 2
  const first = begins[0] ?? 1
  const ordered = isRow
    ? [...weekdays.filter((day) => day >= first), ...weekdays.filter((day) => day < first)]
    : weekdays
  const names = ordered.map((weekday) => weekdayText(weekday, language))
  if (!isRow) return new Intl.ListFormat(language).format(names)
  const { range } = serviceWords(language).working_days
  return range.replace('{first}', names[0] ?? '').replace('{last}', names.at(-1) ?? '')
}

function dayText(day: string, language: string): string {
  return longDayText(Date.parse(day), language)
}
