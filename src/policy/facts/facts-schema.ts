import type { Json } from '../../fingerprint/canonical-json.ts'
import { boundsText } from '../model/fact-bounds.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import { writeFixed } from '../wording/write-template.ts'
import { factToJson } from './fact-json.ts'
import {
  datePattern,
  decimalPattern,
  exactDigits,
  identityPattern,
  integerPattern,
  textPattern,
  timestampPattern,
} from './fact-limits.ts'
import { type FactGroup, type FactLeaf, type FactNode, factTree } from './fact-tree.ts'

type Section = 'refunds' | 'disputes'
interface Schema {
  readonly [keyword: string]: Json
}

interface Building {
  readonly policy: Policy
  readonly section: Section
}

function titleOf(policy: Policy): string {
  const [language] = policy.languages
  return writeFixed(policy.title.get(language) ?? [], { language, policy })
}

/**
 * JSON Schema 2020-12 of the facts of a request, for backends and forms. It accepts what
 * {@link readGivenFacts} and {@link completeFacts} accept; only that a JSON number for a decimal may
 * have at most 15 significant digits, what bounds a number that may be text, and when a fact is required under a
 * condition, is beyond what it says: the descriptions tell it.
 */
export function factsSchema(policy: Policy, section: Section): Schema {
  const { properties, required } = members({ policy, section }, factTree(policy))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:refund-policy:${policy.name}:${section}:facts`,
    title: `Facts of a ${section === 'refunds' ? 'refund' : 'dispute'} request: ${titleOf(policy)}`,
    description: 'Facts that are left out or null are unknown, or have their default where one is given.',
    type: 'object',
    additionalProperties: false,
    properties,
    required,
  }
}

function members(
  building: Building,
  group: FactGroup,
): { readonly properties: Schema; readonly required: readonly string[] } {
  const entries = [...group.members]
  return {
    properties: Object.fromEntries(entries.map(([name, node]) => [name, nodeSchema(building, node)])),
    required: entries.filter(([, node]) => isRequired(building, node)).map(([name]) => name),
  }
}

function isRequired(building: Building, node: FactNode): boolean {
  if (node.kind === 'group') return [...node.members.values()].some((member) => isRequired(building, member))
  const { presence, name } = node.declaration
  return presence === 'required' && building.policy.reads[building.section].has(name)
}

function nodeSchema(building: Building, node: FactNode): Schema {
  const required = isRequired(building, node)
  if (node.kind === 'fact') return leafSchema(building, node, required)
  return {
    type: required ? 'object' : ['object', 'null'],
    additionalProperties: false,
    ...members(building, node),
  }
}

function leafSchema(building: Building, leaf: FactLeaf, required: boolean): Schema {
  const { declaration } = leaf
  const { types, ...keywords } = typeSchema(leaf, required)
  const description = describe(building, declaration)
  return {
    ...(description === '' ? {} : { description }),
    type: required && types.length === 1 ? (types[0] ?? 'string') : [...types, ...(required ? [] : ['null'])],
    ...keywords,
    ...(declaration.defaultValue === null ? {} : { default: factToJson(declaration.type, declaration.defaultValue) }),
  }
}

function typeSchema(
  { declaration, shortest, longest, isKey }: FactLeaf,
  required: boolean,
): Schema & { readonly types: readonly string[] } {
  switch (declaration.type) {
    case 'string':
      return {
        types: ['string'],
        ...(shortest === 0 ? {} : { minLength: shortest }),
        maxLength: longest,
        pattern: isKey ? identityPattern : textPattern,
      }
    case 'enum':
      return { types: ['string'], enum: [...(declaration.values ?? []), ...(required ? [] : [null])] }
    case 'integer':
      return {
        types: ['integer', 'string'],
        minimum: Number.MIN_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
        pattern: integerPattern,
      }
    case 'decimal':
      return { types: ['string', 'number'], pattern: decimalPattern, exclusiveMinimum: -1e24, exclusiveMaximum: 1e24 }
    case 'boolean':
      return { types: ['boolean'] }
    case 'timestamp':
      return { types: ['string'], format: 'date-time', pattern: timestampPattern }
    case 'date':
      return { types: ['string'], format: 'date', pattern: datePattern }
  }
}

function describe({ policy, section }: Building, declaration: FactDeclaration): string {
  const sentences = [
    declaration.description,
    declaration.type === 'decimal'
      ? `A decimal as text; a JSON number may have at most ${exactDigits} significant digits.`
      : null,
    declaration.from === 'order'
      ? 'Kept from the first request that gives it for an order; later ones may leave it out.'
      : null,
    boundsOf(declaration),
    requiredWhen(policy, declaration.name),
    policy.reads[section].has(declaration.name) ? null : `No rule for ${section} reads it.`,
  ]
  return sentences
    .filter((sentence) => sentence !== null)
    .map((sentence) => (/[.!?]$/u.test(sentence) ? sentence : `${sentence}.`))
    .join(' ')
}

function boundsOf(declaration: FactDeclaration): string | null {
  const bounds = boundsText(declaration)
  return bounds === null ? null : `${bounds.slice(0, 1).toUpperCase()}${bounds.slice(1)}`
}

function requiredWhen({ requiredWhen: conditions }: Policy, name: string): string | null {
  const required = conditions.get(name)
  return required === undefined ? null : `Required when ${required.source}`
}
