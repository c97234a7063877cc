import { Rational } from '../../money/rational.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import { formatInstant } from '../../time/instant.ts'
import { policyLiterals } from '../evaluate/policy-literals.ts'
import { isWithinBounds } from '../model/fact-bounds.ts'
import type { FactDeclaration, Policy } from '../model/policy.ts'
import type { Value } from '../model/value.ts'
import { type FactVariable, variableKey } from './fact-variables.ts'
import { namedCurrencies } from './translate-money.ts'

/** An order to try: the values of the facts by the place of their variable, null for one that is left out; and the time of the decision. */
export interface TrialOrder {
  readonly values: readonly (Value | null)[]
  readonly now: number
}

/** Values to try orders with: at and beside every edge that policies name, and what follows from the rest of an order. */
export interface TrialValues {
  /** Null where the fact is left out. */
  valueFor(place: number, order: TrialOrder): Value | null
  timeFor(order: TrialOrder): number
}

type Next = () => number

const second = 1000
const hour = 3_600_000
const longestDays = 4000
const amounts = ['0', '0.01', '1', '10', '12.34', '100', '1000', '99.99', '100000'].map((text) => Rational.of(text))
const [cent, hundred] = [Rational.of('0.01'), Rational.of('100')]
const standings = ['good', 'warned', 'suspended', 'terminated', 'banned']

/** The values of orders that all of the policies accept, drawn by `next` (0 to 1). */
export function trialValues(policies: readonly Policy[], variables: readonly FactVariable[], next: Next): TrialValues {
  const literals = policies.flatMap(policyLiterals)
  const numbers = distinct(literals.filter((value) => value instanceof Rational))
  const words = [...new Set(literals.filter((value) => typeof value === 'string'))]
  const currencies = [...new Set(policies.flatMap(namedCurrencies)), 'XQZ']
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(next() * items.length)]
  const spans = spansOf(numbers)
  const facts = variables.map((variable) => {
    const declarations = declarationsOf(policies, variable)
    return { variable, declarations, fixed: fixedValues(declarations, { numbers, words, currencies }) }
  })
  const instant = (order: TrialOrder): number => {
    const times = [order.now, order.now, ...order.values.filter((value) => typeof value === 'number')]
    const anchor = pick(times) ?? order.now
    const [span = 0, nudge = 0, side = 1] = [
      pick(spans),
      pick([0, 0, -second, second, hour, -hour, 12 * hour]),
      pick([-1, 1]),
    ]
    return anchor + side * span + nudge
  }
  const day = (order: TrialOrder): string => {
    const dates = order.values.filter((value) => typeof value === 'string').filter((text) => isDate.test(text))
    const anchor = Date.parse(
      `${pick([...dates, ...dates, formatInstant(order.now).slice(0, 10)]) ?? '2026-01-15'}T12:00:00Z`,
    )
    const [span = 0, nudge = 0, side = 1] = [pick(spans), pick([0, 0, -1, 1, Math.floor(next() * 60)]), pick([-1, 1])]
    return formatInstant(anchor + side * span + nudge * millisecondsPerDay).slice(0, 10)
  }
  const near = (order: TrialOrder): Rational => {
    const known = order.values.filter((value) => value instanceof Rational)
    const [one = hundred, other = hundred] = [pick(known), pick([...numbers, ...known])]
    const [share = hundred, step = cent] = [pick(numbers), pick([cent, Rational.one])]
    const made = [one, other, one.plus(step), one.minus(step), one.plus(other), one.minus(other), one.times(other)]
    return pick([...made, one.times(share).dividedBy(hundred), Rational.ofInteger(Math.floor(next() * 400))]) ?? one
  }
  return {
    timeFor: (order) => Math.min(Math.max(instant(order), Date.UTC(2001, 0, 1)), Date.UTC(2199, 0, 1)),
    valueFor: (place, order) => {
      const fact = facts[place]
      if (fact === undefined) return null
      const { variable, declarations, fixed } = fact
      if (variable.given !== null && next() < 0.15) return null
      if (variable.kind === 'timestamp') return instant(order)
      if (variable.kind === 'date') return day(order)
      if (variable.kind !== 'number' || next() < 0.5) return pick(fixed) ?? null
      const made = near(order)
      return isAccepted(declarations, made) ? made : (pick(fixed) ?? null)
    },
  }
}

const isDate = /^\d{4}-\d{2}-\d{2}$/u

/** What each of the policies that read a fact says of it. */
function declarationsOf(policies: readonly Policy[], { declaration }: FactVariable): readonly FactDeclaration[] {
  return policies.flatMap(({ facts }) => {
    const own = facts.get(declaration.name)
    return own !== undefined && variableKey(own) === variableKey(declaration) ? [own] : []
  })
}

interface Named {
  readonly numbers: readonly Rational[]
  readonly words: readonly string[]
  readonly currencies: readonly string[]
}

function fixedValues(
  declarations: readonly FactDeclaration[],
  { numbers, words, currencies }: Named,
): readonly Value[] {
  const [first] = declarations
  if (first === undefined) return []
  const { type, history, name, values } = first
  if (history?.kind === 'state' && history.state === 'standing') return standings
  switch (type) {
    case 'boolean':
      return [true, false]
    case 'enum':
      return (values ?? []).filter((value) => declarations.every((other) => other.values?.includes(value) ?? true))
    case 'string':
      return name.endsWith('currency') ? currencies : ['x', ...words]
    case 'integer':
    case 'decimal': {
      const steps = type === 'integer' ? [Rational.one] : [cent, Rational.one]
      const near = numbers.flatMap((value) => steps.flatMap((step) => [value, value.plus(step), value.minus(step)]))
      return distinct([...amounts, ...near]).filter((value) => isAccepted(declarations, value))
    }
    case 'timestamp':
    case 'date':
      return []
  }
}

function isAccepted(declarations: readonly FactDeclaration[], value: Rational): boolean {
  return declarations.every((declaration) => {
    const isNumber = declaration.type === 'integer' ? value.isInteger() : value.isShortDecimal()
    const isCounted = declaration.history === null || value.sign() >= 0
    return isNumber && isCounted && isWithinBounds(declaration, value)
  })
}

/** Each number of a policy may count hours, days, months or years. */
function spansOf(numbers: readonly Rational[]): readonly number[] {
  const whole = numbers
    .filter((value) => value.isInteger() && value.sign() > 0 && value.isSafe())
    .map((value) => value.toBigInt())
  const counts = whole.filter((count) => count <= longestDays).map(Number)
  const months = counts.filter((count) => count <= 36).flatMap((count) => [28, 30, 31].map((days) => count * days))
  const days = [0, 1, 30, 31, 365, 366, ...counts, ...months]
  return [...new Set([...days.map((count) => count * millisecondsPerDay), ...counts.map((count) => count * hour)])]
}

function distinct(numbers: readonly Rational[]): readonly Rational[] {
  return [...new Map(numbers.map((value) => [value.toString(), value])).values()]
}
