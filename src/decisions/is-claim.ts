import { factToJson } from '../policy/facts/fact-json.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues, Value } from '../policy/model/value.ts'

/** True where a customer claims: the policy's claim fact has another value than its default. */
export function isClaim(policy: Policy, facts: FactValues): boolean {
  const name = policy.subject.claim
  const declaration = name === null ? undefined : policy.facts.get(name)
  const value = name === null ? undefined : facts.get(name)
  if (declaration === undefined || value === undefined) return false
  const json = (fact: Value): unknown => factToJson(declaration.type, fact)
  return declaration.defaultValue === null || json(value) !== json(declaration.defaultValue)
}
