import { Rational } from '../../money/rational.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { formatInstant } from '../../time/instant.ts'
import { policyLiterals } from '../evaluate/policy-literals.ts'
import { isWithinBounds } from '../model/fact-bounds.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'

const second = 1000
const hour = 3_600_000
const day = millisecondsPerDay
const centuryOfDays = 36_500

/** What facts near the boundaries of one policy can be. */
export interface NearbyValues {
  /** Values for a fact beside those that are known; null for its absence, where a request may leave it out. */
  of(declaration: FactDeclaration, known: FactValues, now: number): readonly (Value | null)[]
  /** Times to decide at, near what the boundaries count from. */
  times(known: FactValues, now: number): readonly number[]
}

/** Values around the numbers that a policy compares with, and around what else is known of an order. */
export function nearbyValues(policy: Policy): NearbyValues {
  const literals = policyLiterals(policy)
  const numbers = distinct(literals.filter((value) => value instanceof Rational))
  const words = [...new Set(literals.filter((value) => typeof value === 'string'))]
  const spans = spansOf(numbers)
  const instants = (known: FactValues, now: number): readonly number[] => {
    const anchors = new Set([now, ...timesAmong(policy, known)])
    return [...anchors].flatMap((anchor) => spans.flatMap((span) => [anchor - span, anchor + span]))
  }
  return {
    times: instants,
    of: (declaration, known, now) => [
      ...(declaration.presence === 'required' || declaration.from === 'history' ? [] : [null]),
      ...valuesOf(declaration, {
        numbers: [...numbers, ...numbersAmong(known)],
        words,
        instants: instants(known, now),
      }),
    ],
  }
}

interface Around {
  readonly numbers: readonly Rational[]
  readonly words: readonly string[]
  readonly instants: readonly number[]
}

function valuesOf(declaration: FactDeclaration, around: Around): readonly Value[] {
  const { type, values, history } = declaration
  const within = (value: Rational): boolean => isWithinBounds(declaration, value)
  if (history?.kind === 'state' && history.state === 'standing') return standings
  switch (type) {
    case 'enum':
      return values ?? []
    case 'boolean':
      return [true, false]
    case 'integer':
      return numbersNear(around.numbers, [Rational.one]).filter((value) => value.isInteger() && within(value))
    case 'decimal':
      return [...numbersNear(around.numbers, [cent]), ...around.numbers.map((near) => near.times(odd))].filter(within)
    case 'timestamp':
      return around.instants
    case 'date':
      return [...new Set(around.instants.map((at) => formatInstant(at).slice(0, 10)))]
    case 'string':
      return ['x', ...around.words]
  }
}

const standings = ['good', 'warned', 'suspended', 'terminated', 'banned']
const cent = Rational.of('0.01')
/** Makes of round amounts some that have to be rounded. */
const odd = Rational.of('1.2345')

/** Each number of a policy may count days or hours: that long, and a second before and after. */
function spansOf(numbers: readonly Rational[]): readonly number[] {
  const whole = numbers.filter((value) => value.isInteger() && value.sign() > 0).map((value) => value.toBigInt())
  const counts = whole.filter((count) => count <= centuryOfDays).map(Number)
  const spans = [0, hour, day, ...counts.flatMap((count) => [count * day, count * hour])]
  return [...new Set(spans.flatMap((span) => [span, Math.max(span - second, 0), span + second]))]
}

function numbersAmong(known: FactValues): readonly Rational[] {
  return [...known.values()].filter((value) => value instanceof Rational)
}

function timesAmong(policy: Policy, known: FactValues): readonly number[] {
  return [...known].flatMap(([name, value]) =>
    policy.facts.get(name)?.type === 'timestamp' && typeof value === 'number' ? [value] : [],
  )
}

function numbersNear(numbers: readonly Rational[], steps: readonly Rational[]): readonly Rational[] {
  return distinct([
    ...numbers,
    ...steps.flatMap((step) => numbers.flatMap((near) => [near.plus(step), near.minus(step)])),
  ])
}

function distinct(numbers: readonly Rational[]): readonly Rational[] {
  return [...new Map(numbers.map((value) => [value.toString(), value])).values()]
}
