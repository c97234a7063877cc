import { v7 } from 'uuid'

/** Makes ids that sort by the time they were made: a UUID of version 7 (RFC 9562). */
export type NewId = (milliseconds: number) => string

export const newTimeOrderedId: NewId = (milliseconds) => v7({ msecs: milliseconds })

const hexadecimalDigits = 12
const latest = 2 ** 48 - 1

/** Not above any id made at this time or later, and above every id made before it. */
export function lowestId(milliseconds: number): string {
  const time = Math.min(Math.max(milliseconds, 0), latest)
  const digits = time.toString(16).padStart(hexadecimalDigits, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}`
}
