/**
 * Selects text columns as bytes, which a connection turns into text: at text that is not UTF-8, as a
 * damaged file may hold, libsql would end the whole process.
 */
export function asBytes(...columns: readonly string[]): string {
  return columns.map((column) => `CAST(${column} AS BLOB) AS ${column}`).join(', ')
}
