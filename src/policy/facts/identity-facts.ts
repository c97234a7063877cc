import type { Expression } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'

/** The facts that say which order and which account a request is about: their texts are keys, so never empty. */
export function identityFacts(policy: Policy): ReadonlySet<string> {
  const facts = new Set<string>()
  collect(policy, policy.subject.order, facts)
  collect(policy, policy.subject.account, facts)
  return facts
}

/** The facts whose texts are keys of the journal: those of identity, and those that say what of the order a request is about. */
export function keyFacts(policy: Policy): ReadonlySet<string> {
  const facts = new Set(identityFacts(policy))
  if (policy.subject.part !== null) collect(policy, policy.subject.part, facts)
  return facts
}

function collect(policy: Policy, expression: Expression, facts: Set<string>): void {
  switch (expression.kind) {
    case 'literal':
    case 'given':
    case 'amount':
      return
    case 'fact':
      facts.add(expression.name)
      return
    case 'derived': {
      const derived = policy.derived.get(expression.name)
      if (derived !== undefined) collect(policy, derived, facts)
      return
    }
    case 'call':
      for (const argument of expression.arguments) collect(policy, argument, facts)
      return
    case 'table':
      for (const key of expression.keys) collect(policy, key, facts)
  }
}
