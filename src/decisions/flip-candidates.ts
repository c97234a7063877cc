import { Rational } from '../money/rational.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { Condition } from '../policy/model/condition.ts'
import { isWithinBounds } from '../policy/model/fact-bounds.ts'
import type { FactDeclaration, Policy } from '../policy/model/policy.ts'
import type { Unknown, Value } from '../policy/model/value.ts'
import { addToDate } from '../time/calendar.ts'
import { millisecondsPerDay } from '../time/civil-day.ts'
import { isInInstantRange } from '../time/instant-range.ts'

/** Another value of a fact, or (fact null) another time of asking. */
export type Candidate = FactCandidate | TimeCandidate

/** Another value of a fact. */
export interface FactCandidate extends Directed {
  readonly fact: string
  readonly value: Value
}

/** Another time of asking; milliseconds. */
interface TimeCandidate extends Directed {
  readonly fact: null
  readonly value: number
}

interface Directed {
  /** Only one of each direction is told: the first that flips. */
  readonly direction: 'up' | 'down' | 'other'
}

type Leaf = Extract<Condition, { kind: 'leaf' }>
type Side = { readonly kind: 'fact' | 'derived'; readonly name: string }

const [hour, day] = [3_600_000, millisecondsPerDay]
const mostHours = 23
const mostDays = 366

/** Values that a changeable fact might have had, the nearest first in each direction: near misses of the rules' conditions. */
export function candidatesOf(evaluation: Evaluation, fact: FactDeclaration): readonly FactCandidate[] {
  const { name } = fact
  const found = valuesFor(evaluation, fact)
  const present = evaluation.facts.get(name)
  const candidates = found.map((value) => ({ fact: name, value, direction: directionOf(present, value) }))
  return candidates.filter(({ value }) => !isSame(value, present))
}

/** Times at which it might have been asked: hours and days before, then after. */
export function timesAround(now: number): readonly TimeCandidate[] {
  const steps = [...count(mostHours).map((hours) => hours * hour), ...count(mostDays).map((days) => days * day)]
  const times = [...steps.map((step) => now - step), ...steps.map((step) => now + step)]
  return times.filter(isInInstantRange).map((value) => ({ fact: null, value, direction: value < now ? 'down' : 'up' }))
}

function valuesFor(evaluation: Evaluation, fact: FactDeclaration): readonly Value[] {
  const { facts, policy } = evaluation
  const present = facts.get(fact.name)
  switch (fact.type) {
    case 'boolean':
      return [true, false]
    case 'enum':
      return fact.values ?? []
    case 'string':
      return leavesOf(policy).flatMap((leaf) => literalsBeside(leaf, fact.name))
    case 'timestamp':
      return typeof present === 'number' ? timesAround(present).map(({ value }) => value) : []
    case 'date':
      return typeof present === 'string' ? datesAround(present) : []
    case 'integer':
    case 'decimal':
      return numbersFor(evaluation, fact, present instanceof Rational ? present : null)
  }
}

function datesAround(date: string): readonly string[] {
  const days = count(mostDays)
  const dates = [...days.map((step) => -step), ...days].map((step) => addToDate(date, { days: step }))
  return dates.filter((found) => found !== undefined)
}

/** Bounds that conditions compare the number with, and where values that follow from it meet theirs; one step beside each. */
function numbersFor(evaluation: Evaluation, fact: FactDeclaration, present: Rational | null): readonly Rational[] {
  const others = [...evaluation.facts.values()].filter((value) => value instanceof Rational)
  const bounds = leavesOf(evaluation.policy).flatMap((leaf) => boundsOf(evaluation, leaf, { fact, present }))
  const near = present === null ? [] : [present]
  const ends = [fact.minimum, fact.maximum].filter((end) => end !== null)
  const values = [...bounds, ...near, ...ends, ...others, Rational.zero].flatMap((value) => besides(value, fact))
  const kept = values.filter((value) => isWithinBounds(fact, value))
  const from = present ?? Rational.zero
  return kept.sort((left, right) => left.minus(from).absolute().compare(right.minus(from).absolute()))
}

