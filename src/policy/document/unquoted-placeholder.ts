import type { DocumentNode } from './document-node.ts'

/** `{order.days}` as YAML reads it. */
export function isUnquotedPlaceholder(node: DocumentNode): boolean {
  if (node.kind !== 'map' || node.entries.size !== 1) return false
  const [only] = node.entries.values()
  return only?.value.kind === 'scalar' && only.value.type === 'null'
}
