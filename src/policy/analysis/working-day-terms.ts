import { millisecondsPerDay } from '../../time/civil-day.ts'
import type { WorkingDays } from '../../time/working-days.ts'
import { and, equal, implies, intTerm, ite, not, or } from './smt-term.ts'
import type { Translation } from './translation.ts'

/** Whether the day is a working day. */
export function workingDayTerm({ weekdays, free }: WorkingDays, day: string): string {
  const weekday = weekdayTerm(day)
  const isWeekday = or(...weekdays.map((number) => equal(weekday, intTerm(number - 1))))
  return and(isWeekday, ...free.map((holiday) => not(equal(day, intTerm(holiday)))))
}

/** From 0 for Monday. */
function weekdayTerm(day: string): string {
  return `(mod (+ ${day} 3) 7)`
}

/** Examples are of days around these. */
const [earliest, latest] = [Date.UTC(2020, 0, 1) / millisecondsPerDay, Date.UTC(2033, 0, 1) / millisecondsPerDay]

/** Working days up to a day, exactly for those that examples are made of: too much for a proof, quick for an example. */
export function workingUpTo({ script }: Translation, workingDays: WorkingDays, day: string): string {
  const { weekdays } = workingDays
  const weekday = weekdayTerm(day)
  const begun = weekdays.map((number) => ite(`(>= ${weekday} ${number - 1})`, '1', '0'))
  const free = workingDays.free.filter((holiday) => holiday > earliest && holiday < latest)
  const taken = free.map((holiday) => ite(`(>= ${day} ${intTerm(holiday)})`, '1', '0'))
  const weeks = `(* ${weekdays.length} (div (+ ${day} 3) 7))`
  return script.define('Int', `(- (+ ${weeks} ${begun.join(' ')}) (+ 0 0 ${taken.join(' ')}))`)
}

/** That the last day is as many working days away from the first as `add_working_days` goes. */
export function reachedTerm(
  translation: Translation,
  workingDays: WorkingDays,
  { from, steps, there }: { readonly from: string; readonly steps: string; readonly there: string },
): string {
  const upTo = (day: string): string => workingUpTo(translation, workingDays, day)
  const stays = and(equal(steps, '0'), workingDayTerm(workingDays, from))
  const forward = `(+ ${upTo(from)} ${ite(equal(steps, '0'), '1', steps)})`
  const back = `(+ ${upTo(`(- ${from} 1)`)} ${steps} 1)`
  return and(
    workingDayTerm(workingDays, there),
    implies(stays, equal(there, from)),
    implies(and(`(>= ${steps} 0)`, not(stays)), equal(upTo(there), forward)),
    implies(`(< ${steps} 0)`, equal(upTo(there), back)),
  )
}
