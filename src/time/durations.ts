const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const week = 7 * day
/** A hundred years: longer windows are a slip of the pen. */
const longest = 36_525 * day

const units: ReadonlyMap<string, number> = new Map([
  ['min', minute],
  ['minute', minute],
  ['minutes', minute],
  ['h', hour],
  ['hour', hour],
  ['hours', hour],
  ['day', day],
  ['days', day],
  ['week', week],
  ['weeks', week],
])

/** Reads `90 min`, `24 h`, `30 days`, `2 weeks` as milliseconds; `undefined` for anything else and beyond 100 years. */
export function parseDuration(text: string): number | undefined {
  const match = /^(0|[1-9]\d{0,8}) ?([a-z]+)$/.exec(text)
  const unit = units.get(match?.[2] ?? '')
  if (match === null || unit === undefined) return undefined
  const milliseconds = Number(match[1]) * unit
  return milliseconds <= longest ? milliseconds : undefined
}

/** Writes a time as a policy would, in the largest of days, hours and minutes that it is a whole number of: `1 day`, `36 h`, `90 min`. */
export function durationText(milliseconds: number): string {
  if (milliseconds === 0 || milliseconds % hour !== 0) return `${milliseconds / minute} min`
  if (milliseconds % day !== 0) return `${milliseconds / hour} h`
  return milliseconds === day ? '1 day' : `${milliseconds / day} days`
}

/** Reads `1 month`, `3 months`; `undefined` for anything else and beyond 100 years. */
export function parseMonths(text: string): number | undefined {
  const match = /^([1-9]\d{0,3}) ?months?$/.exec(text)
  const months = match === null ? undefined : Number(match[1])
  return months !== undefined && months <= 1200 ? months : undefined
}
