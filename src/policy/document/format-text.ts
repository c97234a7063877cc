import { parseDocument } from 'yaml'
import type { DocumentNode } from './document-node.ts'
import { createFaultList } from './fault-list.ts'
import { readDocument } from './read-document.ts'

const widest = 120

/**
 * The text in one form: two blanks a level, one before a comment, folded texts filled up. Comments and blank lines stay. It
 * says the same, value by value; what is in this form already stays as it is. Null where the text cannot be read as YAML,
 * or where to write it anew would change a value.
 */
export function formatText(text: string): string | null {
  const before = readDocument(text, createFaultList())
  if (before === null) return null
  const document = parseDocument(text, { version: '1.2', schema: 'core', merge: false, uniqueKeys: false })
  const formatted = document.toString({ lineWidth: widest })
  const after = readDocument(formatted, createFaultList())
  return after !== null && isSame(before, after) ? formatted : null
}

function isSame(one: DocumentNode, other: DocumentNode): boolean {
  switch (one.kind) {
    case 'scalar':
      return other.kind === 'scalar' && one.type === other.type && one.text === other.text
    case 'list':
      return other.kind === 'list' && areSame(one.items, other.items)
    case 'map': {
      if (other.kind !== 'map') return false
      const [keys, others] = [[...one.entries.keys()], [...other.entries.keys()]]
      return (
        keys.length === others.length &&
        keys.every((key, index) => key === others[index]) &&
        areSame(valuesOf(one), valuesOf(other))
      )
    }
  }
}

function areSame(nodes: readonly DocumentNode[], others: readonly DocumentNode[]): boolean {
  return (
    nodes.length === others.length &&
    nodes.every((node, index) => {
      const other = others[index]
      return other !== undefined && isSame(node, other)
    })
  )
}

function valuesOf({ entries }: Extract<DocumentNode, { kind: 'map' }>): readonly DocumentNode[] {
  return [...entries.values()].map(({ value }) => value)
}
