import { fingerprint } from '../fingerprint/fingerprint.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues, Value } from '../policy/model/value.ts'

/**
 * Fingerprint of what is known of an order: all facts of the request but the time of the claim and
 * what equals its default, history left out. Equal for a repeated request whatever is spelt out.
 */
export function orderStateOf(policy: Policy, facts: FactValues): string {
  const stated: [string, unknown][] = []
  for (const { name, type, from, defaultValue } of policy.facts.values()) {
    const value = facts.get(name)
    if (value === undefined || from === 'history' || name === policy.subject.claimedAt) continue
    const json = factToJson(type, value)
    if (defaultValue === null || json !== factToJson(type, defaultValue)) stated.push([name, json])
  }
  return fingerprint(Object.fromEntries(stated))
}

/** True where a customer claims: the policy's claim fact has another value than its default. */
export function isClaim(policy: Policy, facts: FactValues): boolean {
  const name = policy.subject.claim
  const declaration = name === null ? undefined : policy.facts.get(name)
  const value = name === null ? undefined : facts.get(name)
  if (declaration === undefined || value === undefined) return false
  const json = (fact: Value): unknown => factToJson(declaration.type, fact)
  return declaration.defaultValue === null || json(value) !== json(declaration.defaultValue)
}

/** The facts as they are stored: canonical values by dotted name. */
export function factsToJson(policy: Policy, facts: FactValues): Record<string, ReturnType<typeof factToJson>> {
  const pairs = [...facts].map(([name, value]) => {
    const type = policy.facts.get(name)?.type
    if (type === undefined) throw new TypeError(`${name} is not a fact of the policy`)
    return [name, factToJson(type, value)] as const
  })
  return Object.fromEntries(pairs)
}
