/** A formula as a tree, read by the grammar of the language page alone. */
export type Node =
  | { readonly kind: 'number' | 'text' | 'name'; readonly text: string }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Node[] }

const token = /\s*(?:(\d+(?:\.\d+)?(?![\w.]))|("[^"]*"|'[^']*')|([\w.]+)|(==|!=|<=|>=|[-+*/<>(),[\]]))/g

interface Reader {
  readonly tokens: readonly string[]
  at: number
}

/** Reads a formula; a TypeError where it has none. */
export function readFormula(source: string): Node {
  const tokens = [...source.matchAll(token)].map(([found]) => found.trim())
  const reader: Reader = { tokens, at: 0 }
  const node = binary(reader, 0)
  if (reader.at < tokens.length) throw new TypeError(`no formula: ${source}`)
  return node
}

/** From weak to strong; `not` stands between `and` and the comparisons. */
const strengths: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['not'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/'],
]

function binary(reader: Reader, strength: number): Node {
  const signs = strengths[strength]
  if (signs === undefined) return single(reader)
  if (signs[0] === 'not') return negation(reader, strength)
  let left = binary(reader, strength + 1)
  for (let sign = peek(reader); ; sign = peek(reader)) {
    const isNotIn = sign === 'not' && signs.includes('in') && reader.tokens[reader.at + 1] === 'in'
    if (!signs.includes(sign) && !isNotIn) return left
    reader.at += isNotIn ? 2 : 1
    const right = sign === 'in' || isNotIn ? list(reader, '[', ']') : [binary(reader, strength + 1)]
    left = { kind: 'call', name: isNotIn ? 'in' : sign, of: [left, ...right] }
    if (isNotIn) left = { kind: 'call', name: 'not', of: [left] }
  }
}

function negation(reader: Reader, strength: number): Node {
  if (peek(reader) !== 'not') return binary(reader, strength + 1)
  reader.at += 1
  return { kind: 'call', name: 'not', of: [negation(reader, strength)] }
}

function list(reader: Reader, open: string, close: string): readonly Node[] {
  expectToken(reader, open)
  const of: Node[] = []
  while (peek(reader) !== close) {
    if (of.length > 0) expectToken(reader, ',')
    of.push(binary(reader, 0))
  }
  expectToken(reader, close)
  return of
}

function single(reader: Reader): Node {
  const text = peek(reader)
  if (text === '(') {
    expectToken(reader, '(')
    const node = binary(reader, 0)
    expectToken(reader, ')')
    return node
  }
  reader.at += 1
  if (text === '-') return { kind: 'call', name: '-', of: [{ kind: 'number', text: '0' }, single(reader)] }
  if (/^\d+(?:\.\d+)?$/.test(text)) return { kind: 'number', text }
  if (/^["']/.test(text)) return { kind: 'text', text: text.slice(1, -1) }
  if (text === 'true' || text === 'false') return { kind: 'truth', value: text === 'true' }
  if (!/^[\w.]+$/.test(text)) throw new TypeError(`unexpected ${text}`)
  return peek(reader) === '(' ? { kind: 'call', name: text, of: list(reader, '(', ')') } : { kind: 'name', text }
}

function peek({ tokens, at }: Reader): string {
  return tokens[at] ?? ''
}

function expectToken(reader: Reader, text: string): void {
  if (peek(reader) !== text) throw new TypeError(`${text} expected, not ${peek(reader)}`)
  reader.at += 1
}
