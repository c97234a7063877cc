import { usualDay } from './instant.ts'
import { isInInstantRange } from './instant-range.ts'

/** Returns `YYYY-MM-DD` as it was given if that day exists (years 1 to 9999), `undefined` for anything else. */
export function parseDate(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const start = usualDay(`${text}T`)
  return start !== null && isInInstantRange(start) ? text : undefined
}
