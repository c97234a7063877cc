import type { DocumentNode } from '../document/document-node.ts'

/** The names and words of all texts below a node, keys left out. */
export function wordsIn(node: DocumentNode): readonly string[] {
  if (node.kind === 'scalar') return node.text.match(/[\w.]*\w/gu) ?? []
  const inner = node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value)
  return inner.flatMap(wordsIn)
}
