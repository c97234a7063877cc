import { readPageCursor, writePageCursor } from './page-cursor.ts'

/** A position in a queue that is sorted by due time, then id. */
export interface QueuePlace {
  readonly due: string
  readonly id: string
}

const separator = ' '

/** Whether what a cursor holds is a position in a queue. */
export function isQueuePlace(held: string): boolean {
  return held.includes(separator)
}

/** An opaque cursor: the next page begins just after this position. */
export function writeQueuePlace({ due, id }: QueuePlace): string {
  return writePageCursor(due + separator + id)
}

/** Reads what {@link writeQueuePlace} wrote; anything else is a Problem `invalid_request`, or a position without an id. */
export function readQueuePlace(cursor: string): QueuePlace {
  const [due = '', id = ''] = readPageCursor(cursor).split(separator)
  return { due, id }
}
