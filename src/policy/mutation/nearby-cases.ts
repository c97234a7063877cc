import { Rational } from '../../money/rational.ts'
import { formatInstant } from '../../time/instant.ts'
import { caseTime } from '../cases/case-facts.ts'
import { readHistory } from '../cases/read-history.ts'
import { factToJson } from '../facts/fact-json.ts'
import { identityFacts } from '../facts/identity-facts.ts'
import { nestFacts } from '../facts/nest-facts.ts'
import { neutralValue } from '../facts/neutral-value.ts'
import { readGivenFacts } from '../facts/read-facts.ts'
import type { Case } from '../model/case.ts'
import { numberSequence } from '../model/number-sequence.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'
import { type NearbyValues, nearbyValues } from './nearby-values.ts'

/** How many orders are tried for each case: with one thing otherwise, and with several. */
export interface SearchEffort {
  readonly single: number
  readonly several: number
}

/** A case as it is varied: typed facts, history among them, and when. */
interface Varied {
  readonly base: Case
  readonly facts: FactValues
  readonly now: number
}

/** One thing that may be otherwise. */
type Variation = (varied: Varied) => Varied

/**
 * Orders near those of a policy's cases, as cases that expect nothing: first each with one thing otherwise, a fact or the
 * time, then with two or three. The same policy always gives the same ones.
 */
export function* nearbyCases(policy: Policy, effort: SearchEffort): Generator<Case> {
  const values = nearbyValues(policy)
  const next = numberSequence(1)
  const varied = policy.cases.map((base) => variedOf(policy, base))
  const variations = varied.map((of) => variationsOf(policy, of, values))
  for (const [index, of] of varied.entries()) {
    for (const variation of sample(variations[index] ?? [], effort.single, next)) {
      yield caseOf(policy, variation(of))
    }
  }
  for (let turn = 0; turn < effort.several; turn += 1) {
    for (const [index, of] of varied.entries()) {
      const changes = Array.from({ length: 2 + Math.floor(next() * 2) }, () => picked(variations[index] ?? [], next))
      yield caseOf(
        policy,
        changes.reduce((result, change) => change(result), of),
      )
    }
  }
}

function variedOf(policy: Policy, base: Case): Varied {
  const given = readGivenFacts(policy, base.facts).facts
  const history = readHistory(policy, base.history).facts
  return { base, facts: new Map([...given, ...history]), now: caseTime(base) ?? 0 }
}

function variationsOf(policy: Policy, { base, facts, now }: Varied, values: NearbyValues): readonly Variation[] {
  const identity = identityFacts(policy)
  const declared = [...policy.facts.values()].filter(
    ({ name }) => policy.reads[base.section].has(name) && !identity.has(name),
  )
  return [
    ...declared.flatMap((declaration) =>
      values.of(declaration, facts, now).map(
        (value): Variation =>
          (of) =>
            withFact(of, declaration, value),
      ),
    ),
    ...values.times(facts, now).map(
      (time): Variation =>
        (of) => ({ ...of, now: time }),
    ),
  ]
}

function withFact(varied: Varied, { name }: FactDeclaration, value: Value | null): Varied {
  const facts = new Map(varied.facts)
  if (value === null) facts.delete(name)
  else facts.set(name, value)
  return { ...varied, facts }
}

function caseOf(policy: Policy, { base, facts, now }: Varied): Case {
  const given: [string, unknown][] = []
  const history: Record<string, unknown> = {}
  for (const declaration of policy.facts.values()) {
    const value = facts.get(declaration.name)
    if (value === undefined) continue
    if (declaration.from !== 'history') given.push([declaration.name, shown(declaration, value)])
    else if (!isNeutral(declaration, value)) history[declaration.name] = shown(declaration, value)
  }
  return {
    ...base,
    name: '',
    expect: {},
    facts: nestFacts(given),
    history,
    now: formatInstant(now).replace('.000Z', 'Z'),
  }
}

/** As one writes it by hand: counts as numbers, money with its cents, times without a fraction of a second that is none. */
function shown({ type }: FactDeclaration, value: Value): unknown {
  if (value instanceof Rational) return type === 'decimal' ? value.toDecimal(2) : countOf(value)
  const json = factToJson(type, value)
  return type === 'timestamp' && typeof json === 'string' ? json.replace('.000Z', 'Z') : json
}

/** A count as a number, where it is exact as one. */
function countOf(value: Rational): number | string {
  const count = Number(value.toBigInt())
  return Number.isSafeInteger(count) ? count : value.toDecimal()
}

function isNeutral({ history, type }: FactDeclaration, value: Value): boolean {
  return history !== null && factToJson(type, neutralValue(history)) === factToJson(type, value)
}

const asItIs: Variation = (of) => of

function picked(variations: readonly Variation[], next: () => number): Variation {
  return variations[Math.floor(next() * variations.length)] ?? asItIs
}

/** So many of the items, spread over all of them; all where there are no more. */
function sample<Item>(items: readonly Item[], count: number, next: () => number): readonly Item[] {
  if (items.length <= count) return items
  const step = items.length / count
  const start = next() * step
  return Array.from({ length: count }, (_, index) => items[Math.floor(start + index * step)]).filter(
    (item) => item !== undefined,
  )
}
