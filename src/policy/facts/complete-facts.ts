import type { Policy } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'
import { compareFactErrors, type FactError } from './fact-error.ts'

/** The facts of one evaluation, and what the section needs but was not known, sorted. */
export interface CompletedFacts {
  readonly facts: FactValues
  readonly errors: readonly FactError[]
}

/**
 * Applies the declared defaults to what is known and checks that every required fact that the
 * section reads is there. History facts are the journal's business: only their defaults are applied.
 */
export function completeFacts(
  policy: Policy,
  section: 'refunds' | 'disputes',
  known: ReadonlyMap<string, Value>,
): CompletedFacts {
  const facts = new Map(known)
  const errors: FactError[] = []
  for (const { name, presence, defaultValue, from, type } of policy.facts.values()) {
    if (facts.has(name)) continue
    if (presence === 'default' && defaultValue !== null) facts.set(name, defaultValue)
    else if (presence === 'required' && from !== 'history' && policy.reads[section].has(name)) {
      errors.push({
        fact: name,
        pointer: `/${name.replaceAll('.', '/')}`,
        message: `${name} is required and was not given`,
        accepted: `a value of type ${type}`,
      })
    }
  }
  return { facts, errors: errors.sort(compareFactErrors) }
}
