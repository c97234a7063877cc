import { Rational } from '../../money/rational.ts'
import { parseDate } from '../../time/parse-date.ts'
import { parseTimestamp } from '../../time/parse-timestamp.ts'
import type { DocumentNode, ScalarNode } from '../document/document-node.ts'
import { type Fault, quote } from '../document/fault-list.ts'
import { suggestion } from '../document/suggestion.ts'
import type { ExpressionType } from '../model/expression.ts'
import type { Value } from '../model/value.ts'

/** A typed value, or why the node is none. */
export type Literal = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault }

/** JSON numbers with more digits may not be read alike everywhere. */
const mostDigits = 15

/** Reads a literal exactly as the type says; numbers by the text they were written with. */
export function readLiteral(node: DocumentNode, type: ExpressionType): Literal {
  if (node.kind !== 'scalar') return refuse(`a ${node.kind}`, 'a single value')
  switch (type.kind) {
    case 'number':
      return readNumber(node)
    case 'text':
      return readText(node, type.values)
    case 'boolean':
      return node.type === 'boolean'
        ? { ok: true, value: node.text.toLowerCase() === 'true' }
        : refuse(quote(node.text), 'true or false, without quotes')
    case 'timestamp':
      return found(node, parseTimestamp, 'a date and time with its offset: "2026-02-06T10:30:00Z"')
    case 'date':
      return found(node, parseDate, 'a day: "2026-02-06"')
  }
}

function readNumber(node: ScalarNode): Literal {
  const value = node.type === 'text' || node.type === 'number' ? Rational.parse(node.text) : undefined
  if (value === undefined) return refuse(quote(node.text), 'a plain decimal number, best in quotes: "12.50"')
  if (node.type === 'number' && isTooPrecise(node.text)) return { ok: false, fault: tooPrecise(node.text) }
  return { ok: true, value }
}

/** Whether a bare number has more digits than every reader of YAML and JSON keeps. */
export function isTooPrecise(source: string): boolean {
  const digits = source.replace(/[-+.]/g, '').replace(/^0+/, '')
  return (source.includes('.') ? digits : digits.replace(/0+$/, '')).length > mostDigits
}

/** The fault of a bare number that {@link isTooPrecise}. */
export function tooPrecise(source: string): Fault {
  return {
    code: 'number_too_precise',
    message: `The number ${quote(source)} has more than ${mostDigits} significant digits.`,
    hint: 'Put it in quotes, so that every digit is kept.',
  }
}

function readText(node: ScalarNode, values: readonly string[] | undefined): Literal {
  if (node.type !== 'text' && node.type !== 'number') return refuse(quote(node.text), 'text; put it in quotes')
  if (values === undefined || values.includes(node.text)) return { ok: true, value: node.text }
  return {
    ok: false,
    fault: {
      code: 'unknown_value',
      message: `${quote(node.text)} is not one of the declared values.${suggestion(node.text, values)}`,
      hint: `Allowed: ${values.slice(0, 50).join(', ')}.`,
    },
  }
}

function found(node: ScalarNode, parse: (text: string) => Value | undefined, accepted: string): Literal {
  const value = node.type === 'text' ? parse(node.text) : undefined
  return value === undefined ? refuse(quote(node.text), accepted) : { ok: true, value }
}

function refuse(shown: string, accepted: string): Literal {
  return {
    ok: false,
    fault: {
      code: 'wrong_value',
      message: `${shown} is not a value of the type that is expected here.`,
      hint: `Write ${accepted}.`,
    },
  }
}
