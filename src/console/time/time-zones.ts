const storedAs = 'refund-policy.time-zone'

/** The zone of the browser, by its IANA name; UTC where it knows none. */
export function browserZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return isTimeZone(timeZone) ? timeZone : 'UTC'
}

/** The zone that was chosen last in this browser, else its own. */
export function usualZone(): string {
  const stored = localStorage.getItem(storedAs)
  return stored !== null && isTimeZone(stored) ? stored : browserZone()
}

/** Remembers the zone for the next time. */
export function rememberZone(timeZone: string): void {
  localStorage.setItem(storedAs, timeZone)
}

/** Whether the browser knows the zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** All zones: that of the browser, UTC, and the others by name. */
export function allZones(): readonly string[] {
  return [...new Set([browserZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}

/** The day `YYYY-MM-DD` that it is in the zone at an instant: milliseconds since the epoch, or as text. */
export function dateIn(timeZone: string, instant: number | string): string {
  const parts = formatOf(timeZone).formatToParts(new Date(instant))
  const part = (wanted: string): string => parts.find(({ type }) => type === wanted)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** How far the zone is from UTC at the instant: `UTC+05:30`. */
export function offsetIn(timeZone: string, instant: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instant)
  const { value = '' } = parts.find(({ type }) => type === 'timeZoneName') ?? {}
  const offset = value === 'GMT' ? 'GMT+00:00' : value
  return offset.replace('GMT', 'UTC').replace('-', '\u2212')
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, format)
  return format
}
