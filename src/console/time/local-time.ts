/** An instant as a field for local times wants it; empty for none, and for what is no instant. */
export function localTime(instant: string | undefined): string {
  if (instant === undefined) return ''
  const time = new Date(instant)
  const shifted = time.getTime() - time.getTimezoneOffset() * 60_000
  return Number.isNaN(shifted) ? '' : new Date(shifted).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length)
}

/** The instant of what stands in a field for local times; undefined for an empty one. */
export function instantOf(local: string): string | undefined {
  return local === '' ? undefined : new Date(local).toISOString()
}
