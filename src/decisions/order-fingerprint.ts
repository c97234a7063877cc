import { fingerprint } from '../fingerprint/fingerprint.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { FactValues } from '../policy/model/value.ts'

/**
 * Fingerprint of what is known of an order: all facts of the request but the time of the claim and
 * what equals its default, history left out. Equal for a repeated request whatever is spelt out.
 */
export function orderFingerprint(policy: Policy, facts: FactValues): string {
  const stated: [string, unknown][] = []
  for (const { name, type, from, defaultValue } of policy.facts.values()) {
    const value = facts.get(name)
    if (value === undefined || from === 'history' || name === policy.subject.claimedAt) continue
    const json = factToJson(type, value)
    if (defaultValue === null || json !== factToJson(type, defaultValue)) stated.push([name, json])
  }
  return fingerprint(Object.fromEntries(stated))
}
