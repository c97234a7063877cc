import { completeFacts } from '../facts/complete-facts.ts'
import { compareFactErrors, type FactError } from '../facts/fact-error.ts'
import { longestText } from '../facts/fact-limits.ts'
import { identityFacts } from '../facts/identity-facts.ts'
import { neutralValue } from '../facts/neutral-value.ts'
import { readGivenFacts } from '../facts/read-facts.ts'
import { readValue } from '../facts/read-value.ts'
import { showValue } from '../facts/show-value.ts'
import type { Case } from '../model/case.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'

/** What a fact that only names something is filled in with where a case leaves it out. */
const filledText = 'case'

/**
 * The facts that a case is judged on: its own, typed as a request's are; order, account and other
 * names that it is not about, filled in; its history, neutral where it says nothing. Money, states
 * and times are never filled in.
 */
export function caseFacts(
  policy: Policy,
  tested: Case,
): { readonly facts: FactValues; readonly errors: readonly FactError[] } {
  const given = readGivenFacts(policy, tested.facts)
  const history = readHistory(policy, tested.history)
  const known = new Map([...filledNames(policy, tested.section), ...given.facts, ...history.facts])
  const completed = completeFacts(policy, tested.section, known)
  const misread = new Set(given.errors.map(({ fact }) => fact))
  const missing = completed.errors.filter(({ fact }) => !misread.has(fact))
  return {
    facts: completed.facts,
    errors: [...given.errors, ...history.errors, ...missing].sort(compareFactErrors),
  }
}

function filledNames(policy: Policy, section: Case['section']): readonly (readonly [string, Value])[] {
  const identity = identityFacts(policy)
  return [...policy.facts.values()]
    .filter(
      ({ name, type, presence, from }) =>
        type === 'string' &&
        from !== 'history' &&
        (identity.has(name) || (presence === 'required' && policy.reads[section].has(name))),
    )
    .map(({ name }) => [name, filledText])
}

interface HistoryReading {
  readonly facts: Map<string, Value>
  readonly errors: FactError[]
}

function readHistory(policy: Policy, history: Case['history']): HistoryReading {
  const reading: HistoryReading = { facts: new Map(), errors: [] }
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

function readHistoryFact(reading: HistoryReading, declaration: FactDeclaration, json: unknown): void {
  const { name } = declaration
  const read = readValue({ kind: 'fact', declaration, shortest: 0, longest: longestText }, json)
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

/** Dotted names and values of nested objects. A case's text was parsed with a bounded depth. */
function flattened(nested: Readonly<Record<string, unknown>>, prefix: string): readonly (readonly [string, unknown])[] {
  return Object.entries(nested).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flattened(value as Readonly<Record<string, unknown>>, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value] as const],
  )
}
