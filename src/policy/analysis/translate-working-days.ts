import { millisecondsPerDay } from '../../time/civil-day.ts'
import type { WorkingDays } from '../../time/working-days.ts'
import type { WorkingDayFunction } from '../model/expression.ts'
import type { Policy } from '../model/policy.ts'
import { assertRising } from './rising-moves.ts'
import { and, equal, implies, intTerm, ite, not, or } from './smt-term.ts'
import { type CalculatedTime, calculation, dayOf, inYears, isStep } from './time-terms.ts'
import type { Translated } from './translated.ts'
import type { Opaque, Translation } from './translation.ts'
import { reachedTerm, workingDayTerm, workingUpTo } from './working-day-terms.ts'

/**
 * Working days: whether a day is one exactly, by its day; how many lie between two days, and where so many lead,
 * within what weekdays and holidays allow. What counts a day beyond the known holidays fails, as it does in the service.
 */
export function translateWorkingDays(
  translation: Translation,
  name: WorkingDayFunction,
  first: Translated,
  second: Translated,
): CalculatedTime {
  const { workingDays } = translation.policy
  if (workingDays === null) throw new TypeError(`${name} without working days`)
  switch (name) {
    case 'working_days_between':
      return counted(translation, workingDays, first, second)
    case 'add_working_days':
      return moved(translation, workingDays, first, second)
    case 'is_working_day': {
      const day = dayOf(translation, first)
      const value = translation.script.define('Bool', workingDayTerm(workingDays, day))
      return { value, choices: null, defined: isKnown(workingDays, day) }
    }
  }
}

/** Whether the holidays are known on the day. */
function isKnown({ lastKnown }: WorkingDays, day: string): string {
  return lastKnown === null ? 'true' : `(<= ${day} ${intTerm(lastKnown)})`
}

/** Two policies in one script may have other working days: then these are other calculations. */
function keyOf({ policy: { timeZone }, workingDays: { weekdays, free } }: Counting): string {
  return [timeZone, ...weekdays, ...free].join(' ')
}

/** Whose working days they are. Until when holidays are known is no part of a calculation: where it may be asked, others say. */
interface Counting {
  readonly policy: Policy
  readonly workingDays: WorkingDays
}

function calculated({ policy: { timeZone }, workingDays }: Counting, name: WorkingDayFunction): Opaque['calculate'] {
  return calculation({ timeZone, workingDays: { ...workingDays, lastKnown: null } }, name)
}

/** The first policy of the script that differs in holidays alone, few enough that it can be said how; null for none, and for that policy itself. */
function alike({ policies }: Translation, { policy, workingDays }: Counting): Counting | null {
  for (const other of policies) {
    if (other === policy) return null
    if (other.workingDays === null || other.timeZone !== policy.timeZone) continue
    if (other.workingDays.weekdays.join() !== workingDays.weekdays.join()) continue
    const { length } = differing(workingDays, other.workingDays)
    return length > 0 && length <= mostDiffering ? { policy: other, workingDays: other.workingDays } : null
  }
  return null
}

const mostDiffering = 100

/** The days that are free in one of the two alone; `more` is 1 where it is free in the second. */
function differing(one: WorkingDays, other: WorkingDays): readonly { readonly day: number; readonly more: 1 | -1 }[] {
  const [ofOne, ofOther] = [new Set(one.free), new Set(other.free)]
  return [
    ...one.free.filter((day) => !ofOther.has(day)).map((day) => ({ day, more: -1 }) as const),
    ...other.free.filter((day) => !ofOne.has(day)).map((day) => ({ day, more: 1 }) as const),
  ]
}

/** Of days in a row so many sevenths are weekdays, give or take those of the weeks at both ends; holidays only take away. */
function counted(translation: Translation, workingDays: WorkingDays, from: Translated, to: Translated): CalculatedTime {
  const [start, end] = [dayOf(translation, from), dayOf(translation, to)]
  const result = countOf(translation, { policy: translation.policy, workingDays }, { from, to, start, end })
  const defined = or(equal(start, end), and(isKnown(workingDays, start), isKnown(workingDays, end)))
  return { value: `(to_real ${result})`, choices: null, defined }
}

interface Span {
  readonly from: Translated
  readonly to: Translated
  /** Their days. */
  readonly start: string
  readonly end: string
}

function countOf(translation: Translation, counting: Counting, span: Span): string {
  const { script, hints } = translation
  const { workingDays } = counting
  const { from, to, start, end } = span
  return script.once(`working_days_between ${keyOf(counting)} ${from.value} ${to.value}`, () => {
    const days = script.define('Int', `(- ${end} ${start})`)
    const name = script.declare('Int', 'c')
    script.assertAbout(name, implies(`(>= ${days} 0)`, within(workingDays, name, days)))
    script.assertAbout(name, implies(`(< ${days} 0)`, within(workingDays, `(- ${name})`, `(- ${days})`)))
    const calculate = calculated(counting, 'working_days_between')
    hints.opaques.push({ result: name, kind: 'number', arguments: [from, to], calculate, isUsual: true })
    const [before, upTo] = [start, end].map((day) => workingUpTo(translation, workingDays, day))
    hints.usual.push({ about: name, term: equal(name, `(- ${upTo} ${before})`) })
    const other = alike(translation, counting)
    if (other !== null) script.assertAbout(name, equal(name, otherwiseCounted(translation, { counting, other, span })))
    return name
  })
}

