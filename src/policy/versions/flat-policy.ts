import { Rational } from '../../money/rational.ts'
import type { Policy } from '../model/policy.ts'

/**
 * A policy as text, to go from one thread to another: arrays of JSON, each of some nodes. A node is named by its number and
 * names only those before it; what stood in two places does so again. Only this build reads it: it is never stored.
 */
export type FlatPolicy = readonly string[]

/** What stands in a node: a primitive as itself, `[number]` for another node, `[]` for undefined. */
type Flat = string | number | boolean | null | readonly [number] | readonly []
/** Object, list, map (its keys and values in turns), set, exact number, long text, or a part of one (its begin and end). */
type Node =
  | readonly ['o' | 'a' | 'm' | 's', ...Flat[]]
  | readonly ['r' | 't', string]
  | readonly ['p', readonly [number], number, number]

/** Characters of a chunk: reading one takes some milliseconds. */
const chunkLength = 50_000
/** Longer texts are written once, and as a part of the formula that they stand in. */
const longText = 40

/** Writes a policy that {@link unflattenPolicy} reads. A TypeError for what no policy holds, as a function. */
export function flattenPolicy(policy: Policy): FlatPolicy {
  const { add, chunks } = createNodes()
  const flat = (value: unknown, around: string | null): Flat => {
    if (typeof value === 'string' && value.length > longText)
      return add(value, (known) => textNode(value, around, known))
    if (typeof value !== 'object' || value === null) return flatPrimitive(value)
    const source = sourceOf(value)
    if (source !== null) flat(source, around)
    return add(value, () => nodeOf(value, (part) => flat(part, source ?? around)))
  }
  flat(policy, null)
  return chunks()
}

/** Nodes that are written one after the other, each once. */
interface Nodes {
  readonly add: (value: unknown, node: (known: ReadonlyMap<unknown, number>) => Node) => readonly [number]
  readonly chunks: () => FlatPolicy
}

function createNodes(): Nodes {
  const numbers = new Map<unknown, number>()
  const chunks: string[] = []
  let nodes: string[] = []
  let length = 0
  const endChunk = (): void => {
    chunks.push(`[${nodes.join()}]`)
    nodes = []
    length = 0
  }
  return {
    add: (value, node) => {
      const known = numbers.get(value)
      if (known !== undefined) return [known]
      const text = JSON.stringify(node(numbers))
      const number = numbers.size
      numbers.set(value, number)
      nodes.push(text)
      length += text.length
      if (length > chunkLength) endChunk()
      return [number]
    },
    chunks: () => {
      endChunk()
      return chunks
    },
  }
}

/** The text of a formula, which those of its parts are parts of. */
function sourceOf(value: object): string | null {
  return 'source' in value && typeof value.source === 'string' && value.source.length > longText ? value.source : null
}

function textNode(text: string, around: string | null, known: ReadonlyMap<unknown, number>): Node {
  const number = around === null ? undefined : known.get(around)
  const begin = around?.indexOf(text) ?? -1
  return number === undefined || begin < 0 ? ['t', text] : ['p', [number], begin, begin + text.length]
}

function flatPrimitive(value: unknown): Flat {
  if (value === undefined) return []
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new TypeError(`no policy holds a ${typeof value}`)
}

function nodeOf(value: object, flat: (part: unknown) => Flat): Node {
  if (value instanceof Rational) return ['r', value.toString()]
  if (Array.isArray(value)) return ['a', ...value.map(flat)]
  if (value instanceof Map) return ['m', ...[...(value as Map<unknown, unknown>)].flat().map(flat)]
  if (value instanceof Set) return ['s', ...[...(value as Set<unknown>)].map(flat)]
  const kind: unknown = Object.getPrototypeOf(value)
  if (kind !== Object.prototype && kind !== null) throw new TypeError('no policy holds an object of this class')
  return ['o', ...Object.entries(value).flat().map(flat)]
}

/** The policy that was written, step by step: a step takes some milliseconds at most. */
export function* unflattenPolicy(chunks: FlatPolicy): Generator<void, Policy> {
  const values: unknown[] = []
  const valueOf = (flat: Flat | undefined): unknown => {
    if (!Array.isArray(flat)) return flat
    const [number] = flat as readonly number[]
    return number === undefined ? undefined : values[number]
  }
  for (const chunk of chunks) {
    for (const node of JSON.parse(chunk) as readonly Node[]) values.push(built(node, valueOf))
    yield
  }
  return values.at(-1) as Policy
}

function built(node: Node, valueOf: (flat: Flat | undefined) => unknown): unknown {
  switch (node[0]) {
    case 'r':
      return readRational(node[1])
    case 't':
      return node[1]
    case 'p':
      return String(valueOf(node[1])).slice(node[2], node[3])
    case 'a':
      return partsOf(node).map(valueOf)
    case 's':
      return new Set(partsOf(node).map(valueOf))
    case 'm':
      return new Map(pairsOf(partsOf(node), valueOf))
    case 'o':
      return Object.fromEntries(pairsOf(partsOf(node), valueOf) as Iterable<readonly [string, unknown]>)
  }
}

function partsOf([, ...parts]: readonly [string, ...Flat[]]): readonly Flat[] {
  return parts
}

function* pairsOf(
  parts: readonly Flat[],
  valueOf: (flat: Flat | undefined) => unknown,
): Generator<readonly [unknown, unknown]> {
  for (let index = 0; index < parts.length; index += 2) yield [valueOf(parts[index]), valueOf(parts[index + 1])]
}

/** Also what is longer than a decimal that is parsed may be. */
function readRational(text: string): Rational {
  const decimal = Rational.parse(text)
  if (decimal !== undefined) return decimal
  const [over = '', under = '1'] = text.split('/')
  const [whole = '', decimals = ''] = over.split('.')
  const denominator = BigInt(under) * 10n ** BigInt(decimals.length)
  return Rational.of(BigInt(whole + decimals)).dividedBy(Rational.of(denominator))
}
