import type { YAMLError } from 'yaml'
import type { Fault } from './fault-list.ts'

/** The fault of a text that YAML cannot read, and where it begins: the mistake, not where YAML gave up. */
export interface SyntaxFault {
  readonly offset: number
  readonly fault: Fault
}

/** Says in plain words what is wrong with a text that YAML cannot read, and how to mend it. */
export function syntaxFault(
  { code, message, pos }: Pick<YAMLError, 'code' | 'message' | 'pos'>,
  text: string,
): SyntaxFault {
  const [offset] = pos
  const value = valueAround(text, offset)
  const unquoted = value === null ? null : unquotedText(value, code)
  if (value !== null && unquoted !== null) return { offset: value.offset, fault: unquoted }
  switch (code) {
    case 'MULTIPLE_DOCS':
      return { offset, fault: multipleDocuments }
    case 'TAB_AS_INDENT':
      return unreadable(offset, 'a tab stands where blanks belong', 'Indent with blanks, never with tabs.')
    case 'MULTILINE_IMPLICIT_KEY':
      return missingBlank(text, offset) ?? unlike(text, offset)
    case 'BLOCK_AS_IMPLICIT_KEY':
      return unlike(text, offset)
    case 'MISSING_CHAR':
      return unclosedQuote(text, offset)
    case 'BAD_INDENT':
      return unclosedBracket(text, offset, message) ?? unreadable(offset + blanksAt(text, offset), ...indentation)
    default:
      return unreadable(
        offset,
        lowered(message),
        'Check indentation, colons, brackets and quotes here and on the line above.',
      )
  }
}

const multipleDocuments: Fault = {
  code: 'multiple_documents',
  message: 'The text holds more than one YAML document.',
  hint: 'Remove the line `---` and publish each policy on its own.',
}

const indentation = [
  'this line is not indented like those that it stands with',
  'Begin the keys of one map, and the dashes of one list, in the same column.',
] as const

function unreadable(offset: number, what: string, hint: string): SyntaxFault {
  return { offset, fault: { code: 'yaml_syntax', message: `The YAML cannot be read: ${what}.`, hint } }
}

function lowered(message: string): string {
  return message.slice(0, 300).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
}

interface WrittenValue {
  readonly key: string
  readonly text: string
  readonly offset: number
  /** Whether it stands between { and } or [ and ]. */
  readonly isFlow: boolean
}

const keyPattern = /([A-Za-z_][\w.-]*):[ \t]+(?=\S)/g

/** More of a value is not looked at. */
const longestValue = 2000

