import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml'
import type { Position } from '../../problems/diagnostic.ts'
import type { DocumentNode, ListNode, MapEntry, MapNode, ScalarNode } from './document-node.ts'
import { type FaultList, keyPlace, placeOf, quote } from './fault-list.ts'
import { textBounds } from './scan-bounds.ts'
import { type ScalarStyle, sourceOffset } from './source-offset.ts'
import { isRestOfText, splitText } from './split-text.ts'
import { unprintable, unprintableFault } from './unprintable.ts'
import { mergeKey, tagFault, unresolvedAlias } from './yaml-faults.ts'

/** What a parsed YAML text is converted from, and where its faults go. */
export interface YamlSource {
  readonly document: Document.Parsed
  readonly text: string
  readonly lines: LineCounter
  readonly faults: FaultList
}

interface Conversion extends YamlSource {
  readonly anchors: Map<string, Node>
  /** Anchored nodes that are being converted: an alias to one of them never ends. */
  readonly open: Set<Node>
  count: number
  /** The first place beyond the depth that is admitted. */
  tooDeep: DocumentNode | null
  /** Whether something was left out whose fault is told: what else would be told may only follow from it. */
  isTorn: boolean
}

/** A list may begin in the column of its map, so columns count up to two levels. */
const deepest = 2 * textBounds.depth

interface Target {
  readonly parent: DocumentNode | null
  readonly key: string | number
  /** Where the value would stand; used for values that are left out. */
  readonly place: Position
}

/**
 * Turns a parsed YAML document into nodes; aliases are followed within the bounds. Null for an empty
 * text, and with a fault where a part cannot be told for what it is.
 */
export function convertDocument(source: YamlSource): DocumentNode | null {
  const { contents } = source.document
  if (contents === null) {
    source.faults.add(
      { line: 1, column: 1, path: '' },
      { code: 'empty_document', message: 'The text is empty.', hint: 'Begin with `name:` and `title:`.' },
    )
    return null
  }
  const conversion: Conversion = {
    ...source,
    anchors: new Map(),
    open: new Set(),
    count: 0,
    tooDeep: null,
    isTorn: false,
  }
  const root = convert(conversion, contents, { parent: null, key: '', place: { line: 1, column: 1 } })
  if (conversion.count > textBounds.nodes) {
    source.faults.add(root, {
      code: 'too_large',
      message: `The text has more than ${textBounds.nodes} parts, aliases written out.`,
      hint: 'Shorten the policy, or use fewer aliases.',
    })
  }
  if (conversion.tooDeep !== null) {
    source.faults.add(conversion.tooDeep, {
      code: 'too_deep',
      message: 'The text is nested too deeply, aliases written out.',
      hint: 'Use fewer aliases within aliases.',
    })
  }
  return conversion.isTorn || conversion.tooDeep !== null || conversion.count > textBounds.nodes ? null : root
}

function convert(conversion: Conversion, node: Node | null, target: Target): DocumentNode {
  conversion.count += 1
  if (node === null) return nullNode(target, target.place)
  if (isAlias(node)) return convertAlias(conversion, node, target)
  if ('anchor' in node && typeof node.anchor === 'string') conversion.anchors.set(node.anchor, node)
  const place = positionOf(conversion, node) ?? target.place
  if (conversion.count > textBounds.nodes) return nullNode(target, place)
  if (conversion.open.size > deepest) {
    const cut = nullNode(target, place)
    conversion.tooDeep ??= cut
    return cut
  }
  conversion.open.add(node)
  const converted = convertKnown(conversion, node, { ...target, place })
  conversion.open.delete(node)
  refuseTag(conversion, node, converted)
  return converted
}

function convertKnown(conversion: Conversion, node: Node, target: Target): DocumentNode {
  if (isMap(node)) return convertMap(conversion, node as YAMLMap<Node, Node | null>, target)
  if (isSeq(node)) {
    const items: DocumentNode[] = []
    const list: ListNode = { kind: 'list', items, parent: target.parent, key: target.key, ...target.place }
    for (const [index, item] of node.items.entries()) {
      if (conversion.count > textBounds.nodes) break
      items.push(convert(conversion, item as Node | null, { parent: list, key: index, place: target.place }))
    }
    return list
  }
  return isScalar(node) ? convertScalar(conversion, node, target) : nullNode(target, target.place)
}

