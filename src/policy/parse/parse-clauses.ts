import { booleanOf, child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import { quote } from '../document/fault-list.ts'
import type { Clause } from '../model/policy.ts'
import type { Words } from '../model/template.ts'
import { parseWords, type WordsScope } from './parse-words.ts'

/** The public text, and its clauses by id. */
export interface ParsedClauses {
  readonly clauses: readonly Clause[]
  /** Titles of all clauses by id, sub-clauses included. */
  readonly titles: ReadonlyMap<string, Words>
}

/** Reads the public text; ids are unique over all clauses and sub-clauses. */
export function parseClauses(node: DocumentNode | undefined, scope: WordsScope): ParsedClauses {
  const titles = new Map<string, Words>()
  return { clauses: parseLevel(node, titles, scope), titles }
}

function parseLevel(node: DocumentNode | undefined, titles: Map<string, Words>, scope: WordsScope): readonly Clause[] {
  return itemsOf(node).flatMap((item) => {
    const idNode = child(item, 'id')
    const id = textOf(idNode)
    if (idNode === undefined || id === undefined) return []
    const title = parseWords(child(item, 'title'), scope)
    refuseTables(child(item, 'title'), title, scope)
    if (titles.has(id)) {
      scope.faults.add(idNode, {
        code: 'duplicate_clause',
        message: `The clause ${quote(id)} stands here a second time.`,
        hint: 'Give each clause an id of its own.',
      })
    }
    titles.set(id, title)
    return [
      {
        id,
        title,
        text: parseWords(child(item, 'text'), scope),
        informational: booleanOf(child(item, 'informational')) ?? false,
        clauses: parseLevel(child(item, 'clauses'), titles, scope),
      },
    ]
  })
}

function refuseTables(node: DocumentNode | undefined, title: Words, { faults }: WordsScope): void {
  const isShown = [...title.values()].flat().some((part) => typeof part !== 'string' && part.kind === 'table')
  if (node === undefined || !isShown) return
  faults.add(node, {
    code: 'table_not_here',
    message: 'A whole table stands only in the text of a clause.',
    hint: 'Move it into `text`.',
  })
}
