import { type Document, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml'

/** A text as its parser reads it, as far as it can be read. */
export interface ReadText {
  readonly text: string
  readonly document: Document.Parsed
  /** Whether it is YAML at all; a form writes into nothing else. */
  readonly isReadable: boolean
}

/** Reads a policy's text; never throws. */
export function readText(text: string): ReadText {
  const document = parseDocument(text, { version: '1.2', keepSourceTokens: false, logLevel: 'silent', strict: false })
  return { text, document, isReadable: document.errors.length === 0 && isMap(document.contents) }
}

/** One entry of a map in the text. */
export interface Entry {
  readonly key: string
  readonly value: Node | null
  /** Where its key begins, from 0. */
  readonly at: number
}

/** The entries of what a key of the text holds; none where it is no map. */
export function entriesAt({ document }: ReadText, path: readonly (string | number)[]): readonly Entry[] {
  return entriesOf(document.getIn(path, true))
}

/** The entries of a map; none for anything else. */
export function entriesOf(node: unknown): readonly Entry[] {
  if (!isMap(node)) return []
  return node.items.flatMap((pair: Pair) => {
    const { key, value } = pair
    if (!isScalar(key)) return []
    return [{ key: String(key.value), value: value as Node | null, at: key.range?.[0] ?? 0 }]
  })
}

/** The items of what a path of the text holds; none where it is no list. */
export function itemsAt({ document }: ReadText, path: readonly (string | number)[]): readonly Node[] {
  const node = document.getIn(path, true)
  return isSeq(node) ? (node.items as Node[]) : []
}

/** What a node is worth as plain data. */
export function plain(node: unknown): unknown {
  return isScalar(node) ? node.value : isMap(node) || isSeq(node) ? node.toJSON() : null
}

/** What a node with a single value is worth, as text; empty for anything else. */
export function scalarText(node: unknown): string {
  return isScalar(node) ? textOf(node.value) : ''
}

/** A single value as text; empty for nothing, and for what has parts. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The text of a member of a map node; empty where it has none. */
export function memberText(node: unknown, key: string): string {
  return isMap(node) ? scalarText(node.get(key, true)) : ''
}

/** The line that an offset is in, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** Where a node begins, from 0. */
export function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}
