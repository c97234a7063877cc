import type { ScalarNode } from '../document/document-node.ts'
import { type Fault, quote } from '../document/fault-list.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { MessagePart, NamedValue } from '../model/template.ts'
import { messageFault, plainMark, pointMark } from '../wording/message-text.ts'
import { placeIn } from './parse-formula.ts'
import { namedValue, type PlaceholderScope, placeholderFault } from './placeholder.ts'

/** A message where it begins; `part` is null where it has a fault, which is told. */
export interface ParsedMessage {
  readonly part: MessagePart | null
  readonly length: number
}

interface Scan {
  readonly node: ScalarNode
  readonly scope: PlaceholderScope
  offset: number
  source: string
  readonly values: Map<string, NamedValue>
  isFaulty: boolean
}

/** What each form of an argument takes. */
const forms: Readonly<Record<string, readonly ExpressionType['kind'][]>> = {
  plural: ['number'],
  selectordinal: ['number'],
  select: ['text', 'boolean', 'number', 'timestamp', 'date'],
  number: ['number'],
  date: ['timestamp', 'date'],
  time: ['timestamp'],
}

/** Parses `{name, plural|select|number|date|time, ...}` as ICU MessageFormat. */
export function parseMessagePart(node: ScalarNode, start: number, scope: PlaceholderScope): ParsedMessage {
  const scan: Scan = { node, scope, offset: start, source: '', values: new Map(), isFaulty: false }
  readArgument(scan)
  const length = Math.max(scan.offset - start, 1)
  if (!scan.isFaulty) {
    const fault = messageFault(scan.source, scope.language)
    if (fault !== null) tell(scan, start + Math.min(fault.offset, length - 1), unreadable(fault.reason))
  }
  if (scan.isFaulty) return { part: null, length: closing(node.text, start) - start }
  return { part: { kind: 'message', source: scan.source, values: scan.values }, length }
}

/** Reads from a brace to the one that closes it. */
function readArgument(scan: Scan): void {
  const start = scan.offset
  const opening = /^\{\s*([\w.]*)\s*/u.exec(rest(scan))
  const name = opening?.[1] ?? ''
  if (opening === null || name === '') return tell(scan, start, unreadable('a name is expected here'))
  scan.offset += opening[0].length
  if (rest(scan).startsWith('}')) {
    scan.offset += 1
    scan.source += `{${note(scan, start, { name, form: null })}}`
    return
  }
  const form = /^,\s*(\w*)\s*/u.exec(rest(scan))
  const kind = form?.[1] ?? ''
  if (form === null || forms[kind] === undefined) return tell(scan, scan.offset, unknownForm(kind))
  scan.source += `{${note(scan, start, { name, form: kind })}, ${kind}`
  scan.offset += form[0].length
  readCases(scan, kind === 'plural' || kind === 'select' || kind === 'selectordinal')
}

/** The style of a number or time, or the cases, up to the closing brace. */
function readCases(scan: Scan, hasCases: boolean): void {
  for (;;) {
    const text = /^[^{}]*/u.exec(rest(scan))?.[0] ?? ''
    scan.source += text
    scan.offset += text.length
    const next = rest(scan).charAt(0)
    if (next === '}') {
      scan.source += '}'
      scan.offset += 1
      return
    }
    if (next === '' || !hasCases) return tell(scan, scan.offset, unreadable('a closing brace is missing'))
    scan.source += '{'
    scan.offset += 1
    readText(scan)
    if (scan.isFaulty) return
  }
}

/** The text of one case, up to its closing brace: quoted parts as they are, arguments within. */
function readText(scan: Scan): void {
  for (;;) {
    const text = /^(?:'[{}][^']*'|[^{}])*/u.exec(rest(scan))?.[0] ?? ''
    scan.source += text
    scan.offset += text.length
    const next = rest(scan).charAt(0)
    if (next === '{') readArgument(scan)
    else if (next === '}') {
      scan.source += '}'
      scan.offset += 1
      return
    } else return tell(scan, scan.offset, unreadable('a closing brace is missing'))
    if (scan.isFaulty) return
  }
}

/** The name that the source has for a value; what it stands for is noted. */
function note(
  scan: Scan,
  offset: number,
  { name, form }: { readonly name: string; readonly form: string | null },
): string {
  const fault = placeholderFault(name, scan.scope)
  const named = namedValue(name, scan.scope)
  const source = `${form === null ? plainMark : ''}${name.replaceAll('.', pointMark)}`
  if (fault !== null || named === null) {
    scan.isFaulty = true
    if (fault !== null && !scan.scope.names.broken.names.has(name))
      scan.scope.faults.add(placeIn(scan.node, offset), fault)
    return source
  }
  scan.values.set(source, named)
  const kind = kindOf(named)
  if (form !== null && forms[form]?.includes(kind) === false) tell(scan, offset, wrongType(name, form, kind))
  return source
}

function kindOf(named: NamedValue): ExpressionType['kind'] {
  if (named.kind === 'amount') return 'number'
  if (named.kind === 'measure') return named.measure.type.kind
  if (named.kind === 'decision') return named.name === 'currency' || named.name === 'method' ? 'text' : 'number'
  return named.type.kind
}

function rest({ node, offset }: Scan): string {
  return node.text.slice(offset)
}

function tell(scan: Scan, offset: number, fault: Fault): void {
  scan.isFaulty = true
  scan.scope.faults.add(placeIn(scan.node, offset), fault)
}

/** Where the argument ends, as far as braces tell. */
function closing(text: string, start: number): number {
  let depth = 0
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1
    else if (text[index] === '}') depth -= 1
    if (depth === 0) return index + 1
  }
  return text.length
}

const example = '{days, plural, one {# day} other {# days}}'

function unreadable(reason: string): Fault {
  return {
    code: 'message_format',
    message: `The message cannot be read: ${reason}.`,
    hint: `Write it as in ICU MessageFormat, always with \`other\`: ${example}.`,
  }
}

function unknownForm(form: string): Fault {
  return {
    code: 'message_format',
    message: `${quote(form)} is no form of a message.`,
    hint: `Write plural, select, selectordinal, number, date or time: ${example}.`,
  }
}

function wrongType(name: string, form: string, kind: string): Fault {
  return {
    code: 'message_format',
    message: `${form} does not go with ${quote(name)}, which is a ${kind}.`,
    hint: `It takes a ${forms[form]?.join(' or a ') ?? ''}.`,
  }
}
