import {
  calendarDays,
  clock,
  dayOf,
  dayOfWeek,
  daysInMonth,
  daysToWorkingDay,
  elapsed,
  isWorkingDay,
  momentAt,
  monthsApart,
  moved,
  shownAt,
  type Time,
  type WorkingDays,
  workingDaysBetween,
} from './calendar.ts'
import { type Node, readFormula } from './formula.ts'
import { decimal, type Fraction, fraction, minus, order, over, plus, rounded, times, zero } from './fraction.ts'

/** Not known: for want of these facts, or because a calculation failed. */
export class NotKnown {
  readonly facts: ReadonlySet<string>
  readonly failed: boolean

  constructor(facts: Iterable<string>, failed = false) {
    this.facts = new Set(facts)
    this.failed = failed
  }

  static all(found: readonly NotKnown[]): NotKnown {
    return new NotKnown(
      found.flatMap(({ facts }) => [...facts]),
      found.some(({ failed }) => failed),
    )
  }
}

export type Known = Fraction | Time | string | boolean
export type Result = Known | NotKnown

/** A policy document as JSON, and what its names are at one moment. */
export interface World {
  readonly document: Document
  readonly fact: (name: string) => Result
  readonly now: number
  readonly refund?: Fraction | undefined
}

export interface Document {
  readonly money?: { readonly rounding?: string; readonly scale?: Readonly<Record<string, number>> }
  readonly time_zone?: string
  readonly working_days?: WorkingDays
  readonly facts: Readonly<
    Record<
      string,
      { readonly type: string; readonly default?: unknown; readonly optional?: true; readonly required_when?: unknown }
    >
  >
  readonly derived?: Readonly<Record<string, unknown>>
  readonly conditions?: Readonly<Record<string, unknown>>
  readonly tables?: Readonly<Record<string, Table | Table['rows']>>
}

type Cell = string | number
interface Table {
  readonly rows: readonly (Readonly<Record<string, Cell>> & { readonly value: Cell })[] | Readonly<Record<string, Cell>>
  readonly otherwise?: Cell
}

class Failure extends Error {}

/** The value of a formula as the language page says it. */
export function valueOf(formula: unknown, world: World): Result {
  const source = String(formula)
  const node = read.get(source) ?? readFormula(source)
  read.set(source, node)
  return evaluate(node, world)
}

const read = new Map<string, Node>()

function evaluate(node: Node, world: World): Result {
  switch (node.kind) {
    case 'number':
      return decimal(node.text)
    case 'text':
      return node.text
    case 'truth':
      return node.value
    case 'name':
      return named(node.text, world)
    case 'call':
      return called(node, world)
  }
}

function named(name: string, world: World): Result {
  const { document, fact, now, refund } = world
  if (name === 'now') return { instant: now }
  if (name === 'refund') return refund ?? new NotKnown([])
  const derived = document.derived?.[name]
  return derived === undefined ? fact(name) : valueOf(derived, { ...world, refund: undefined })
}

type Call = Extract<Node, { kind: 'call' }>

