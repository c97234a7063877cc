import { isScalar, type LineCounter, type Node } from 'yaml'
import { isNull, type MapNode, type ScalarNode } from './document-node.ts'
import { type Fault, quote } from './fault-list.ts'
import { quotedEntry } from './syntax-fault.ts'

/** Whether a key between braces, without colon, can only be what follows a comma in a plain text. */
export function isRestOfText(text: string, node: Node, key: string): boolean {
  const [, end] = node.range ?? [0, 0]
  return isScalar(node) && node.type === 'PLAIN' && /[\s()]/.test(key) && /^\s*[,}]/.test(text.slice(end))
}

/** The text that YAML ended at a comma, of which a key of the map is the rest; null where it is none. */
export function splitText(
  { text, lines }: { readonly text: string; readonly lines: LineCounter },
  map: MapNode,
  rest: Node,
): { readonly node: ScalarNode; readonly fault: Fault } | null {
  const [key, entry] = [...map.entries].findLast(([, { value }]) => !isNull(value)) ?? []
  if (key === undefined || entry?.value.kind !== 'scalar') return null
  const { value: node } = entry
  const start = (lines.lineStarts[node.line - 1] ?? 0) + node.column - 1
  const [, end] = rest.range ?? [0, 0]
  const whole = text.slice(start, end) + remainder(text.slice(end))
  return {
    node,
    fault: {
      code: 'unquoted_text',
      message: `The text of ${quote(key)} needs quotes: a comma ends a text that stands between { and }.`,
      hint: `Put the text in quotes: ${quotedEntry(key, whole.replaceAll(/\s+/g, ' '))}`,
    },
  }
}

/** Further parts of the same text, up to the next key or the end of the map. */
function remainder(behind: string): string {
  return /^(?:,(?!\s*[\w.-]+:)[^,{}]*)*/.exec(behind)?.[0].trimEnd() ?? ''
}
