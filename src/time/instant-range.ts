const earliest = Date.parse('0001-01-01T00:00:00.000Z')
/** The last instant that four digits of a year can write. */
export const latestInstant = Date.parse('9999-12-31T23:59:59.999Z')

/** Whether milliseconds since the epoch fall into the years 1 to 9999 (UTC), which four digits can write. */
export function isInInstantRange(milliseconds: number): boolean {
  return milliseconds >= earliest && milliseconds <= latestInstant
}
