import { namedValues, type Words } from '../model/template.ts'
import { type Evaluated, Unknown, type Value } from '../model/value.ts'
import type { RulingMessage } from './evaluator.ts'

/** Where the words of a message come from. */
export interface TemplateSource {
  value(kind: 'fact' | 'derived', name: string): Evaluated
  readonly currency: string | null
  readonly method: string | null
}

interface Read {
  readonly kind: 'fact' | 'derived'
  readonly name: string
}

const read = new WeakMap<Words, readonly Read[]>()
const noValues: ReadonlyMap<string, Value | null> = new Map()

/** A text with the values of the facts and derived values that it names in any language; sums and named amounts follow later. */
export function fillTemplate(words: Words, source: TemplateSource): RulingMessage {
  const { currency, method } = source
  const names = namesIn(words)
  const values = names.length === 0 ? noValues : new Map(names.map((one) => [one.name, valueOf(one, source)]))
  return { words, values, currency, method }
}

function valueOf({ kind, name }: Read, source: TemplateSource): Value | null {
  const value = source.value(kind, name)
  return value instanceof Unknown ? null : value
}

function namesIn(words: Words): readonly Read[] {
  const known = read.get(words)
  if (known !== undefined) return known
  const found = new Map<string, Read>()
  for (const named of [...words.values()].flatMap(namedValues)) {
    if (named.kind === 'fact' || named.kind === 'derived') found.set(named.name, { kind: named.kind, name: named.name })
  }
  const names = [...found.values()]
  read.set(words, names)
  return names
}
