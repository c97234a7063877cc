import { booleanOf, child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { Clause } from '../model/policy.ts'

/** The public text, and its clauses by id. */
export interface ParsedClauses {
  readonly clauses: readonly Clause[]
  /** Titles of all clauses by id, sub-clauses included. */
  readonly titles: ReadonlyMap<string, string>
}

/** Reads the public text; ids are unique over all clauses and sub-clauses. */
export function parseClauses(node: DocumentNode | undefined, faults: FaultList): ParsedClauses {
  const titles = new Map<string, string>()
  return { clauses: parseLevel(node, titles, faults), titles }
}

function parseLevel(node: DocumentNode | undefined, titles: Map<string, string>, faults: FaultList): readonly Clause[] {
  return itemsOf(node).flatMap((item) => {
    const idNode = child(item, 'id')
    const id = textOf(idNode)
    if (idNode === undefined || id === undefined) return []
    const title = textOf(child(item, 'title')) ?? ''
    if (titles.has(id)) {
      faults.add(idNode, {
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
        text: textOf(child(item, 'text')) ?? '',
        informational: booleanOf(child(item, 'informational')) ?? false,
        clauses: parseLevel(child(item, 'clauses'), titles, faults),
      },
    ]
  })
}
