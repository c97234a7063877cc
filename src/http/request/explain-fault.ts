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
    default:
      return message ?? 'does not fit'
  }
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
  const near = [text.trim(), `"${text}"`, text.toUpperCase(), text.toLowerCase()].find((attempt) => form.test(attempt))
  if (near === `"${text}"`) return `must stand in quotes: ${near}`
  const asked = schema.description === undefined ? '' : ` (${schema.description.replace(/\.$/u, '')})`
  return `does not have the form that is asked for${asked}${near === undefined ? '' : `: did you mean ${near}?`}`
}