/** The value in whole steps, and a step below and above. A step is 1, or a hundredth of a decimal. */
function besides(value: Rational, { type }: FactDeclaration): readonly Rational[] {
  const scale = type === 'integer' ? 0 : Math.max(2, value.isShortDecimal() ? decimalsOf(value) : 2)
  const step = Rational.one.dividedBy(Rational.of(10n ** BigInt(scale)))
  const [below, above] = [value.round(scale, 'floor'), value.round(scale, 'ceiling')]
  return [below.minus(step), below, above, above.plus(step)]
}

function decimalsOf(value: Rational): number {
  return value.toDecimal().split('.')[1]?.length ?? 0
}

function boundsOf(
  evaluation: Evaluation,
  leaf: Leaf,
  of: { readonly fact: FactDeclaration; readonly present: Rational | null },
): readonly Rational[] {
  const right = leaf.value.kind === 'literal' ? null : leaf.value
  const sides: readonly (readonly [Side, readonly (Value | Unknown)[]])[] = [
    [leaf.operand, rightValues(evaluation, leaf)],
    ...(right === null ? [] : [[right, [evaluation.value(leaf.operand.kind, leaf.operand.name)]] as const]),
  ]
  return sides.flatMap(([side, against]) =>
    against
      .filter((value) => value instanceof Rational)
      .flatMap((bound) => meeting(evaluation, side, { ...of, bound })),
  )
}

function rightValues(evaluation: Evaluation, { value }: Leaf): readonly (Value | Unknown)[] {
  if (value.kind !== 'literal') return [evaluation.value(value.kind, value.name)]
  return Array.isArray(value.value) ? (value.value as readonly Value[]) : [value.value as Value]
}

/** The number at which the side meets the bound: itself for the fact, for what follows from it as if it were linear. */
function meeting(
  evaluation: Evaluation,
  side: Side,
  at: { readonly fact: FactDeclaration; readonly present: Rational | null; readonly bound: Rational },
): readonly Rational[] {
  const { fact, present, bound } = at
  if (side.kind === 'fact') return side.name === fact.name ? [bound] : []
  if (present === null) return []
  const here = evaluation.value('derived', side.name)
  const moved = evaluation.withFacts(new Map([[fact.name, present.plus(Rational.one)]])).value('derived', side.name)
  if (!(here instanceof Rational) || !(moved instanceof Rational)) return []
  const slope = moved.minus(here)
  return slope.sign() === 0 ? [] : [present.plus(bound.minus(here).dividedBy(slope))]
}

function literalsBeside({ operand, value }: Leaf, name: string): readonly Value[] {
  if (operand.kind !== 'fact' || operand.name !== name || value.kind !== 'literal') return []
  return Array.isArray(value.value) ? (value.value as readonly Value[]) : [value.value as Value]
}

function leavesOf({ refunds }: Policy): readonly Leaf[] {
  return refunds.flatMap(({ when }) => leavesIn(when))
}

function leavesIn(condition: Condition): readonly Leaf[] {
  switch (condition.kind) {
    case 'always':
      return []
    case 'all':
    case 'any':
      return condition.of.flatMap(leavesIn)
    case 'not':
    case 'named':
      return leavesIn(condition.of)
    case 'leaf':
      return [condition]
  }
}

function directionOf(present: Value | undefined, value: Value): Candidate['direction'] {
  if (present instanceof Rational && value instanceof Rational) return value.compare(present) < 0 ? 'down' : 'up'
  if (typeof present === typeof value && (typeof value === 'number' || /^\d{4}-\d\d-\d\d$/u.test(String(value)))) {
    return value < (present ?? value) ? 'down' : 'up'
  }
  return 'other'
}

function isSame(value: Value, present: Value | undefined): boolean {
  return value instanceof Rational && present instanceof Rational ? value.equals(present) : value === present
}

function count(most: number): readonly number[] {
  return Array.from({ length: most }, (_, index) => index + 1)
}
