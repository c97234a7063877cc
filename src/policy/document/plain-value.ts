import type { DocumentNode } from './document-node.ts'

/**
 * A node as plain data for the form check: objects without prototype, so that no key is special.
 * Numbers are approximate here: their exact text is read from the nodes.
 */
export function plainValue(node: DocumentNode): unknown {
  switch (node.kind) {
    case 'map': {
      const object: Record<string, unknown> = Object.create(null)
      for (const [key, { value }] of node.entries) object[key] = plainValue(value)
      return object
    }
    case 'list':
      return node.items.map(plainValue)
    case 'scalar':
      switch (node.type) {
        case 'text':
          return node.text
        case 'number':
          return Number(node.text)
        case 'boolean':
          return node.text.toLowerCase() === 'true'
        case 'null':
          return null
      }
  }
}
