import type { Rational } from '../../money/rational.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { FactType } from '../model/value.ts'
import { parsePolicy } from '../parse/parse-policy.ts'

/** A fact for which callers are refused under a text that were not refused under the one before. */
export interface BreakingFact {
  /** Its dotted name. */
  readonly fact: string
  readonly change: 'removed' | 'required' | 'type' | 'values' | 'range'
  /** Who will be refused. */
  readonly message: string
}

/** What callers of the text before have to change for the policy; nothing where that cannot be read. By name. */
export function breakingFactsOf(before: string | null, policy: Policy): readonly BreakingFact[] {
  const former = before === null ? null : parsePolicy(before).policy
  return former === null ? [] : breakingFacts(former, policy)
}

function breakingFacts(before: Policy, after: Policy): readonly BreakingFact[] {
  const removed = [...before.facts.values()]
    .filter((fact) => isGiven(fact) && !isGiven(after.facts.get(fact.name)))
    .map(({ name }) => told(name, 'removed', `send ${name}`))
  const others = [...after.facts.values()].filter(isGiven).flatMap((fact) => {
    const former = before.facts.get(fact.name)
    const required = isNewlyRequired(before, after, fact.name) ? [told(fact.name, 'required', `omit ${fact.name}`)] : []
    return former === undefined || !isGiven(former) ? required : [...required, ...changedType(former, fact)]
  })
  return [...removed, ...others].sort((left, right) => (left.fact < right.fact ? -1 : left.fact > right.fact ? 1 : 0))
}

function isGiven(fact: FactDeclaration | undefined): boolean {
  return fact !== undefined && fact.from !== 'history'
}

function isNewlyRequired(before: Policy, after: Policy, name: string): boolean {
  const sections = ['refunds', 'disputes'] as const
  return sections.some((section) => isRequired(after, section, name) && !isRequired(before, section, name))
}

function isRequired({ facts, reads }: Policy, section: 'refunds' | 'disputes', name: string): boolean {
  return facts.get(name)?.presence === 'required' && reads[section].has(name)
}

/** Whatever is one is the other, too. */
const wider: { readonly [Type in FactType]?: readonly FactType[] } = {
  integer: ['decimal'],
  enum: ['string'],
  date: ['string'],
  timestamp: ['string'],
}

function changedType(before: FactDeclaration, after: FactDeclaration): readonly BreakingFact[] {
  const { name, type } = after
  if (before.type !== type) {
    if (wider[before.type]?.includes(type) === true) return []
    return [told(name, 'type', `send ${name} as ${before.type} and not as ${type}`)]
  }
  const beyond = [...narrowed(before.minimum, after.minimum, 1), ...narrowed(before.maximum, after.maximum, -1)]
  if (beyond.length > 0) return [told(name, 'range', `send ${name} ${beyond.join(' or ')}`)]
  const kept = after.values ?? []
  const gone = (before.values ?? []).filter((value) => !kept.includes(value)).map((value) => JSON.stringify(value))
  return gone.length === 0 ? [] : [told(name, 'values', `send ${name} as ${gone.join(' or ')}`)]
}

/** Values that one bound refuses now and did not before; `inward` is the direction in which it becomes narrower. */
function narrowed(before: Rational | null, after: Rational | null, inward: 1 | -1): readonly string[] {
  if (after === null || (before !== null && after.compare(before) * inward <= 0)) return []
  return [`${inward === 1 ? 'below' : 'above'} ${after.toDecimal()}`]
}

function told(fact: string, change: BreakingFact['change'], what: string): BreakingFact {
  return { fact, change, message: `callers that ${what} will get 422` }
}