/** The functions that do not need all of their values. */
function called({ name, of }: Call, world: World): Result {
  const value = (index: number): Result => evaluate(at(of, index), world)
  switch (name) {
    case 'and':
    case 'or':
      return joined(
        name === 'or',
        of.map((_, index) => value(index) as boolean | NotKnown),
      )
    case 'if': {
      const truth = value(0)
      return truth instanceof NotKnown ? truth : value(truth === true ? 1 : 2)
    }
    case 'switch': {
      const subject = value(0)
      if (subject instanceof NotKnown) return subject
      const place = of.findIndex(
        (_, index) => index % 2 === 1 && index < of.length - 1 && isSame(subject, value(index)),
      )
      return value(place < 0 ? of.length - 1 : place + 1)
    }
    case 'known': {
      const asked = value(0)
      return asked instanceof NotKnown && asked.failed ? asked : !(asked instanceof NotKnown)
    }
    case 'coalesce':
      return firstKnown(of.map((_, index) => value(index)))
    case 'condition':
      return truthOf(world.document.conditions?.[(at(of, 0) as { text: string }).text], world)
    case 'tier':
    case 'lookup':
      return strict(of.slice(0, -1), world, ([key]) =>
        cellOf((at(of, of.length - 1) as { text: string }).text, key as Known, world),
      )
    default:
      return strict(of, world, (values) => calculated(name, values, world))
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new TypeError(`nothing at ${index}`)
  return item
}

/** Whichever comes first decides: a true one of `or`, a false one of `and`. */
function joined(deciding: boolean, truths: readonly (boolean | NotKnown)[]): boolean | NotKnown {
  if (truths.includes(deciding)) return deciding
  const open = truths.filter((truth) => truth instanceof NotKnown)
  return open.length === 0 ? !deciding : NotKnown.all(open)
}

function firstKnown(values: readonly Result[]): Result {
  const open: NotKnown[] = []
  for (const value of values) {
    if (!(value instanceof NotKnown) || value.failed) return value
    open.push(value)
  }
  return NotKnown.all(open)
}

function strict(of: readonly Node[], world: World, calculate: (values: readonly Known[]) => Known): Result {
  const values = of.map((node) => evaluate(node, world))
  const open = values.filter((value) => value instanceof NotKnown)
  if (open.length > 0) return NotKnown.all(open)
  try {
    return calculate(values as readonly Known[])
  } catch (error) {
    if (error instanceof Failure) return new NotKnown([], true)
    throw error
  }
}

function isSame(left: Known, right: Result): boolean {
  return !(right instanceof NotKnown) && compared(left, right) === 0
}

/** Values are compared as their type says; a quoted time beside a time is one. */
function compared(left: Known, right: Known): number {
  if (typeof left === 'object' && 'top' in left) return order(left, right as Fraction)
  const [a, b] = [plain(left, right), plain(right, left)]
  return a < b ? -1 : a > b ? 1 : 0
}

function plain(value: Known, beside: Known): string | number | boolean {
  if (typeof value === 'object') return 'instant' in value ? value.instant : (value as { day: string }).day
  return typeof value === 'string' && typeof beside === 'object' && 'instant' in beside ? Date.parse(value) : value
}

function calculated(name: string, values: readonly Known[], { document }: World): Known {
  const { working_days = {} } = document
  const zone = document.time_zone ?? 'UTC'
  const number = (index: number): Fraction => at(values, index) as Fraction
  const time = (index: number): Time => timeOf(at(values, index))
  const milliseconds = (index: number): number => {
    const exact = times(number(index), whole(3_600_000))
    if (exact.bottom !== 1n || Math.abs(Number(exact.top)) > 1e14) throw new Failure()
    return Number(exact.top)
  }
  const numbers = values as readonly Fraction[]
  const whole = (value: number): Fraction => fraction(BigInt(value))
  const steps = (): number => Number(number(1).top)
  switch (name) {
    case '==':
      return compared(at(values, 0), at(values, 1)) === 0
    case '!=':
      return compared(at(values, 0), at(values, 1)) !== 0
    case '<':
      return compared(at(values, 0), at(values, 1)) < 0
    case '<=':
      return compared(at(values, 0), at(values, 1)) <= 0
    case '>':
      return compared(at(values, 0), at(values, 1)) > 0
    case '>=':
      return compared(at(values, 0), at(values, 1)) >= 0
    case 'in':
      return values.slice(1).some((each) => compared(at(values, 0), each) === 0)
    case 'not':
      return at(values, 0) !== true
    case '+':
      return plus(number(0), number(1))
    case '-':
      return minus(number(0), number(1))
    case '*':
      return times(number(0), number(1))
    case '/':
      return quotient(number(0), number(1))
    case 'min':
      return values.reduce((a, b) => (compared(a, b) <= 0 ? a : b))
    case 'max':
      return values.reduce((a, b) => (compared(a, b) >= 0 ? a : b))
    case 'sum':
      return numbers.reduce(plus)
    case 'abs':
      return order(number(0), zero) < 0 ? minus(zero, number(0)) : number(0)
    case 'floor':
      return rounded(number(0), 0, 'floor')
    case 'ceil':
      return rounded(number(0), 0, 'ceiling')
    case 'round':
      return rounded(number(0), steps(), wayOf(values[2], document))
    case 'clamp':
      return within(number(0), number(1), number(2))
    case 'percent':
      return over(times(number(0), number(1)), whole(100))
    case 'prorate':
      if (order(number(2), zero) <= 0) throw new Failure()
      return quotient(times(number(0), within(number(1), zero, number(2))), number(2))
    case 'hours_between':
      return fraction(BigInt(elapsed(time(0), time(1), zone)), 3_600_000n)
    case 'days_between':
      return fraction(BigInt(elapsed(time(0), time(1), zone)), 86_400_000n)
    case 'calendar_days_between':
      return whole(calendarDays(time(0), time(1), zone))
    case 'day_of_month':
      return whole(Number(dayOf(time(0), zone).slice(-2)))
    case 'days_in_month':
      return whole(daysInMonth(time(0), zone))
    case 'months_between':
      return whole(monthsApart(time(0), time(1), zone))
    case 'day_of_week':
      return whole(dayOfWeek(time(0), zone))
    case 'hour_of_day':
      return fraction(BigInt(clock(time(0), zone)), 3_600_000n)
    case 'date_of':
      return { day: dayOf(time(0), zone) }
    case 'at_hour':
      if (order(number(1), zero) < 0 || order(number(1), whole(24)) > 0) throw new Failure()
      return shownAt(dayOf(time(0), zone), milliseconds(1), zone)
    case 'add_hours':
      return { instant: momentAt(time(0), zone) + milliseconds(1) }
    case 'add_days':
    case 'add_months':
      // Only whole steps, and nothing beyond the years 1 to 9999.
      if (number(1).bottom !== 1n || Math.abs(steps()) > 3_000_000) throw new Failure()
      return moved(time(0), name === 'add_days' ? { days: steps() } : { months: steps() }, zone)
    case 'working_days_between':
      return whole(there(workingDaysBetween(dayOf(time(0), zone), dayOf(time(1), zone), working_days)))
    case 'is_working_day':
      return there(isWorkingDay(dayOf(time(0), zone), working_days))
    case 'add_working_days':
      if (number(1).bottom !== 1n || Math.abs(steps()) > 3_000_000) throw new Failure()
      return moved(time(0), { days: there(daysToWorkingDay(dayOf(time(0), zone), steps(), working_days)) }, zone)
    default:
      throw new TypeError(`no function ${name}`)
  }
}

/** What is not known cannot be calculated with. */
function there<Found>(found: Found | null): Found {
  if (found === null) throw new Failure()
  return found
}

function timeOf(value: Known): Time {
  if (typeof value === 'object') return value as Time
  const text = String(value)
  return text.includes('T') ? { instant: Date.parse(text) } : { day: text }
}

function wayOf(way: Known | undefined, { money }: Document): string {
  if (way === 'policy') return money?.rounding ?? 'half_even'
  return typeof way === 'string' ? way : 'half_even'
}

function quotient(top: Fraction, bottom: Fraction): Fraction {
  if (bottom.top === 0n) throw new Failure()
  return over(top, bottom)
}

function within(value: Fraction, low: Fraction, high: Fraction): Fraction {
  if (order(low, high) > 0) throw new Failure()
  return order(value, low) < 0 ? low : order(value, high) > 0 ? high : value
}

const edges: Readonly<Record<string, (comparison: number) => boolean>> = {
  up_to: (comparison) => comparison <= 0,
  below: (comparison) => comparison < 0,
  at_least: (comparison) => comparison >= 0,
  above: (comparison) => comparison > 0,
}

function cellOf(name: string, key: Known, { document }: World): Known {
  const table = document.tables?.[name] ?? {}
  // A table of keys may be written as its rows alone.
  const { rows = table, otherwise } = table as Partial<Table>
  const cells = Array.isArray(rows) ? rows.map(({ value }) => value as Cell) : Object.values(rows)
  const all = [...cells, ...(otherwise === undefined ? [] : [otherwise])]
  const isNumeric = all.every((cell) => /^-?\d+(?:\.\d+)?$/.test(String(cell)))
  const found = Array.isArray(rows)
    ? (rows as readonly Record<string, Cell>[]).find((row) =>
        Object.entries(edges).some(
          ([edge, fits]) => row[edge] !== undefined && fits(order(key as Fraction, decimal(String(row[edge])))),
        ),
      )?.['value']
    : (rows as Readonly<Record<string, Cell>>)[typeof key === 'string' ? key : '']
  const cell = found ?? otherwise
  if (cell === undefined) throw new Failure()
  return isNumeric ? decimal(String(cell)) : String(cell)
}

const signs: Readonly<Record<string, string>> = {
  equal: '==',
  notEqual: '!=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

interface Tree {
  readonly all?: readonly unknown[]
  readonly any?: readonly unknown[]
  readonly not?: unknown
  readonly condition?: string
  readonly fact?: string
  readonly operator?: string
  readonly value?: unknown
}

/** The truth of a condition, a tree or a formula; none at all is true. */
export function truthOf(condition: unknown, world: World): boolean | NotKnown {
  if (condition === undefined) return true
  if (typeof condition !== 'object') return valueOf(condition, world) as boolean | NotKnown
  const { all, any, not, condition: name, fact = '', operator = '', value } = condition as Tree
  if (all !== undefined)
    return joined(
      false,
      all.map((part) => truthOf(part, world)),
    )
  if (any !== undefined)
    return joined(
      true,
      any.map((part) => truthOf(part, world)),
    )
  if (not !== undefined) return opposite(truthOf(not, world))
  if (name !== undefined) return truthOf(world.document.conditions?.[name], world)
  const left = named(fact, world)
  const rights = [value].flat().map((one) => literalOf(one, left, world))
  const open = [left, ...rights].filter((one) => one instanceof NotKnown)
  if (open.length > 0) return NotKnown.all(open)
  const is = (sign: string, right: Result): boolean =>
    calculated(sign, [left as Known, right as Known], world) as boolean
  if (operator === 'in' || operator === 'notIn') return rights.some((right) => is('==', right)) === (operator === 'in')
  return is(signs[operator] ?? '', at(rights, 0))
}

function opposite(truth: boolean | NotKnown): boolean | NotKnown {
  return truth instanceof NotKnown ? truth : !truth
}

function literalOf(value: unknown, beside: Result, world: World): Result {
  if (typeof value === 'object' && value !== null) return named((value as { fact: string }).fact, world)
  if (typeof value === 'boolean') return value
  const isNumber = typeof beside === 'object' && 'top' in beside
  return isNumber ? decimal(String(value)) : String(value)
}
