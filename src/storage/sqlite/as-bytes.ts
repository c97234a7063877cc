/**
 * Selects text columns as bytes, which a connection turns into text: at text that is not UTF-8, as a
 * damaged file may hold, the driver would put other characters in its place, and it ends a text at U+0000.
 */
export function asBytes(...columns: readonly string[]): string {
  return columns.map((column) => `CAST(${column} AS BLOB) AS ${column}`).join(', ')
}
