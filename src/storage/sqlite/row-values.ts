import { isUtf8 } from 'node:buffer'
import { isAnyArrayBuffer } from 'node:util/types'

/** A row of a query by the names of its columns. */
export type Row = Readonly<MutableRow>
/** The same, as the driver gave it. */
export type MutableRow = Record<string, unknown>

/** The row with its bytes as `Uint8Array`, changed in place: it is nobody else's. */
export function withBytes(row: MutableRow): Row {
  for (const name in row) {
    const value = row[name]
    if (isAnyArrayBuffer(value)) row[name] = new Uint8Array(value)
  }
  return row
}

/**
 * The row with text in place of its bytes, `undefined` where they are not UTF-8; changed in place. They come as
 * a buffer of one kind where one row is asked for, and of another where all are.
 */
export function withText(row: MutableRow): Row {
  for (const name in row) {
    const value = row[name]
    if (isAnyArrayBuffer(value)) row[name] = textOf(Buffer.from(value))
    else if (Buffer.isBuffer(value)) row[name] = textOf(value)
  }
  return row
}

function textOf(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}
