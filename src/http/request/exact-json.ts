import { visit } from 'jsonc-parser'
import { type RequestFault, requestFaults } from './request-fault.ts'

const mostFaults = 20
const mostDigits = 15
const largestInteger = '9007199254740991'

/**
 * A Problem invalid_request where the value, which `JSON.parse` made of the text, is not all that the text says: a
 * member that is given twice, of which the last one would count, and a number that was rounded. Most texts are told
 * to be sound by a look at the value and a count of colons; only the others are read a second time.
 */
export function assertExactJson(text: string, value: unknown): void {
  const seen = { colons: 0, numbers: 0 }
  look(value, seen)
  // A colon that is written as an escape is none of the text's: it could stand for one that was dropped.
  const isPlain = colonsIn(text) === seen.colons && !text.includes('\\u003')
  if (isPlain && (seen.numbers === 0 || !/[\d.]{16}/u.test(text))) return
  const faults = inexactParts(text)
  if (faults.length > 0) throw requestFaults(faults)
}

interface Seen {
  /** Of the members, and within their names and texts. Each member that was dropped leaves one in the text. */
  colons: number
  numbers: number
}

function look(value: unknown, seen: Seen): void {
  if (typeof value === 'string') seen.colons += colonsIn(value)
  else if (typeof value === 'number') seen.numbers += 1
  else if (Array.isArray(value)) for (const item of value) look(item, seen)
  else if (typeof value === 'object' && value !== null) {
    const members = value as Readonly<Record<string, unknown>>
    for (const name of Object.keys(members)) {
      seen.colons += 1 + colonsIn(name)
      look(members[name], seen)
    }
  }
}

function colonsIn(text: string): number {
  let count = 0
  for (let index = text.indexOf(':'); index !== -1; index = text.indexOf(':', index + 1)) count += 1
  return count
}

function inexactParts(text: string): readonly RequestFault[] {
  const faults: RequestFault[] = []
  const open: Set<string>[] = []
  const note = (path: readonly (string | number)[], message: string): void => {
    if (faults.length < mostFaults) faults.push({ pointer: pointerTo(path), message })
  }
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set())
    },
    onObjectEnd: () => {
      open.pop()
    },
    onObjectProperty: (name, _offset, _length, line, character, path) => {
      const names = open.at(-1)
      if (names?.has(name) === true) {
        note([...path(), name], `is given more than once, again in line ${line + 1}, column ${character + 1}`)
      }
      names?.add(name)
    },
    onLiteralValue: (value, offset, length, _line, _character, path) => {
      if (typeof value !== 'number' || isExact(text.slice(offset, offset + length))) return
      note(
        path(),
        `has more than ${mostDigits} significant digits, which a JSON number does not hold exactly: send it in quotes, as text`,
      )
    },
  })
  return faults
}

function isExact(number: string): boolean {
  const mantissa = number.replace('-', '').split(/[eE]/u, 1)[0] ?? ''
  const isWhole = !mantissa.includes('.')
  const digits = mantissa.replace('.', '').replace(/^0+/u, '')
  const significant = isWhole ? digits.replace(/0+$/u, '') : digits
  if (significant.length <= mostDigits) return true
  return /^-?\d{16}$/u.test(number) && digits <= largestInteger
}

function pointerTo(path: readonly (string | number)[]): string {
  return path.map((part) => `/${shorten(String(part)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function shorten(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}...` : name
}
