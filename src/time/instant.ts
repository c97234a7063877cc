/** Writes milliseconds since the epoch as UTC ISO 8601 with milliseconds: 2026-11-23T08:00:00.000Z. Sorts as text. */
export function formatInstant(milliseconds: number): string {
  if (milliseconds !== last.milliseconds) last = { milliseconds, text: new Date(milliseconds).toISOString() }
  return last.text
}

/** What was written last: one decision writes its own time again and again. */
let last = { milliseconds: Number.NaN, text: '' }

/** Reads what {@link formatInstant} wrote. */
export function parseInstant(text: string): number {
  return Date.parse(text)
}
