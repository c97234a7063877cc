import { parseTimestamp } from '../../time/parse-timestamp.ts'
import { completeFacts } from '../facts/complete-facts.ts'
import { compareFactErrors, type FactError } from '../facts/fact-error.ts'
import { identityFacts } from '../facts/identity-facts.ts'
import { readGivenFacts } from '../facts/read-facts.ts'
import type { Case } from '../model/case.ts'
import type { Policy } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'
import { readHistory } from './read-history.ts'

/** The moment at which a case without `now` is decided: noon UTC of 15 January 2026. */
const defaultNow = '2026-01-15T12:00:00Z'

/** When a case is decided; undefined where what it says is no time. */
export function caseTime({ now }: Case): number | undefined {
  return parseTimestamp(now ?? defaultNow)
}

/** What a case is judged on. */
export interface CaseFacts {
  readonly facts: FactValues
  /** What keeps it from being judged. */
  readonly errors: readonly FactError[]
  /** What it leaves out although no request may. */
  readonly missing: readonly FactError[]
}

/** What a fact that only names something is filled in with where a case leaves it out. */
const filledText = 'case'

/**
 * The facts that a case is judged on: its own, typed as a request's are; order and account, and in a
 * dispute other names too, filled in; its history, neutral where it says nothing. What else it leaves
 * out is unknown, also where a request must give it: if it matters, the answer says so. A dispute's rules
 * do not tell, so there what a request must give is needed.
 */
export function caseFacts(policy: Policy, tested: Case): CaseFacts {
  const given = readGivenFacts(policy, tested.facts)
  const history = readHistory(policy, tested.history)
  const known = new Map([...filledNames(policy, tested.section), ...given.facts, ...history.facts])
  const completed = completeFacts(policy, tested.section, known, caseTime(tested) ?? 0)
  const misread = new Set(given.errors.map(({ fact }) => fact))
  const missing = completed.errors.filter(({ fact }) => !misread.has(fact))
  const needed = tested.section === 'disputes' ? missing : []
  return {
    facts: completed.facts,
    errors: [...given.errors, ...history.errors, ...needed].sort(compareFactErrors),
    missing,
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
