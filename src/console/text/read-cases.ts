import { isMap } from 'yaml'
import { itemsAt, lineAt, memberText, plain, type ReadText, startOf } from './read-text.ts'

/** A case of a text. */
export interface ReadCase {
  readonly name: string
  readonly section: 'refunds' | 'disputes'
  readonly line: number
  /** The time that it is decided at, as it is written; empty for any. */
  readonly now: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** All cases that have facts, beside rules and at the end. */
export function readCases(read: ReadText): readonly ReadCase[] {
  const beside = (['refunds', 'disputes'] as const).flatMap((section) =>
    itemsAt(read, [section]).flatMap((_, index) => casesAt(read, [section, index, 'cases'], section)),
  )
  return [...beside, ...casesAt(read, ['default', 'cases'], 'refunds'), ...casesAt(read, ['cases'], 'refunds')]
}

function casesAt(
  read: ReadText,
  path: readonly (string | number)[],
  section: ReadCase['section'],
): readonly ReadCase[] {
  return itemsAt(read, path).flatMap((item) => {
    const facts = isMap(item) ? plain(item.get('facts', true)) : null
    if (facts === null || typeof facts !== 'object') return []
    const line = lineAt(read.text, startOf(item))
    return [
      {
        name: memberText(item, 'name'),
        section,
        line,
        now: timeOf(memberText(item, 'now')),
        facts: facts as Readonly<Record<string, unknown>>,
      },
    ]
  })
}

/** A day alone is its beginning in UTC. */
function timeOf(now: string): string {
  return /^\d{4}-\d{2}-\d{2}$/u.test(now) ? `${now}T00:00:00Z` : now
}
