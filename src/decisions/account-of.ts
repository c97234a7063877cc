import { identify } from '../orders/order-subject.ts'
import { readGivenFacts } from '../policy/facts/read-facts.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'

/** No account is another one at another time. */
const anyTime = 0

/** The account that a request's facts name, by the policy's own formula for it; null where they name none. */
export function accountOf({ policy, evaluator }: LoadedPolicy, facts: unknown): string | null {
  const { account } = policy.subject
  if (account.kind === 'fact') return textAt(facts, account.name.split('.'))
  return identify(evaluator.begin(readGivenFacts(policy, facts).facts, anyTime)).account
}

/** A text of nested JSON; null for anything else. */
function textAt(json: unknown, path: readonly string[]): string | null {
  let value: unknown = json
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null
    value = (value as Readonly<Record<string, unknown>>)[name]
  }
  return typeof value === 'string' ? value : null
}
