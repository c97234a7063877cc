import type { Position } from '../../problems/diagnostic.ts'

/** One value of a policy text with its place; numbers keep the text they were written with. */
export type DocumentNode = MapNode | ListNode | ScalarNode

interface Placed extends Position {
  readonly parent: DocumentNode | null
  /** The key or index below the parent; empty for the root. */
  readonly key: string | number
}

/** Keys and values in the order of the text, each key once. */
export interface MapNode extends Placed {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, MapEntry>
}

/** One key of a map with its value. */
export interface MapEntry {
  /** Where the key stands. */
  readonly key: Position
  readonly value: DocumentNode
}

/** Items in the order of the text. */
export interface ListNode extends Placed {
  readonly kind: 'list'
  readonly items: readonly DocumentNode[]
}

/** One value without parts; an empty one is `null`. */
export interface ScalarNode extends Placed {
  readonly kind: 'scalar'
  readonly type: 'text' | 'number' | 'boolean' | 'null'
  /** A text's content; the source of anything else. */
  readonly text: string
  /** Where an offset into `text` stands. */
  readonly positionOf: (offset: number) => Position
}

/** The JSON pointer of a node. */
export function pointerOf(node: DocumentNode): string {
  const keys: string[] = []
  for (let current: DocumentNode = node; current.parent !== null; current = current.parent) {
    keys.push(pointerSegment(current.key))
  }
  return keys.reverse().join('')
}

/** One key as a segment of a JSON pointer. */
export function pointerSegment(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The node that a JSON pointer names; the deepest one on the way where it leads nowhere. */
export function nodeAt(root: DocumentNode, pointer: string): DocumentNode {
  let node = root
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~')
    const next =
      node.kind === 'map' ? node.entries.get(key)?.value : node.kind === 'list' ? node.items[Number(key)] : undefined
    if (next === undefined) return node
    node = next
  }
  return node
}

/** The value of a key, where the node is a map that has it and it is not null. */
export function child(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  const value = node?.kind === 'map' ? node.entries.get(key)?.value : undefined
  return value?.kind === 'scalar' && value.type === 'null' ? undefined : value
}

/** The entries of a map in their order; none for anything else. */
export function entriesOf(node: DocumentNode | undefined): readonly (readonly [string, MapEntry])[] {
  return node?.kind === 'map' ? [...node.entries] : []
}

/** The items of a list; none for anything else. */
export function itemsOf(node: DocumentNode | undefined): readonly DocumentNode[] {
  return node?.kind === 'list' ? node.items : []
}

/** The text of a text, the source of a number; undefined for anything else. */
export function textOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'scalar' && (node.type === 'text' || node.type === 'number') ? node.text : undefined
}

/** true and false; undefined for anything else. */
export function booleanOf(node: DocumentNode | undefined): boolean | undefined {
  return node?.kind === 'scalar' && node.type === 'boolean' ? node.text.toLowerCase() === 'true' : undefined
}

/** Whether nothing is written there, or the word `null`. */
export function isNull(node: DocumentNode): boolean {
  return node.kind === 'scalar' && node.type === 'null'
}
