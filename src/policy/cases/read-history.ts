import type { FactError } from '../facts/fact-error.ts'
import { longestText } from '../facts/fact-limits.ts'
import { neutralValue } from '../facts/neutral-value.ts'
import { readValue } from '../facts/read-value.ts'
import { showValue } from '../facts/show-value.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { Value } from '../model/value.ts'

/** What history facts say, and what is wrong with them. */
export interface HistoryReading {
  readonly facts: ReadonlyMap<string, Value>
  readonly errors: readonly FactError[]
}

interface Reading {
  readonly facts: Map<string, Value>
  readonly errors: FactError[]
}

/** History facts, nested or by dotted name, with or without `history.` in front; neutral where nothing is said. */
export function readHistory(policy: Policy, history: Readonly<Record<string, unknown>>): HistoryReading {
  const reading: Reading = { facts: new Map(), errors: [] }
  const declared = [...policy.facts.values()].filter(({ from }) => from === 'history')
  for (const { name, history: query } of declared) {
    if (query !== null) reading.facts.set(name, neutralValue(query))
  }
  for (const [written, json] of flattened(history, '')) {
    const declaration = declared.find(({ name }) => name === written || name === `history.${written}`)
    if (declaration === undefined) reading.errors.push(undeclared(written, declared))
    else if (json !== null && json !== undefined) readHistoryFact(reading, declaration, json)
  }
  return reading
}

function readHistoryFact(reading: Reading, declaration: FactDeclaration, json: unknown): void {
  const { name } = declaration
  const read = readValue({ declaration, texts: null, shortest: 0, longest: longestText, isKey: false }, json)
  if (read.ok) reading.facts.set(name, read.value)
  else {
    const message = `${name}: ${showValue(json)} ${read.fault}`
    reading.errors.push({ fact: name, pointer: '', message, accepted: read.accepted })
  }
}

function undeclared(written: string, declared: readonly FactDeclaration[]): FactError {
  return {
    fact: written,
    pointer: '',
    message: `${written} is no history fact of this policy`,
    accepted: declared.length === 0 ? 'no history' : `one of ${declared.map(({ name }) => name).join(', ')}`,
  }
}

/** Dotted names and values of nested objects. What they come from was parsed with a bounded depth. */
function flattened(nested: Readonly<Record<string, unknown>>, prefix: string): readonly (readonly [string, unknown])[] {
  return Object.entries(nested).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flattened(value as Readonly<Record<string, unknown>>, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value] as const],
  )
}
