import { minorUnit } from '../../money/currencies.ts'
import type { DocumentNode, ScalarNode } from '../document/document-node.ts'
import { type Fault, quote } from '../document/fault-list.ts'
import { suggestion } from '../document/suggestion.ts'
import type { NamedValue, Template, TemplatePart } from '../model/template.ts'
import { namesCurrency } from '../wording/money-text.ts'
import { namesUnit } from '../wording/unit-text.ts'
import { placeIn } from './parse-formula.ts'
import { parseMessagePart } from './parse-message-part.ts'
import { namedValue, type PlaceholderScope, placeholderFault } from './placeholder.ts'

const tokenPattern = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/gy

type Part = string | TemplatePart

/** Parses a text with placeholders; null where it has a fault or is none. */
export function parseTemplate(node: DocumentNode | undefined, scope: PlaceholderScope): Template | null {
  if (node?.kind !== 'scalar' || node.type !== 'text') return null
  const parts: Part[] = []
  let isFaulty = false
  warnOfDoubledBraces(node, scope)
  for (let offset = 0; offset < node.text.length; ) {
    const { part, length } = partAt(node, offset, scope)
    if (part === null) isFaulty = true
    else append(parts, part)
    offset += length
  }
  return isFaulty ? null : parts.map((part, index) => besideUnit(parts, index, scope) ?? part)
}

/** The part that begins at the offset, null where it has a fault, which is told. */
function partAt(
  node: ScalarNode,
  offset: number,
  scope: PlaceholderScope,
): { readonly part: Part | null; readonly length: number } {
  const message = /^\{\s*[\w.]+\s*,/u.test(node.text.slice(offset)) ? parseMessagePart(node, offset, scope) : null
  if (message !== null) return message
  tokenPattern.lastIndex = offset
  const [token = '', inner] = tokenPattern.exec(node.text) ?? [node.text.charAt(offset)]
  const { length } = token
  if (token === '{{' || token === '}}') return { part: token.charAt(0), length }
  if (token === '{' || token === '}') return { part: refuse(node, offset, loneBrace(token), scope), length }
  if (inner === undefined) return { part: token, length }
  return { part: placeholder(node, { name: inner.trim(), offset }, scope), length }
}

function placeholder(
  node: ScalarNode,
  { name, offset }: { readonly name: string; readonly offset: number },
  scope: PlaceholderScope,
): TemplatePart | null {
  const table = /^table\s+(\S+)$/u.exec(name)?.[1]
  const fault = table === undefined ? placeholderFault(name, scope) : tableFault(table, scope)
  if (fault !== null) return scope.names.broken.names.has(name) ? null : refuse(node, offset, fault, scope)
  if (table !== undefined) return { kind: 'table', name: table }
  const named = namedValue(name, scope)
  return named === null ? null : { ...named, bare: false, currency: null }
}

function refuse(node: ScalarNode, offset: number, fault: Fault, { faults }: PlaceholderScope): null {
  faults.add(placeIn(node, offset), fault)
  return null
}

function tableFault(name: string, { names, readable }: PlaceholderScope): Fault | null {
  if (readable !== null) {
    return {
      code: 'table_not_here',
      message: 'A whole table stands only in the text of a clause.',
      hint: 'Name a value instead, or show the table in the clause.',
    }
  }
  if (names.tables.has(name) || names.broken.tables.has(name)) return null
  return {
    code: 'unknown_table',
    message: `There is no table ${quote(name)}.${suggestion(name, names.tables.keys())}`,
    hint: 'Name one that `tables` declares: {table name}.',
  }
}

/** Other template languages write `{{name}}` for what is `{name}` here. */
function warnOfDoubledBraces(node: ScalarNode, scope: PlaceholderScope): void {
  for (const match of node.text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const name = (match[1] ?? '').trim()
    if (namedValue(name, scope) === null) continue
    const fault: Fault = {
      code: 'doubled_braces',
      message: `{{${name}}} is written out as {${name}}, not filled in.`,
      hint: `To fill it in, write {${name}}.`,
    }
    scope.faults.add(placeIn(node, match.index), fault, 'warning')
  }
}

function append(parts: Part[], part: Part): void {
  const last = parts.at(-1)
  if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
  else parts.push(part)
}

function loneBrace(brace: string): Fault {
  return {
    code: 'message_brace',
    message: `The brace ${quote(brace)} has no counterpart.`,
    hint: `Write ${brace}${brace} for the brace itself, or {name} for a placeholder.`,
  }
}

/** The placeholder that the text beside it says the unit or currency of; null where it says none. */
function besideUnit(parts: readonly Part[], index: number, { language }: PlaceholderScope): TemplatePart | null {
  const part = parts[index]
  if (part === undefined || typeof part === 'string' || part.kind === 'table' || part.kind === 'message') return null
  const [before, after, behind] = [parts[index - 1], parts[index + 1], parts[index + 2]]
  if (typeof after === 'string' && /^[\s\u00a0]$/u.test(after) && behind !== undefined && typeof behind !== 'string') {
    const currency = currencyOf(behind)
    if (currency !== null) return { ...part, bare: true, currency }
  }
  const [left, right] = [typeof before === 'string' ? before : '', typeof after === 'string' ? after : '']
  const isCurrency = (code: string) => minorUnit(code) !== undefined
  const unit = part.kind === 'measure' ? part.measure.unit : null
  const isBare =
    unit !== null && minorUnit(unit) === undefined
      ? namesUnit(right, unit, language)
      : namesCurrency(left, right, isCurrency)
  return isBare ? { ...part, bare: true } : null
}

function currencyOf(part: NamedValue | TemplatePart) {
  if (part.kind === 'decision') return part.name === 'currency' ? ({ kind: 'decision' } as const) : null
  if (part.kind !== 'fact' && part.kind !== 'derived') return null
  const isCurrency = part.type.kind === 'text' && /(?:^|[._])currency$/u.test(part.name)
  return isCurrency ? { kind: part.kind, name: part.name } : null
}
