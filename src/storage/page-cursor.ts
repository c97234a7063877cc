const mark = 'after:'

/** An opaque place in a list that is ordered by id: just behind this id. */
export function writePageCursor(lastId: string): string {
  return Buffer.from(mark + lastId, 'utf8').toString('base64url')
}

/** Reads what {@link writePageCursor} wrote; `undefined` for anything else. */
export function readPageCursor(cursor: string): string | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const lastId = text.slice(mark.length)
  const genuine = text.startsWith(mark) && lastId !== '' && writePageCursor(lastId) === cursor
  return genuine ? lastId : undefined
}
