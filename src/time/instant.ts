/** Writes milliseconds since the epoch as UTC ISO 8601 with milliseconds: 2026-11-23T08:00:00.000Z. Sorts as text. */
export function formatInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** Reads what {@link formatInstant} wrote. */
export function parseInstant(text: string): number {
  return Date.parse(text)
}
