/** The browser's clock: milliseconds since 1970-01-01T00:00:00Z. */
export function now(): number {
  return Date.now()
}