function convertMap(conversion: Conversion, map: YAMLMap<Node, Node | null>, target: Target): MapNode {
  const entries = new Map<string, MapEntry>()
  const converted: MapNode = { kind: 'map', entries, parent: target.parent, key: target.key, ...target.place }
  for (const pair of map.items) {
    if (conversion.count > textBounds.nodes) break
    const place = positionOf(conversion, pair.key) ?? target.place
    const key = keyOf(conversion, pair)
    const entry = { key: place, value: convert(conversion, pair.value, { parent: converted, key: key ?? '', place }) }
    if (key === null) refuseKey(conversion, converted, place)
    else if (isRestOfText(conversion.text, pair.key, key)) tellSplit(conversion, converted, { rest: pair.key, place })
    else if (entries.has(key)) {
      conversion.faults.add(keyPlace(converted, key, entry), {
        code: 'duplicate_key',
        message: `The key ${quote(key)} stands here a second time.`,
        hint: 'Keep one of them.',
      })
    } else if (key === '<<') conversion.faults.add(keyPlace(converted, key, entry), mergeKey)
    else entries.set(key, entry)
  }
  return converted
}

function keyOf(conversion: Conversion, { key }: Pair<Node, Node | null>): string | null {
  const scalar = isAlias(key) ? conversion.anchors.get(key.source) : key
  if (!isScalar(scalar) || scalar.value === null) return null
  const text = scalarText(scalar)
  return text.length > textBounds.key || unprintable.test(text) ? null : text
}

function tellSplit(conversion: Conversion, map: MapNode, { rest, place }: { rest: Node; place: Position }): void {
  // Only the first is told: it may well be the same text.
  if (conversion.isTorn) return
  conversion.isTorn = true
  const split = splitText(conversion, map, rest)
  if (split === null) refuseKey(conversion, map, place)
  else conversion.faults.add(split.node, split.fault)
}

function refuseKey(conversion: Conversion, map: MapNode, place: Position): void {
  conversion.faults.add(
    { ...placeOf(map), ...place },
    {
      code: 'wrong_key',
      message: `A key must be a plain text of at most ${textBounds.key} characters.`,
      hint: 'Write `key: value`.',
    },
  )
}

function convertScalar(conversion: Conversion, scalar: Scalar, target: Target): ScalarNode {
  const [from, to] = scalar.range ?? [0, 0]
  const isText = typeof scalar.value === 'string'
  const text = scalarText(scalar)
  const converted: ScalarNode = {
    kind: 'scalar',
    type: scalar.value === null ? 'null' : isText ? 'text' : typeof scalar.value === 'boolean' ? 'boolean' : 'number',
    text,
    positionOf: (offset) => {
      const within = { offset, style: styleOf(scalar) }
      return positionAt(conversion, from + sourceOffset(conversion.text.slice(from, to), text, within))
    },
    parent: target.parent,
    key: target.key,
    ...target.place,
  }
  if (unprintable.test(converted.text)) conversion.faults.add(converted, unprintableFault)
  return converted
}

function scalarText(scalar: Scalar): string {
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value))
}

function convertAlias(conversion: Conversion, alias: Alias, target: Target): DocumentNode {
  const place = positionOf(conversion, alias) ?? target.place
  const anchored = conversion.anchors.get(alias.source)
  if (anchored !== undefined && !conversion.open.has(anchored))
    return convert(conversion, anchored, { ...target, place })
  const unresolved = nullNode(target, place)
  conversion.isTorn = true
  conversion.faults.add(placeOf(unresolved), unresolvedAlias(alias.source, anchored !== undefined))
  return unresolved
}

function refuseTag(conversion: Conversion, node: Node, converted: DocumentNode): void {
  const fault = 'tag' in node && typeof node.tag === 'string' ? tagFault(node.tag) : null
  if (fault !== null) conversion.faults.add(converted, fault)
}

function nullNode(target: Target, place: Position): ScalarNode {
  const { parent, key } = target
  return {
    kind: 'scalar',
    type: 'null',
    text: '',
    positionOf: () => place,
    parent,
    key,
    line: place.line,
    column: place.column,
  }
}

function positionOf(conversion: Conversion, node: Node | null): Position | null {
  const offset = node?.range?.[0]
  return offset === undefined ? null : positionAt(conversion, offset)
}

function positionAt({ lines }: Conversion, offset: number): Position {
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

function styleOf(scalar: Scalar): ScalarStyle {
  switch (scalar.type) {
    case 'QUOTE_DOUBLE':
      return 'double_quoted'
    case 'QUOTE_SINGLE':
      return 'single_quoted'
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block'
    default:
      return 'plain'
  }
}
