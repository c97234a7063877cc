import type { Json } from '../fingerprint/canonical-json.ts'
import type { Entry, StoredFacts } from '../journal/entry.ts'
import { Rational } from '../money/rational.ts'
import { invalidFacts } from '../orders/order-subject.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import { factFromJson, factToJson } from '../policy/facts/fact-json.ts'
import type { FactDeclaration, Policy } from '../policy/model/policy.ts'
import type { FactType, FactValues, Value } from '../policy/model/value.ts'
import { Problem } from '../problems/problem.ts'

/** The facts as they are stored: canonical values by dotted name. */
export function factsToJson(policy: Policy, facts: FactValues): StoredFacts {
  const stored: Record<string, Json> = {}
  for (const [name, value] of facts) {
    const type = policy.facts.get(name)?.type
    if (type === undefined) throw new TypeError(`${name} is not a fact of the policy`)
    stored[name] = factToJson(type, value)
  }
  return stored
}

/** The facts that the entry was decided on, typed by the policy that decided. */
export function storedFacts(policy: Policy, entry: Entry): FactValues {
  return new Map<string, Value>(
    Object.entries(entry.confidential?.facts ?? {}).map(([name, json]) => {
      const declaration = policy.facts.get(name)
      if (declaration === undefined) {
        throw new Problem(
          'store_damaged',
          `Entry ${entry.id} has the fact ${name}, which its policy version does not declare.`,
        )
      }
      return [name, factFromJson(declaration.type, json)]
    }),
  )
}

/**
 * The stored facts as another policy knows them: its defaults are filled in, what it does not declare is left out.
 * Problem invalid_facts for what it requires and was not stored, or declares as something that the stored value is not.
 */
export function storedFactsFor(policy: Policy, entry: Entry): FactValues {
  const known = new Map<string, Value>()
  for (const [name, json] of Object.entries(entry.confidential?.facts ?? {})) {
    const declaration = policy.facts.get(name)
    if (declaration !== undefined) known.set(name, valueFor(declaration, json))
  }
  const { facts, errors } = completeFacts(policy, entry.kind === 'decision' ? 'refunds' : 'disputes', known)
  if (errors.length > 0) throw invalidFacts(errors)
  return facts
}

function valueFor({ name, type, values }: FactDeclaration, json: Json): Value {
  const value = factFromJsonOrNull(type, json)
  const isFit = typeof value === 'string' ? values === null || values.includes(value) : value !== null
  const isWhole = !(value instanceof Rational) || type !== 'integer' || value.isInteger()
  if (value !== null && isFit && isWhole) return value
  const message = `${name} was stored as another type or value than the policy declares`
  throw invalidFacts([{ fact: name, pointer: `/${name.replaceAll('.', '/')}`, message, accepted: type }])
}

function factFromJsonOrNull(type: FactType, json: Json): Value | null {
  try {
    return factFromJson(type, json)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
