import type { ErrorObject } from 'ajv/dist/2020.js'
import { nearestName } from '../../problems/nearest-name.ts'
import { type DocumentNode, isNull } from './document-node.ts'
import { type Fault, quote } from './fault-list.ts'
import { foreignWord } from './foreign-words.ts'
import { type Explanation, explanationOf, explanationOfKey } from './form-explanation.ts'
import { refusedKey } from './refused-key.ts'

/** One error of the form as a fault; null for those that only repeat another. */
export function formFault(error: ErrorObject, node: DocumentNode): Fault | null {
  const schema = explanationOf(error)
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
      return { code: 'empty', message: `There must be at least ${counted(error)} here.`, hint: explain(schema) }
    case 'maxItems':
    case 'maxLength':
    case 'maxProperties':
      return { code: 'too_long', message: `At most ${counted(error)} are allowed here.`, hint: explain(schema) }
    default:
      return { code: 'wrong_value', message: `${shown} ${error.message ?? 'is not allowed'}.`, hint: explain(schema) }
  }
}

function counted({ keyword, params }: ErrorObject): string {
  const limit = String(params['limit'])
  const noun = keyword.endsWith('Items') ? 'item' : keyword.endsWith('Length') ? 'character' : 'key'
  return `${limit} ${noun}${limit === '1' ? '' : 's'}`
}

function explain(schema: Explanation, otherwise = 'See the description of the form.'): string {
  return schema.description ?? otherwise
}

const mostCompared = 100
const longestCompared = 80

function missingKey(name: string, node: DocumentNode, schema: Explanation): Fault | null {
  const given = node.kind === 'map' ? [...node.entries.keys()].slice(0, mostCompared) : []
  const strange = given.filter((key) => schema.properties?.[key] === undefined)
  if (name === 'type' && strange.length > 0 && strange.length === given.length && isFact(schema)) return null
  const near = nearestName(name, strange) ?? strange.find((key) => foreignWord(key, [name]) !== null) ?? null
  const advice = near === null ? '' : ` Is ${quote(near)} meant to be it?`
  return {
    code: 'missing_key',
    message: `The key ${quote(name)} is missing.${advice}`,
    hint: `Add \`${name}:\`. ${explain(explanationOfKey(schema, name), '')}`.trim(),
  }
}

function isFact({ properties = {} }: Explanation): boolean {
  return 'optional' in properties && 'from' in properties
}

function unknownKey(name: string, node: DocumentNode, schema: Explanation): Fault {
  const given = node.kind === 'map' ? node.entries : new Map<string, { readonly value: DocumentNode }>()
  const isNested = isFact(schema) && given.get(name)?.value.kind === 'map'
  const refused = refusedKey(name, schema.properties)
  if (refused !== null) return refused
  const known = Object.keys(schema.properties ?? {})
  const near = meant(
    name,
    known.filter((key) => !given.has(key)),
  )
  return {
    code: 'unknown_key',
    message: `The key ${quote(name)} is not known here.${near === null ? '' : ` Did you mean ${quote(near)}?`}`,
    hint: isNested
      ? `Facts are declared by dotted names, not nested: \`${node.key}.${name}: { type: ... }\`.`
      : splitByComma(name, given.get(name)?.value)
        ? 'Between { and } a formula or text with a comma stands in quotes.'
        : known.length === 0
          ? 'Remove it.'
          : `Known here: ${known.join(', ')}.`,
  }
}

/** Whether a key is the rest of a plain text that YAML ended at a comma. */
function splitByComma(name: string, value: DocumentNode | undefined): boolean {
  return value !== undefined && isNull(value) && /[)\s]/.test(name)
}

/** The word that was most likely meant: another spelling, a slip, or what other languages call it. */
function meant(written: string, candidates: readonly string[]): string | null {
  const word = written.slice(0, longestCompared)
  return foreignWord(word, candidates) ?? nearestName(word, candidates)
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
    hint: quoted && schema.title !== 'Duration' ? 'Put it in quotes.' : explain(schema),
  }
}

function unknownValue(error: ErrorObject, node: DocumentNode, schema: Explanation): Fault {
  const allowed = (error.params['allowedValues'] as readonly unknown[]).map(String)
  const given = node.kind === 'scalar' ? node.text : `a ${node.kind}`
  const near = node.kind === 'scalar' ? meant(given, allowed) : null
  const { description = '' } = schema
  const isListed = allowed.every((value) => description.includes(value))
  return {
    code: 'unknown_value',
    message: `${quote(given)} is not one of the values allowed here.${near === null ? '' : ` Did you mean ${quote(near)}?`}`,
    hint: isListed ? `Allowed: ${description}` : `Allowed: ${allowed.join(', ')}. ${description}`.trim(),
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
