import { Rational } from '../../money/rational.ts'
import { millisecondsPerDay } from '../../time/civil-day.ts'
import type { Value } from '../model/value.ts'
import type { FactVariable } from './fact-variables.ts'
import type { SmtScript } from './smt-script.ts'
import { and, equal, implies, intTerm, or } from './smt-term.ts'
import type { TextCodes } from './text-codes.ts'
import { valueTerm } from './translate-value.ts'
import type { ExampleHint, ExampleHints, Opaque } from './translation.ts'

/** What is asserted to find orders that people can read; each set is tried after the one before it. */
export interface ExampleConstraints {
  /** The sets for a question that is about these names. */
  attempts(names: ReadonlySet<string>): readonly (readonly string[])[]
}

interface Material {
  readonly script: SmtScript
  readonly variables: readonly FactVariable[]
  readonly now: string
  readonly hints: ExampleHints
  readonly texts: TextCodes
}

const noon = millisecondsPerDay / 2
const firstDay = Date.UTC(2026, 0, 1) / millisecondsPerDay
const most = 100_000
const round = ['10.0', '100.0', '1000.0']

/** Round numbers and the true calendar at a few instants first; then cents; then hundred-thousandths; then anything at noon; then any hour. */
export function exampleConstraints(material: Material): ExampleConstraints {
  const { variables, hints, texts } = material
  const always = (terms: readonly string[]): readonly ExampleHint[] => terms.map((term) => ({ about: null, term }))
  const noons = [...always(timeConstraints(material, String(noon))), ...hints.usual]
  const sizes = always(variables.flatMap(sizeConstraint))
  const cents = gridConstraints(material, 100)
  const fine = gridConstraints(material, 100_000)
  const rounded = hints.round.map(({ about, term }) => ({
    about,
    term: or(...round.map((value) => equal(term, value))),
  }))
  const pinned = hints.opaques
    .filter(({ isUsual }) => isUsual !== true)
    .map((opaque) => ({ about: opaque.result, term: pinnedOpaque(opaque, texts) }))
  const hours = [...always(timeConstraints(material, '')), ...hints.usual]
  const sets = [
    [...noons, ...sizes, ...cents, ...rounded, ...pinned],
    [...noons, ...sizes, ...cents, ...pinned],
    [...noons, ...sizes, ...cents],
    [...noons, ...sizes, ...fine],
    noons,
    [...hours, ...sizes, ...cents, ...pinned],
    [...hours, ...sizes, ...cents],
  ]
  return {
    attempts: (names) =>
      sets.map((set) => set.flatMap(({ about, term }) => (about === null || names.has(about) ? [term] : []))),
  }
}

/** Instants fall on a day of a year, or of those around it, at this time in milliseconds or, where none is said, at a full hour. */
function timeConstraints({ script, variables, now }: Material, clock: string): readonly string[] {
  const times = variables.filter(({ kind }) => kind === 'timestamp').map(({ name }) => name)
  const days = [now, ...times].map((name) => {
    const day = script.declare('Int', 'n')
    const hour = clock === '' ? script.declare('Int', 'h') : clock
    const within = clock === '' ? and(`(>= ${hour} 0)`, `(< ${hour} 24)`) : 'true'
    const ofDay = clock === '' ? `(* ${hour} 3600000)` : clock
    const least = name === now ? firstDay : firstDay - 2000
    return and(
      within,
      equal(name, `(+ (* ${day} ${millisecondsPerDay}) ${ofDay})`),
      `(>= ${day} ${least})`,
      `(<= ${day} ${firstDay + 2000})`,
    )
  })
  const dates = variables.flatMap(({ kind, name }) => {
    return kind === 'date' ? [and(`(>= ${name} ${firstDay - 2000})`, `(<= ${name} ${firstDay + 2000})`)] : []
  })
  return [...days, ...dates]
}

function sizeConstraint({ kind, name, isWhole }: FactVariable): readonly string[] {
  if (kind === 'text') return [`(>= ${name} (- 9))`]
  if (kind !== 'number') return []
  const bound = isWhole ? String(most) : `${most}.0`
  return [and(`(<= ${name} ${bound})`, `(>= ${name} (- ${bound}))`)]
}

function gridConstraints({ script, variables }: Material, parts: number): readonly ExampleHint[] {
  return variables.flatMap(({ kind, name, isWhole }) => {
    if (kind !== 'number' || isWhole) return []
    return [{ about: name, term: equal(name, `(/ (to_real ${script.declare('Int', 'r')}) ${parts}.0)`) }]
  })
}

const unaryPins = [
  ...Array.from({ length: 31 }, (_, index) => Date.UTC(2026, 0, 1 + index, 12)),
  Date.UTC(2026, 1, 10, 12),
  Date.UTC(2026, 3, 30, 12),
]
const beginPin = Date.UTC(2026, 0, 15, 12)
const mostSteps = 48

/** The true values of a calculation at a few of its arguments, one of which is taken. */
function pinnedOpaque({ result, kind, arguments: args, calculate }: Opaque, texts: TextCodes): string {
  const [time, steps] = args
  if (time === undefined) return 'true'
  const at = (instant: number, argument = time): Value =>
    argument.kind === 'date' ? new Date(instant).toISOString().slice(0, 10) : instant
  const tell = (value: Value): string => {
    const term = valueTerm(kind, value, texts)
    return kind === 'number' ? `(to_int ${term})` : term
  }
  if (steps === undefined) {
    const rows = unaryPins.map((instant) => {
      const value = calculate([at(instant)])
      return value === null
        ? 'false'
        : and(equal(time.value, valueTerm(time.kind, at(instant), texts)), equal(result, tell(value)))
    })
    return or(...rows)
  }
  const begins = equal(time.value, valueTerm(time.kind, at(beginPin), texts))
  if (steps.kind !== 'number') {
    const rows = Array.from({ length: mostSteps }, (_, count) => {
      const end = at(Date.UTC(2026, count - mostSteps / 4, 15, 18), steps)
      const value = calculate([at(beginPin), end])
      const ends = equal(steps.value, valueTerm(steps.kind, end, texts))
      return value === null ? 'false' : and(ends, equal(result, tell(value)))
    })
    return and(begins, or(...rows))
  }
  const whole = (count: number): string => equal(steps.value, `${count}.0`)
  const rows = Array.from({ length: mostSteps + 1 }, (_, count) => {
    const value = calculate([at(beginPin), Rational.ofInteger(count)])
    return value === null ? 'true' : implies(whole(count), equal(result, tell(value)))
  })
  return and(begins, `(>= ${steps.value} 0.0)`, `(<= ${steps.value} ${intTerm(mostSteps)}.0)`, ...rows)
}
