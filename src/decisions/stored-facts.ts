import type { Json } from '../fingerprint/canonical-json.ts'
import type { ConfidentialValues, Entry, StoredFacts } from '../journal/entry.ts'
import { personalApart } from '../orders/order-facts.ts'
import { factFromJson, factToJson } from '../policy/facts/fact-json.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues, Value } from '../policy/model/value.ts'
import { Problem } from '../problems/problem.ts'

/** Facts as they are stored: canonical values by dotted name, the personal ones apart. */
export function factsToJson(
  policy: Policy,
  facts: FactValues,
): Pick<ConfidentialValues, 'facts' | 'personal_facts'> & { readonly facts: StoredFacts } {
  const stored: Record<string, Json> = {}
  for (const [name, value] of facts) {
    const type = policy.facts.get(name)?.type
    if (type === undefined) throw new TypeError(`${name} is not a fact of the policy`)
    stored[name] = factToJson(type, value)
  }
  const { kept, personal } = personalApart(policy, stored, {})
  return { facts: kept, personal_facts: personal }
}

/** The facts that the entry was decided on, as far as they were not erased. */
export function knownFacts({ confidential }: Entry): StoredFacts {
  return { ...confidential?.facts, ...confidential?.personal_facts }
}

/** {@link knownFacts}, typed by the policy that decided. */
export function storedFacts(policy: Policy, entry: Entry): FactValues {
  return new Map<string, Value>(
    Object.entries(knownFacts(entry)).map(([name, json]) => {
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
