/** Writes milliseconds since the epoch as UTC ISO 8601 with milliseconds: 2026-11-23T08:00:00.000Z. Sorts as text. */
export function formatInstant(milliseconds: number): string {
  if (milliseconds !== last.milliseconds) last = { milliseconds, text: written(milliseconds) }
  return last.text
}

/** What was written last: one decision writes its own time again and again. */
let last = { milliseconds: Number.NaN, text: '' }

/** Reads what {@link formatInstant} wrote. */
export function parseInstant(text: string): number {
  return usualInstant(text) ?? Date.parse(text)
}

/** An instant that is written as {@link formatInstant} writes it, or without milliseconds; null for any other text, and for what does not exist. */
export function usualInstant(text: string): number | null {
  const timeOfDay = millisecondsOfDay(text)
  const start = timeOfDay === null ? null : usualDay(text.slice(0, dayLength))
  return start === null || timeOfDay === null ? null : start + timeOfDay
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
/** Of `2026-11-23T08:00:00.000Z`, without the milliseconds, and of its day with the mark behind it. */
const usualLength = 24
const shortLength = 20
const dayLength = 11

/** Days are much the same from one instant to the next: what the engine writes or reads of one is kept, for so many. */
const mostDays = 1000
const dayTexts = new Map<number, string>()
const dayStarts = new Map<string, number | null>()

const pairs = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const triples = Array.from({ length: second }, (_, number) => String(number).padStart(3, '0'))

function written(milliseconds: number): string {
  const number = Math.floor(milliseconds / day)
  const rest = milliseconds - number * day
  if (!Number.isInteger(rest)) return new Date(milliseconds).toISOString()
  let text = dayTexts.get(number)
  if (text === undefined) {
    text = new Date(milliseconds).toISOString().slice(0, dayLength - usualLength)
    if (dayTexts.size >= mostDays) dayTexts.clear()
    dayTexts.set(number, text)
  }
  const time = `${pairs[Math.floor(rest / hour)]}:${pairs[Math.floor(rest / minute) % 60]}`
  return `${text}${time}:${pairs[Math.floor(rest / second) % 60]}.${triples[rest % second]}Z`
}

/** When a day begins that is written as `2026-11-23T`; null for any other text, and for a day that does not exist. */
export function usualDay(dayText: string): number | null {
  const known = dayStarts.get(dayText)
  if (known !== undefined) return known
  const parsed = Date.parse(`${dayText}00:00:00.000Z`)
  const start = !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(dayText) ? parsed : null
  if (dayStarts.size >= mostDays) dayStarts.clear()
  dayStarts.set(dayText, start)
  return start
}

/** The time behind the day; null where it is not written as usual. */
function millisecondsOfDay(text: string): number | null {
  const isShort = text.length === shortLength
  if (!isShort && text.length !== usualLength) return null
  const hours = numberIn(text, 11, 2)
  const minutes = numberIn(text, 14, 2)
  const seconds = numberIn(text, 17, 2)
  const thousandths = isShort ? 0 : numberIn(text, 20, 3)
  const isWritten = text[13] === ':' && text[16] === ':' && text.endsWith('Z') && (isShort || text[19] === '.')
  if (!isWritten || !(hours < 24 && minutes < 60 && seconds < 60 && thousandths < second)) return null
  return hours * hour + minutes * minute + seconds * second + thousandths
}

/** NaN where there is anything but digits. */
function numberIn(text: string, from: number, digits: number): number {
  let number = 0
  for (let index = from; index < from + digits; index += 1) {
    const digit = text.charCodeAt(index) - 0x30
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN
  }
  return number
}
