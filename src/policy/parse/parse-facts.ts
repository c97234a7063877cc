import { Rational } from '../../money/rational.ts'
import { booleanOf, child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, keyPlace, type Place, quote } from '../document/fault-list.ts'
import { expressionTypeOf } from '../expression/expression-type.ts'
import { neutralValue } from '../facts/neutral-value.ts'
import { brokenBound } from '../model/fact-bounds.ts'
import type { Measure } from '../model/measure.ts'
import type { FactDeclaration } from '../model/policy.ts'
import { type FactType, factTypes, type Value } from '../model/value.ts'
import { nameFault } from './name-fault.ts'
import { parseChangeable } from './parse-changeable.ts'
import { type FactBounds, parseFactBounds } from './parse-fact-bounds.ts'
import { parseHistoryQuery } from './parse-history-query.ts'
import type { Languages } from './parse-languages.ts'
import { readLiteral } from './read-literal.ts'

/** The declared facts, and the names of those that have a fault. */
export interface ParsedFacts {
  readonly facts: ReadonlyMap<string, FactDeclaration>
  readonly broken: ReadonlySet<string>
}

/** Reads the declared facts of a document; those with a fault of their own are only named. */
export function parseFacts(
  root: DocumentNode,
  declared: {
    readonly faults: FaultList
    readonly constants: ReadonlyMap<string, Measure>
    readonly languages: Languages
  },
): ParsedFacts {
  const { faults } = declared
  const node = child(root, 'facts')
  const derived = new Set(entriesOf(child(root, 'derived')).map(([name]) => name))
  const facts = new Map<string, FactDeclaration>()
  const broken = new Set<string>()
  for (const [name, entry] of entriesOf(node)) {
    const place = keyPlace(entry.value.parent ?? entry.value, name, entry)
    const wrongName = nameFault(name)
    if (wrongName !== null) faults.add(place, wrongName)
    const fact = parseFact(name, entry.value, { ...declared, place, derived })
    if (fact === null || wrongName !== null) broken.add(name)
    else facts.set(name, fact)
  }
  refuseNesting(node, faults)
  return { facts, broken }
}

interface FactSource {
  readonly faults: FaultList
  readonly place: Place
  /** The names of derived values. */
  readonly derived: ReadonlySet<string>
  readonly constants: ReadonlyMap<string, Measure>
  readonly languages: Languages
}

function parseFact(name: string, node: DocumentNode, at: FactSource): FactDeclaration | null {
  const type = parseType(child(node, 'type'), at.faults)
  if (type === null) return null
  const values = parseValues(node, type, at)
  const from = textOf(child(node, 'from')) ?? 'request'
  if (values === undefined || (from !== 'request' && from !== 'order' && from !== 'history')) return null
  const history = parseHistoryQuery(node, { ...at, type, values, from })
  const presence = parsePresence(node, { type, values, faults: at.faults })
  const bounds = parseFactBounds(node, { type, from, constants: at.constants, faults: at.faults })
  const changeable = parseChangeable(node, { ...at, from })
  if (history === undefined || presence === null || bounds === null || changeable === undefined) return null
  if (!isDefaultWithin(node, { ...bounds, ...presence }, at.faults)) return null
  const neutral =
    history === null || presence.presence !== 'required' ? presence : neutralPresence(neutralValue(history))
  return {
    name,
    type,
    values,
    ...bounds,
    description: textOf(child(node, 'description')) ?? null,
    from,
    ...neutral,
    personal: booleanOf(child(node, 'personal')) ?? false,
    changeable,
    history,
    position: { line: at.place.line, column: at.place.column },
  }
}

function parseType(node: DocumentNode | undefined, faults: FaultList): FactType | null {
  const text = textOf(node)
  if (node !== undefined && text === 'list') {
    faults.add(node, {
      code: 'not_supported_yet',
      message: 'Lists are not supported yet.',
      hint: `Use one of ${factTypes.join(', ')}.`,
    })
  }
  return factTypes.find((type) => type === text) ?? null
}

/** Null for types without values, undefined for a fault. */
function parseValues(node: DocumentNode, type: FactType, at: FactSource): readonly string[] | null | undefined {
  const list = child(node, 'values')
  if (type !== 'enum') {
    if (list === undefined) return null
    at.faults.add(list, {
      code: 'values_without_enum',
      message: 'Only an enum has values.',
      hint: 'Write `type: enum`, or remove the values.',
    })
    return undefined
  }
  if (list === undefined) {
    at.faults.add(at.place, {
      code: 'missing_values',
      message: 'An enum needs its values.',
      hint: 'Add `values: [...]`.',
    })
    return undefined
  }
  const values = new Set<string>()
  for (const item of itemsOf(list)) {
    const value = textOf(item)
    if (value === undefined) return undefined
    if (values.has(value)) {
      at.faults.add(item, {
        code: 'duplicate_value',
        message: `The value ${quote(value)} stands here a second time.`,
        hint: 'Keep one of them.',
      })
    }
    values.add(value)
  }
  return values.size === 0 ? undefined : [...values]
}

type Presence = Pick<FactDeclaration, 'presence' | 'defaultValue'>

function neutralPresence(defaultValue: Value): Presence {
  return { presence: 'default', defaultValue }
}

function parsePresence(
  node: DocumentNode,
  declared: { readonly type: FactType; readonly values: readonly string[] | null; readonly faults: FaultList },
): Presence | null {
  const optional = (booleanOf(child(node, 'optional')) ?? false) || child(node, 'required_when') !== undefined
  const given = child(node, 'default')
  if (given === undefined) return { presence: optional ? 'optional' : 'required', defaultValue: null }
  if (booleanOf(child(node, 'optional')) === true) {
    declared.faults.add(given, {
      code: 'default_and_optional',
      message: 'A fact with a default is never unknown.',
      hint: 'Keep `default`, or keep `optional: true`.',
    })
  }
  const literal = readLiteral(given, expressionTypeOf(declared.type, declared.values))
  if (!literal.ok) declared.faults.add(given, literal.fault)
  else if (declared.type === 'integer' && literal.value instanceof Rational && !literal.value.isInteger()) {
    declared.faults.add(given, {
      code: 'wrong_value',
      message: 'The default of an integer must be whole.',
      hint: 'Write a whole number, or `type: decimal`.',
    })
  } else return { presence: 'default', defaultValue: literal.value }
  return null
}

function isDefaultWithin(node: DocumentNode, fact: FactBounds & Presence, faults: FaultList): boolean {
  const given = child(node, 'default')
  const broken = fact.defaultValue instanceof Rational ? brokenBound(fact, fact.defaultValue) : null
  if (given === undefined || broken === null) return true
  faults.add(given, {
    code: 'wrong_value',
    message: `The default ${broken}.`,
    hint: 'Correct the default, or the bound.',
  })
  return false
}

/** `a` and `a.b` cannot both be facts: in JSON the one is a value and the other nests below it. */
function refuseNesting(node: DocumentNode | undefined, faults: FaultList): void {
  if (node?.kind !== 'map') return
  for (const [name, entry] of node.entries) {
    const segments = name.split('.')
    const outer = segments
      .slice(1)
      .map((_, index) => segments.slice(0, index + 1).join('.'))
      .find((prefix) => node.entries.has(prefix))
    if (outer === undefined) continue
    faults.add(keyPlace(node, name, entry), {
      code: 'nested_fact',
      message: `${quote(name)} lies within the fact ${quote(outer)}, which is a value.`,
      hint: `Rename one of them, for example ${quote(`${outer}.value`)}.`,
    })
  }
}
