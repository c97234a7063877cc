import type { ErrorObject } from 'ajv/dist/2020.js'
import { nearestName } from '../../problems/nearest-name.ts'
import { type DocumentNode, isNull } from './document-node.ts'
import { type Fault, quote } from './fault-list.ts'
import { foreignWord } from './foreign-words.ts'
import { type Explanation, explanationOf, explanationOfKey } from './form-explanation.ts'
import { refusedKey } from './refused-key.ts'
import { quotedEntry } from './syntax-fault.ts'

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
      return wrongText(error, error.propertyName ?? (node.kind === 'scalar' ? node.text : ''), schema)
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

/** Null where a key of another name is told, and that it is meant to be this one. */
function missingKey(name: string, node: DocumentNode, schema: Explanation): Fault | null {
  const given = node.kind === 'map' ? [...node.entries.keys()].slice(0, mostCompared) : []
  const strange = given.filter((key) => schema.properties?.[key] === undefined)
  if (name === 'type' && strange.length > 0 && strange.length === given.length && isFact(schema)) return null
  const near = nearestName(name, strange) ?? strange.find((key) => foreignWord(key, [name]) !== null) ?? null
  const open = Object.keys(schema.properties ?? {}).filter((key) => !given.includes(key))
  if (near !== null && refusedKey(near, schema.properties) === null && meant(near, open) === name) return null
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

/** Null for the parts of a second form, whose first key is told. */
function unknownKey(name: string, node: DocumentNode, schema: Explanation): Fault | null {
  const given = node.kind === 'map' ? node.entries : new Map<string, { readonly value: DocumentNode }>()
  const isLeafOfTwo =
    (name === 'operator' || name === 'value') && given.has('fact') && 'any' in (schema.properties ?? {})
  if (isLeafOfTwo) return null
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
      : (splitAtComma(name, node) ?? (known.length === 0 ? 'Remove it.' : `Known here: ${known.join(', ')}.`)),
  }
}

/** How a text is quoted that YAML ended at a comma, where a key is most likely the rest of it; null for any other key. */
function splitAtComma(name: string, node: DocumentNode): string | null {
  const entries = node.kind === 'map' ? [...node.entries] : []
  const index = entries.findIndex(([key]) => key === name)
  const [[before, earlier] = [], [, entry] = []] = [entries[index - 1], entries[index]]
  if (before === undefined || entry === undefined || earlier?.value.kind !== 'scalar' || !isNull(entry.value))
    return null
  const { type, line, text } = earlier.value
  if (type === 'number' && line === entry.key.line && /^\d+$/u.test(name))
    return `Write decimals with a point: ${quotedEntry(before, `${text}.${name}`)}`
  return type === 'text' && line === entry.key.line
    ? `Put the text in quotes: ${quotedEntry(before, `${text}, ${name}`)}`
    : null
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

/** Texts of which a number in quotes is none either. */
const needsForm: ReadonlySet<string> = new Set(['Duration', 'Holiday', 'Known until'])

function wrongType(error: ErrorObject, node: DocumentNode, schema: Explanation): Fault {
  const expected = [error.params['type'] as string | readonly string[]].flat().map((type) => typeNames[type] ?? type)
  const actual = node.kind === 'scalar' ? (node.type === 'null' ? 'nothing' : quote(node.text)) : `a ${node.kind}`
  const quoted = node.kind === 'scalar' && node.type !== 'null' && expected.length === 1 && expected[0] === 'text'
  return {
    code: 'wrong_type',
    message: `${capital(expected.join(', ').replace(/, ([^,]*)$/, ' or $1'))} is expected here, not ${actual}.`,
    hint:
      bracedText(node, expected) ??
      (quoted && !needsForm.has(schema.title ?? '') ? 'Put it in quotes.' : explain(schema)),
  }
}

/** What a text between braces, taken for a map, is in quotes; null for anything else. */
function bracedText(node: DocumentNode, expected: readonly string[]): string | null {
  if (node.kind !== 'map' || !expected.includes('text')) return null
  const entries = [...node.entries]
  if (entries.length === 0 || !entries.every(([, { value }]) => isNull(value))) return null
  return `Put the text in quotes: ${quotedEntry(String(node.key), `{${entries.map(([name]) => name).join(', ')}}`)}`
}

/** Null for a type that is told with more words where it is read. */
function unknownValue(error: ErrorObject, node: DocumentNode, schema: Explanation): Fault | null {
  const allowed = (error.params['allowedValues'] as readonly unknown[]).map(String)
  const given = node.kind === 'scalar' ? node.text : `a ${node.kind}`
  if (given === 'list' && allowed.includes('enum')) return null
  const near = node.kind === 'scalar' ? meant(given, allowed) : null
  const { description = '' } = schema
  const isListed = allowed.every((value) => description.includes(value))
  return {
    code: 'unknown_value',
    message: `${quote(given)} is not one of the values allowed here.${near === null ? '' : ` Did you mean ${quote(near)}?`}`,
    hint: isListed ? `Allowed: ${description}` : `Allowed: ${allowed.join(', ')}. ${description}`.trim(),
  }
}

function wrongText(error: ErrorObject, text: string, schema: Explanation): Fault {
  const pattern = new RegExp(String(error.params['pattern']), 'u')
  const near = [text.toUpperCase(), text.toLowerCase()].find((spelling) => pattern.test(spelling))
  return {
    code: 'wrong_format',
    message: `${quote(text)} does not have the form that is expected here.${near === undefined ? '' : ` Did you mean ${quote(near)}?`}`,
    hint: explain(schema),
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
