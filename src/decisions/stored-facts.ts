import type { Json } from '../fingerprint/canonical-json.ts'
import type { Entry, StoredFacts } from '../journal/entry.ts'
import { factFromJson, factToJson } from '../policy/facts/fact-json.ts'
import type { FactDeclaration, Policy } from '../policy/model/policy.ts'
import type { FactValues, Value } from '../policy/model/value.ts'
import { Problem } from '../problems/problem.ts'

/** The facts as they are stored: canonical values by dotted name, in the order of their names. */
export function factsToJson(policy: Policy, facts: FactValues): StoredFacts {
  const stored: Record<string, Json> = {}
  for (const { name, type } of factsInOrder(policy)) {
    const value = facts.get(name)
    if (value !== undefined) stored[name] = factToJson(type, value)
  }
  return stored
}

const inOrder = new WeakMap<Policy, readonly FactDeclaration[]>()

/** Texts are written in this order: what has it already needs no sorting. */
function factsInOrder(policy: Policy): readonly FactDeclaration[] {
  const known = inOrder.get(policy)
  if (known !== undefined) return known
  const sorted = [...policy.facts.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
  inOrder.set(policy, sorted)
  return sorted
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
