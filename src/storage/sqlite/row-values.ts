import { isUtf8 } from 'node:buffer'
import { Problem } from '../../problems/problem.ts'

/** A row of a query by the names of its columns. */
export type Row = Readonly<MutableRow>
/** The same, as the driver gave it. */
export type MutableRow = Record<string, unknown>

/** The row with text in place of its bytes, `undefined` where they are not UTF-8; changed in place. */
export function withText(row: MutableRow): Row {
  for (const name in row) {
    const value = row[name]
    if (value instanceof Uint8Array) row[name] = textOf(value)
  }
  return row
}

function textOf(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : undefined
}

/** The driver ends a text at its first U+0000 and says nothing: what holds one is a Problem `internal_error`, and nothing is written. */
export function assertBindable(parameters: readonly unknown[]): void {
  for (const value of parameters) {
    if (typeof value === 'string' && value.includes('\0')) {
      throw new Problem('internal_error', 'A text with the character U+0000 cannot be stored in a SQLite file.')
    }
  }
}
