import type { ErrorObject } from 'ajv/dist/2020.js'
import { nearestName } from '../expression/nearest-name.ts'
import type { DocumentNode } from './document-node.ts'
import { type Fault, quote } from './fault-list.ts'
import { refusedKey } from './refused-key.ts'

/** The schema's own explanation of what belongs at a place. */
interface Explanation {
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, unknown>>
}

/** One error of the form as a fault; null for those that only repeat another. */
export function formFault(error: ErrorObject, node: DocumentNode): Fault | null {
  const schema = (error.parentSchema ?? {}) as Explanation
  const shown = node.kind === 'scalar' ? quote(node.text) : `a ${node.kind}`
  switch (error.keyword) {
    case 'if':
    case 'propertyNames':
      return null
    case 'required':
      return missingKey(String(error.params['missingProperty']), node, schema)
    case 'additionalProperties':
      return unknownKey(String(error.params['additionalProperty']), node, schema)
    case 'type':
      return wrongType(error, node, schema)
    case 'enum':
      return unknownValue(error, node, schema)
    case 'pattern':
      return wrongText(error.propertyName ?? (node.kind === 'scalar' ? node.text : ''), schema)
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return {
        code: 'empty',
        message: `There must be at least ${String(error.params['limit'])} here.`,
        hint: explain(schema),
      }
    case 'maxItems':
    case 'maxLength':
    case 'maxProperties':
      return {
        code: 'too_long',
        message: `At most ${String(error.params['limit'])} are allowed here.`,
        hint: explain(schema),
      }
    default:
      return { code: 'wrong_value', message: `${shown} ${error.message ?? 'is not allowed'}.`, hint: explain(schema) }
  }
}

function explain(schema: Explanation, otherwise = 'See the description of the form.'): string {
  return schema.description ?? otherwise
}

const mostCompared = 100
const longestCompared = 80

function missingKey(name: string, node: DocumentNode, schema: Explanation): Fault {
  const property = schema.properties?.[name] as Explanation | undefined
  const given = node.kind === 'map' ? [...node.entries.keys()].slice(0, mostCompared) : []
  const near = nearestName(
    name,
    given.filter((key) => schema.properties?.[key] === undefined),
  )
  const advice = near === null ? '' : ` Is ${quote(near)} meant to be it?`
  return {
    code: 'missing_key',
    message: `The key ${quote(name)} is missing.${advice}`,
    hint: `Add \`${name}:\`. ${explain(property ?? {}, '')}`.trim(),
  }
}

function unknownKey(name: string, node: DocumentNode, schema: Explanation): Fault {
  const refused = refusedKey(name, schema.properties)
  if (refused !== null) return refused
  const known = Object.keys(schema.properties ?? {})
  const given = node.kind === 'map' ? node.entries : new Map<string, unknown>()
  const free = known.filter((key) => !given.has(key))
  const near =
    nearestName(name.slice(0, longestCompared), free) ??
    (known.includes(camelToSnake(name)) ? camelToSnake(name) : null)
  return {
    code: 'unknown_key',
    message: `The key ${quote(name)} is not known here.${near === null ? '' : ` Did you mean ${quote(near)}?`}`,
    hint: known.length === 0 ? 'Remove it.' : `Known here: ${known.join(', ')}.`,
  }
}

function camelToSnake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('-', '_')
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a map (key: value)',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
}

function wrongType(error: ErrorObject, node: DocumentNode, schema: Explanation): Fault {
  const expected = [error.params['type'] as string | readonly string[]].flat().map((type) => typeNames[type] ?? type)
  const actual = node.kind === 'scalar' ? (node.type === 'null' ? 'nothing' : quote(node.text)) : `a ${node.kind}`
  const quoted = node.kind === 'scalar' && node.type !== 'null' && expected.length === 1 && expected[0] === 'text'
  return {
    code: 'wrong_type',
    message: `${capital(expected.join(', ').replace(/, ([^,]*)$/, ' or $1'))} is expected here, not ${actual}.`,
    hint: quoted ? 'Put it in quotes.' : explain(schema),
  }
}

function unknownValue(error: ErrorObject, node: DocumentNode, schema: Explanation): Fault {
  const allowed = (error.params['allowedValues'] as readonly unknown[]).map(String)
  const given = node.kind === 'scalar' ? node.text : `a ${node.kind}`
  const near = node.kind === 'scalar' ? nearestName(given.slice(0, longestCompared), allowed) : null
  return {
    code: 'unknown_value',
    message: `${quote(given)} is not one of the values allowed here.${near === null ? '' : ` Did you mean ${quote(near)}?`}`,
    hint: `Allowed: ${allowed.join(', ')}.${schema.description === undefined ? '' : ` ${schema.description}`}`,
  }
}

function wrongText(text: string, schema: Explanation): Fault {
  return {
    code: 'wrong_format',
    message: `${quote(text)} does not have the form that is expected here.`,
    hint: explain(schema),
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
