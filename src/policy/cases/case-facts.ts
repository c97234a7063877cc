import { completeFacts } from '../facts/complete-facts.ts'
import { compareFactErrors, type FactError } from '../facts/fact-error.ts'
import { identityFacts } from '../facts/identity-facts.ts'
import { readGivenFacts } from '../facts/read-facts.ts'
import type { Case } from '../model/case.ts'
import type { Policy } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'
import { readHistory } from './read-history.ts'

/** What a fact that only names something is filled in with where a case leaves it out. */
const filledText = 'case'

/**
 * The facts that a case is judged on: its own, typed as a request's are; order and account, and in a
 * dispute other names too, filled in; its history, neutral where it says nothing. What else it leaves
 * out is unknown, also where a request must give it: if it matters, the answer says so. A dispute's rules
 * do not tell, so there what a request must give is needed.
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
  const needed = tested.section === 'disputes' ? completed.errors : []
  const missing = needed.filter(({ fact }) => !misread.has(fact))
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
        (identity.has(name) || (section === 'disputes' && presence === 'required' && policy.reads[section].has(name))),
    )
    .map(({ name }) => [name, filledText])
}
