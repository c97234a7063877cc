import { isMap } from 'yaml'
import { itemsAt, lineAt, memberText, plain, type ReadText, startOf } from './read-text.ts'

/** A case of a text. */
export interface ReadCase {
  readonly name: string
  readonly section: 'refunds' | 'disputes'
  readonly line: number
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
    return [{ name: memberText(item, 'name'), section, line, facts: facts as Readonly<Record<string, unknown>> }]
  })
}
