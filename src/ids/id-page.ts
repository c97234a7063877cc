import { lowestId } from './entry-id.ts'
import { readPageCursor, writePageCursor } from './page-cursor.ts'

/**
 * A store whose index serves one of several filters looks at so many decisions for a page, so that no
 * combination of filters can make a page cost more than this, however much is stored.
 */
export const lookedAtForOnePage = 1000

/** The ids that a page can hold: `atLeast` inclusive, `below` exclusive, null for no bound. */
export interface IdRange {
  readonly atLeast: string | null
  readonly below: string | null
}

/** UTC ISO 8601: `from` inclusive, `to` exclusive. */
interface Period {
  readonly from?: string
  readonly to?: string
}

/** Follows from the period and the cursor, because an id begins with the time of what it names. */
export function idRange({ from, to }: Period, cursor: string | null): IdRange {
  const bounds = [
    ...(cursor === null ? [] : [readPageCursor(cursor)]),
    ...(to === undefined ? [] : [lowestId(Date.parse(to))]),
  ]
  return {
    atLeast: from === undefined ? null : lowestId(Date.parse(from)),
    below: bounds.sort()[0] ?? null,
  }
}

/**
 * The page, newest first, from what was found: at most one more than `limit`. `lookedAtTo` is the id of
 * the last one that was looked at where there may be more after it, null where all were.
 */
export function idPage<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
  lookedAtTo: string | null,
): { readonly items: readonly Item[]; readonly next: string | null } {
  const items = found.slice(0, limit)
  const last = found.length > limit ? (items.at(-1)?.id ?? null) : lookedAtTo
  return { items, next: last === null ? null : writePageCursor(last) }
}
