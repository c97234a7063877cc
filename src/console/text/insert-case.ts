import { Document, isMap, isPair, isScalar, isSeq, type Node, Scalar, visit } from 'yaml'
import { itemsAt, lineAt, memberText, type ReadText, readText } from './read-text.ts'

/** A case to be put into a text. */
export interface NewCase {
  readonly name: string
  /** The time that it is decided at; undefined for any. */
  readonly now?: string | undefined
  readonly facts: unknown
  readonly expect: unknown
  /** The rule that it stands beside; null for the end of the text. */
  readonly rule: string | null
}

/** The text with the case at the end of its rule's list, and the line where it stands; null where the text cannot be read. */
export function insertCase(text: string, made: NewCase): { readonly text: string; readonly line: number } | null {
  return insertWritten(text, { yaml: writtenCase(made), rule: made.rule })
}

/** The same of a case that is written already, as a list of one. */
export function insertWritten(
  text: string,
  { yaml: written, rule }: { readonly yaml: string; readonly rule: string | null },
): { readonly text: string; readonly line: number } | null {
  const read = readText(text)
  if (!read.isReadable) return null
  const { path, owner } = placeOf(read, rule)
  const list = read.document.getIn(path, true)
  if (isSeq(list) && list.flow !== true && list.items.length > 0) {
    const last = list.items.at(-1) as Node
    const indent = columnOf(text, (list.items[0] as Node).range?.[0] ?? 0) - 2
    return put(text, endOf(text, last), indented(written, indent))
  }
  if (list !== undefined && list !== null) return null
  if (owner === null) return put(text, endOf(text, read.document.contents as Node), `cases:\n${indented(written, 2)}`)
  const column = columnOf(text, owner.range?.[0] ?? 0)
  return put(text, endOf(text, owner), `${' '.repeat(column)}cases:\n${indented(written, column + 2)}`)
}

/** The list of cases beside the rule, and the rule; the list at the end of the text where there is no such rule. */
function placeOf(
  read: ReadText,
  rule: string | null,
): { readonly path: readonly (string | number)[]; readonly owner: Node | null } {
  for (const section of ['refunds', 'disputes']) {
    const items = itemsAt(read, [section])
    const index = items.findIndex((item) => rule !== null && memberText(item, 'id') === rule)
    const owner = items[index]
    if (owner !== undefined) return { path: [section, index, 'cases'], owner }
  }
  return { path: ['cases'], owner: null }
}

/** One line for each of its keys; what is below, in braces. */
function writtenCase({ name, now, facts, expect }: NewCase): string {
  const document = new Document([{ name, ...(now === undefined ? {} : { now }), facts, expect }], { version: '1.2' })
  visit(document, {
    Map: (_, map, path) => {
      const depth = path.filter(isMap).length
      const below = path.find(isPair)?.key
      if (depth > 1 || (depth === 1 && !(isScalar(below) && below.value === 'facts'))) map.flow = true
    },
    Scalar: (key, scalar) => {
      if (key === 'value' && typeof scalar.value === 'string' && !/^[\w .-]*$/u.test(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE
      }
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

function put(text: string, at: number, block: string): { readonly text: string; readonly line: number } {
  const head = text.slice(0, at).replace(/\n*$/u, '\n')
  return {
    text: head + block.replace(/\n*$/u, '\n') + text.slice(at).replace(/^\n/u, ''),
    line: lineAt(head, head.length),
  }
}

/** Behind the last line of a node that has something of it; comments that follow stay behind. */
function endOf(text: string, node: Node): number {
  const end = node.range?.[1] ?? text.length
  const last = text.slice(0, end).replace(/\s+$/u, '').length
  const newline = text.indexOf('\n', last)
  return newline === -1 ? text.length : newline + 1
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}

function indented(block: string, indent: number): string {
  return block
    .trimEnd()
    .split('\n')
    .map((line) => ' '.repeat(Math.max(indent, 0)) + line)
    .join('\n')
}
