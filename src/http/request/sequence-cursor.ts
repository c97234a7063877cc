import { readPageCursor, writePageCursor } from '../../ids/page-cursor.ts'
import { requestFaults } from './request-fault.ts'

/** An opaque cursor for a stream that is read backwards: the next page begins below this sequence. */
export function writeSequenceCursor(sequence: number): string {
  return writePageCursor(String(sequence))
}

/** Reads what {@link writeSequenceCursor} wrote, null where there is none; anything else is a Problem `invalid_request`. */
export function readSequenceCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  const text = readPageCursor(cursor)
  if (/^[1-9][0-9]{0,14}$/u.test(text)) return Number(text)
  throw requestFaults([{ parameter: 'cursor', message: 'is not one that this list gave out' }])
}
