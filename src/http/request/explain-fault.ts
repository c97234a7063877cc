import type { ErrorObject } from 'ajv'
import { nearestName } from '../../problems/nearest-name.ts'

const mostListed = 40

/** In words, what of a request does not fit, what would, and what was probably meant. The error has its schema and value. */
export function explainFault({ keyword, message, params, parentSchema = {}, data }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is required'
    case 'additionalProperties':
      return unknownName(String(params['additionalProperty']), Object.keys(parentSchema['properties'] ?? {}))
    case 'enum':
      return notAmong(data, (params['allowedValues'] as readonly unknown[]).map(String))
    case 'const':
      return `must be ${String(params['allowedValue'])}`
    case 'type':
      return otherType([params['type']].flat().map(String), data)
    case 'pattern':
      return otherForm(parentSchema as FormSchema, data)
    case 'format':
      return `must be ${formats[String(params['format'])] ?? `of the format ${String(params['format'])}`}`
    case 'minLength':
    case 'minItems':
      return params['limit'] === 1
        ? 'must not be empty'
        : `must have at least ${String(params['limit'])} ${unitOf(keyword)}`
    case 'maxLength':
    case 'maxItems':
      return `must have at most ${String(params['limit'])} ${unitOf(keyword)}`
    case 'minimum':
      return `must be at least ${String(params['limit'])}`
    case 'maximum':
      return `must be at most ${String(params['limit'])}`
    default:
      return message ?? 'does not fit'
  }
}

const formats: { readonly [format: string]: string } = {
  'date-time': 'a date and time with its offset, such as 2026-01-31T12:00:00Z',
  date: 'a day of the calendar, such as 2026-01-31',
  uuid: 'an id such as 019cb2d0-5a00-7c3e-9f51-2f6f0e6d7a11',
}

function unitOf(keyword: string): string {
  return keyword.endsWith('Items') ? 'items' : 'characters'
}

function unknownName(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'is not known here: nothing is taken'
  return `is not known here${meant(name, known)}; known are ${listed(known)}`
}

function notAmong(data: unknown, allowed: readonly string[]): string {
  return `must be one of ${listed(allowed)}${typeof data === 'string' ? meant(data, allowed) : ''}`
}

function meant(name: string, candidates: readonly string[]): string {
  const near = name.length > 80 ? null : nearestName(name, candidates)
  return near === null ? '' : `: did you mean ${near}?`
}

function listed(names: readonly string[]): string {
  return names.length > mostListed ? `${names.slice(0, mostListed).join(', ')}, ...` : names.join(', ')
}

const typeNames: { readonly [type: string]: string } = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
}

function otherType(types: readonly string[], data: unknown): string {
  const asked = types.map((type) => typeNames[type] ?? type).join(' or ')
  return types.includes('string') && (typeof data === 'number' || typeof data === 'boolean')
    ? `must be ${asked}: put it in quotes ("${data}")`
    : `must be ${asked}`
}

type FormSchema = { readonly pattern?: string; readonly description?: string }

function otherForm(schema: FormSchema, data: unknown): string {
  const form = new RegExp(schema.pattern ?? '', 'u')
  const text = String(data)
  if (schema.pattern === '\\S') return 'must not be blank'
  const quoted = `"${text}"`
  if (schema.pattern?.startsWith('^"') === true && form.test(quoted)) return `must stand in quotes: ${quoted}`
  const near = [text.trim(), text.toUpperCase(), text.toLowerCase()].find((attempt) => form.test(attempt))
  const asked = schema.description === undefined ? '' : ` (${schema.description.replace(/\.$/u, '')})`
  return `does not have the form that is asked for${asked}${near === undefined ? '' : `: did you mean ${near}?`}`
}
