import { isMap, isScalar, isSeq, type Node, Scalar, stringify } from 'yaml'
import { type ReadText, readText } from './read-text.ts'

/** Where something stands in a text: keys, and numbers of items. */
export type TextPath = readonly (string | number)[]

/**
 * The text with another value at a path that has one: only its own signs change, comments and form stay. A number or a
 * duration stays plain, what stood in quotes stays in quotes, and what stood in lines of its own stays so. Null where
 * there is no single value, or the text would not be readable any more.
 */
export function setValue(read: ReadText, path: TextPath, value: string): string | null {
  const node = read.document.getIn(path, true)
  if (!read.isReadable || !isScalar(node) || !node.range) return null
  const { text } = read
  const [from, to] = node.range
  const isBlock = node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL
  const written = isBlock ? blockText(text, node, value) : flowText(node, value)
  return checked(text.slice(0, from) + written + (isBlock ? text.slice(endOfBlock(text, to)) : text.slice(to)))
}

/** The text with a further line `key: value` in a map that stands in lines of its own; at its end. */
export function addValue(read: ReadText, path: TextPath, key: string, value: string): string | null {
  const map = read.document.getIn(path, true)
  if (!read.isReadable || !isMap(map) || !map.range) return null
  if (map.flow === true) {
    const close = read.text.lastIndexOf('}', map.range[1])
    const head = read.text.slice(0, close).replace(/[\s,]*$/u, '')
    return checked(`${head}${map.items.length === 0 ? ' ' : ', '}${key}: ${value} ${read.text.slice(close)}`)
  }
  const first = map.items[0]?.key
  const indent = isScalar(first) ? columnOf(read.text, first.range?.[0] ?? 0) : 0
  return checked(insertLine(read.text, map, `${' '.repeat(indent)}${key}: ${value}`))
}

/** The text without a key of a map, or an item of a list, and the line that it stood in. */
export function removeLine(read: ReadText, path: TextPath): string | null {
  const found = rangeOfEntry(read, path)
  if (found === null) return null
  const { text } = read
  const start = text.lastIndexOf('\n', found[0] - 1) + 1
  const end = text.indexOf('\n', Math.max(found[1] - 1, found[0]))
  return checked(text.slice(0, start) + (end === -1 ? '' : text.slice(end + 1)))
}

/** The text with a further section at its end of settings: before the first clause, or at the end. */
export function addSection(read: ReadText, lines: string): string | null {
  const at = read.document.contents
  if (!isMap(at)) return null
  const clauses = at.items.find(({ key }) => isScalar(key) && key.value === 'clauses')?.key
  const place = isScalar(clauses) && clauses.range ? beforeComments(read.text, clauses.range[0]) : read.text.length
  return checked(`${read.text.slice(0, place)}${lines}\n${read.text.slice(place)}`)
}

function checked(text: string): string | null {
  return readText(text).isReadable ? text : null
}

/** A value in a line: as it looked before where that still says the same. */
function flowText(node: Scalar, value: string): string {
  const isNumber = typeof node.value === 'number' || typeof node.value === 'boolean'
  const isPlain = node.type === Scalar.PLAIN
  if (isPlain && isNumber && /^(?:-?\d+(?:\.\d+)?|true|false)$/u.test(value)) return value
  const scalar = new Scalar(value)
  if (node.type !== undefined && node.type !== null) scalar.type = node.type
  const lineWidth = 0
  // In braces a plain text may not have the signs of braces.
  if (isPlain && /[,[\]{}]/u.test(value)) scalar.type = Scalar.QUOTE_DOUBLE
  return stringify(scalar, { lineWidth }).trimEnd()
}

function blockText(text: string, node: Scalar, value: string): string {
  const scalar = new Scalar(value.trim())
  scalar.type = value.trim().includes('\n') ? Scalar.BLOCK_LITERAL : Scalar.BLOCK_FOLDED
  const start = node.range?.[0] ?? 0
  const indent = indentOfLine(text, start) + 2
  const written = stringify({ k: scalar }, { lineWidth: 116 - indent })
    .slice('k: '.length)
    .trimEnd()
  const [head = '', ...lines] = written.split('\n')
  return [head, ...lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line.replace(/^ {2}/u, '')))].join('\n')
}

/** A block ends before the line feed that stands behind its last line. */
function endOfBlock(text: string, to: number): number {
  return to - (/\s*$/u.exec(text.slice(0, to))?.[0].length ?? 0)
}

function insertLine(text: string, node: Node, line: string): string {
  const end = (node.range?.[1] ?? text.length) - (/\s*$/u.exec(text.slice(0, node.range?.[1]))?.[0].length ?? 0)
  const newline = text.indexOf('\n', end)
  const at = newline === -1 ? text.length : newline
  return `${text.slice(0, at)}\n${line}${text.slice(at)}`
}

function rangeOfEntry(read: ReadText, path: TextPath): readonly [number, number] | null {
  const owner = read.document.getIn(path.slice(0, -1), true)
  const last = path.at(-1)
  if (isSeq(owner)) {
    const range = (owner.get(last, true) as Node | undefined)?.range
    return range ? [range[0], range[1]] : null
  }
  if (!isMap(owner)) return null
  const pair = owner.items.find(({ key }) => isScalar(key) && String(key.value) === String(last))
  if (pair === undefined || !isScalar(pair.key) || !pair.key.range) return null
  const value = pair.value as Node | null
  return [pair.key.range[0], value?.range?.[1] ?? pair.key.range[1]]
}

/** Where the comments above a line begin. */
function beforeComments(text: string, offset: number): number {
  let start = text.lastIndexOf('\n', offset - 1) + 1
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1
    if (!/^(?:#.*)?$/u.test(text.slice(above, start - 1))) break
    start = above
  }
  return start
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}

function indentOfLine(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const { 0: white = '' } = /^ *(?:- +)*/u.exec(text.slice(start)) ?? []
  return white.length
}