/** The count by the other's holidays, and what those between the two days make of it that only one of them has. */
function otherwiseCounted(
  translation: Translation,
  { counting, other, span }: { readonly counting: Counting; readonly other: Counting; readonly span: Span },
): string {
  const isReached = (day: number, by: string): string => ite(`(<= ${intTerm(day)} ${by})`, '1', '0')
  const parts = differing(counting.workingDays, other.workingDays).map(({ day, more }) => {
    const between = `(- ${isReached(day, span.end)} ${isReached(day, span.start)})`
    return more === 1 ? between : `(- ${between})`
  })
  return `(+ ${countOf(translation, other, span)} 0 ${parts.join(' ')})`
}

function within({ weekdays, free }: WorkingDays, count: string, days: string): string {
  const perWeek = weekdays.length
  const ends = perWeek * (7 - perWeek)
  return and(
    `(>= ${count} 0)`,
    `(<= ${count} ${days})`,
    `(<= (* 7 ${count}) (+ (* ${perWeek} ${days}) ${ends}))`,
    `(>= (* 7 (+ ${count} ${free.length})) (- (* ${perWeek} ${days}) ${ends}))`,
  )
}

function moved(
  translation: Translation,
  workingDays: WorkingDays,
  time: Translated,
  steps: Translated,
): CalculatedTime {
  const whole = translation.script.define('Int', `(to_int ${steps.value})`)
  const result = movedTo(translation, { policy: translation.policy, workingDays }, { time, steps, whole })
  const isThere = inYears(translation, time.kind, result)
  return {
    value: result,
    choices: null,
    defined: and(isStep(steps.value, whole), isThere, areKnown(translation, workingDays, { time, whole, result })),
  }
}

interface Move {
  readonly time: Translated
  readonly steps: Translated
  /** The whole part of the steps. */
  readonly whole: string
}

/** So many working days are at least so many days, and at most the weeks that hold as many beside all holidays. */
function movedTo(translation: Translation, counting: Counting, move: Move): string {
  const { script, policy, hints } = translation
  const { workingDays } = counting
  const { time, steps, whole } = move
  return script.once(`add_working_days ${keyOf(counting)} ${time.value} ${steps.value}`, () => {
    const name = script.declare('Int', 'a')
    const clock = clockOf(policy, time)
    const bounds = (number: string, distance: string): string => reached(workingDays, clock, { number, distance })
    script.assertAbout(name, implies(`(>= ${whole} 0)`, bounds(whole, `(- ${name} ${time.value})`)))
    script.assertAbout(name, implies(`(< ${whole} 0)`, bounds(`(- ${whole})`, `(- ${time.value} ${name})`)))
    const calculate = calculated(counting, 'add_working_days')
    hints.opaques.push({ result: name, kind: time.kind, arguments: [time, steps], calculate, isUsual: true })
    const [from, there] = [dayOf(translation, time), dayReached(translation, time, name)]
    const keepsTime = equal(name, `(+ ${time.value} (* ${clock.unit} (- ${there} ${from})))`)
    const isReached = reachedTerm(translation, workingDays, { from, steps: whole, there })
    hints.usual.push({ about: name, term: and(isReached, keepsTime) })
    assertRising(script, `${keyOf(counting)} ${time.value}`, { steps: whole, result: name })
    const other = alike(translation, counting)
    if (other !== null) {
      const result = movedTo(translation, other, move)
      const first = Math.min(...differing(workingDays, other.workingDays).map(({ day }) => day))
      const days = [there, dayReached(translation, time, result)]
      const areReached = or(...days.map((day) => `(< ${day} ${intTerm(first)})`))
      const isBefore = or(and(`(>= ${whole} 0)`, areReached), and(`(< ${whole} 0)`, `(<= ${from} ${intTerm(first)})`))
      script.assertAbout(name, implies(isBefore, equal(name, result)))
    }
    return name
  })
}

/** The day that is gone to: where a zone never had it, that of the moment it leads to is another. */
function dayReached({ script, policy }: Translation, { kind }: Translated, result: string): string {
  if (kind === 'date') return result
  return script.once(`reached ${policy.timeZone} ${result}`, () => {
    const day = script.declare('Int', 'x')
    const begin = `(* ${day} ${millisecondsPerDay})`
    const slack = policy.timeZone === 'UTC' ? 0 : 2 * millisecondsPerDay
    script.assertAbout(day, `(<= (- ${begin} ${slack}) ${result})`)
    script.assertAbout(day, `(< ${result} (+ ${begin} ${millisecondsPerDay + slack}))`)
    return day
  })
}

/** A day in the unit of a time, and how many days a moment may be off that is whole days away, where clocks change. */
interface Clock {
  readonly unit: number
  readonly slack: number
}

function clockOf({ timeZone }: Policy, { kind }: Translated): Clock {
  if (kind === 'date') return { unit: 1, slack: 0 }
  return { unit: millisecondsPerDay, slack: timeZone === 'UTC' ? 0 : 2 }
}

function reached(
  { weekdays, free }: WorkingDays,
  { unit, slack }: Clock,
  { number, distance }: { readonly number: string; readonly distance: string },
): string {
  const perWeek = weekdays.length
  const most = `(+ (* 7 (+ ${number} ${free.length + 1})) ${perWeek * (7 - perWeek + slack)})`
  return and(
    `(>= ${distance} (* (- ${number} ${slack}) ${unit}))`,
    `(<= (* ${perWeek} ${distance}) (* ${most} ${unit}))`,
  )
}

interface Moved extends Omit<Move, 'steps'> {
  readonly result: string
}

/** Whether no day is counted whose holidays are not known. */
function areKnown(translation: Translation, workingDays: WorkingDays, { time, whole, result }: Moved): string {
  const { lastKnown } = workingDays
  if (lastKnown === null) return 'true'
  const isForward = `(>= ${whole} 0)`
  const last = `(- ${dayOf(translation, time)} 1)`
  return or(
    and(isForward, isKnown(workingDays, dayReached(translation, time, result))),
    and(not(isForward), isKnown(workingDays, last)),
  )
}
