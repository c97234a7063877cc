import { crc32 } from 'node:zlib'
import { Problem } from '../problems/problem.ts'

const mark = 'after:'

/** An opaque cursor for a list that is sorted by id: the next page begins just after this id. */
export function writePageCursor(lastId: string): string {
  return Buffer.from(`${mark}${crc32(lastId)}:${lastId}`, 'utf8').toString('base64url')
}

/** Reads what {@link writePageCursor} wrote; anything else, also what was cut or altered on its way, is a Problem `invalid_request`. */
export function readPageCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const lastId = text.slice(text.indexOf(':', mark.length) + 1)
  if (lastId !== '' && writePageCursor(lastId) === cursor) return lastId
  throw new Problem('invalid_request', 'The cursor is not one that this service gave out.')
}
