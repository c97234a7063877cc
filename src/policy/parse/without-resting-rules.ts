import { child, type DocumentNode, type MapNode } from '../document/document-node.ts'

const lists = ['refunds', 'disputes']

/** The document without the rules that are `off`, and so without the cases beside them; all else is the same node. */
export function withoutRestingRules(root: MapNode): MapNode {
  const entries = new Map(root.entries)
  for (const name of lists) {
    const entry = root.entries.get(name)
    if (entry === undefined || entry.value.kind !== 'list' || !entry.value.items.some(isOff)) continue
    const items = entry.value.items.filter((rule) => !isOff(rule))
    entries.set(name, { ...entry, value: { ...entry.value, items } })
  }
  return { ...root, entries }
}

function isOff(rule: DocumentNode): boolean {
  const off = child(rule, 'off')
  return off?.kind === 'scalar' && off.type === 'boolean' && off.text === 'true'
}