/** The value, on one line, that stands around an offset; null where there is none. */
function valueAround(text: string, offset: number): WrittenValue | null {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const before = text.slice(lineStart, offset + 1)
  const last = [...before.matchAll(keyPattern)].at(-1)
  if (last === undefined) return null
  const { 0: written, 1: key = '', index } = last
  const isFlow = /[{[]/.test(before.slice(0, index))
  const start = lineStart + index + written.length
  const rest = text.slice(start, start + longestValue).split(/\r?\n/, 1)[0] ?? ''
  const value = isFlow ? rest.slice(0, flowEnd(rest)) : rest.replace(/[ \t]#.*$/, '')
  return { key, text: value.trim(), offset: start, isFlow }
}

/** Where a value between brackets ends: at a bracket that it did not open, or where another key begins. */
function flowEnd(rest: string): number {
  let depth = 0
  for (let index = 0; index < rest.length; index += 1) {
    const letter = rest.charAt(index)
    if (letter === '{' || letter === '[') depth += 1
    else if (letter === '}' || letter === ']') depth -= 1
    const isNext = letter === ',' && depth === 0 && /^,\s*[\w.-]+:(?:\s|$)/.test(rest.slice(index))
    if (depth < 0 || isNext) return index
  }
  return rest.length
}

function unquotedText(value: WrittenValue, code: YAMLError['code']): Fault | null {
  const { text, isFlow } = value
  if (text === '' || /^["']/.test(text)) return quotesWithin(value, code)
  const isColon = code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'BLOCK_IN_FLOW'
  if (isColon && /:(?:\s|$)/.test(text))
    return needsQuotes(value, 'a colon with a blank behind it begins the value of a key')
  if (code === 'BAD_SCALAR_START') return needsQuotes(value, `a text cannot begin with ${text.charAt(0)}`)
  if (code !== 'UNEXPECTED_TOKEN' && code !== 'BAD_ALIAS') return null
  if (/^[{[]/.test(text))
    return needsQuotes(value, `${text.charAt(0)} at its beginning means a ${text.startsWith('{') ? 'map' : 'list'}`)
  if (isFlow && /[{}[\]]/.test(text))
    return needsQuotes(value, 'braces and brackets end a text that stands between { and }')
  return /^[*&>|!]/.test(text)
    ? needsQuotes(value, `${text.charAt(0)} at its beginning has a meaning of its own`)
    : null
}

function needsQuotes({ key, text }: WrittenValue, why: string): Fault {
  return {
    code: 'unquoted_text',
    message: `The text of "${key}" needs quotes: ${why}.`,
    hint: `Put the text in quotes: ${quotedEntry(key, text)}`,
  }
}

/** How a text is written in quotes, shown for a key; long ones are cut. */
export function quotedEntry(key: string, text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 77)}...` : text
  return `${key}: ${shown.includes('"') && !shown.includes("'") ? `'${shown}'` : JSON.stringify(shown)}`
}

function quotesWithin({ key, text }: WrittenValue, code: YAMLError['code']): Fault | null {
  const quote = text.charAt(0)
  if (code !== 'UNEXPECTED_TOKEN' || quote === '') return null
  return {
    code: 'unquoted_text',
    message: `The text of "${key}" goes on behind its closing quote.`,
    hint:
      quote === "'"
        ? `Double an apostrophe within single quotes (''), or use double quotes: ${quotedEntry(key, text.replaceAll(/^'|'$/g, ''))}`
        : `Put the whole text in quotes: ${key}: '${text.replaceAll("'", "''").slice(0, 80)}'`,
  }
}

function missingBlank(text: string, offset: number): SyntaxFault | null {
  const [, key, value] = /^([\w.-]+):(\S.*)/.exec(text.slice(offset)) ?? []
  if (key === undefined || value === undefined) return null
  return unreadable(offset, 'the blank behind the colon is missing', `Write ${key}: ${value.slice(0, 80)}`)
}

/** A line that is deeper than the one above, which has a value already. */
function unlike(text: string, offset: number): SyntaxFault {
  const next = text.indexOf('\n', offset) + 1
  return unreadable(next === 0 ? offset : next + blanksAt(text, next), ...indentation)
}

function blanksAt(text: string, offset: number): number {
  return /^ */.exec(text.slice(offset))?.[0].length ?? 0
}

function unclosedQuote(text: string, offset: number): SyntaxFault {
  const opened = /(?:[:,[{-]\s+)(["'])(?:(?!\1).)*$/m.exec(text)
  const quote = opened?.[1] ?? '"'
  const start = opened === null ? offset : opened.index + opened[0].indexOf(quote)
  return unreadable(
    Math.min(start, text.length),
    'the quote that opens here is never closed',
    `Close the text with ${quote}.`,
  )
}

/** Brackets are counted from the beginning of the entry that they stand in. */
function unclosedBracket(text: string, offset: number, message: string): SyntaxFault | null {
  const closer = /end with a ([\]}])/.exec(message)?.[1]
  if (closer === undefined) return null
  const opener = closer === ']' ? '[' : '{'
  let open = 0
  for (let index = offset - 1; index >= 0; index -= 1) {
    if (text[index] === closer) open += 1
    else if (text[index] === opener && open === 0)
      return unreadable(index, `the bracket ${opener} that opens here is never closed`, `Close it with ${closer}.`)
    else if (text[index] === opener) open -= 1
  }
  return null
}
