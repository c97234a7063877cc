import { addToDate } from '../../time/calendar.ts'
import { createWorkingDays, type WorkingDays } from '../../time/working-days.ts'
import { weekdayNames } from '../model/weekday-names.ts'
import type { Change } from './mutant.ts'

const week = weekdayNames.map((_, index) => index + 1)

/** Other working days: one weekday less or more, no holidays, and a last known day that is one earlier. */
export function* workingDaysMutants(days: WorkingDays): Generator<Change<WorkingDays>> {
  const { weekdays, free, knownUntil } = days
  const last = weekdays.at(-1)
  if (last !== undefined && weekdays.length > 1) {
    const to = createWorkingDays({ ...days, weekdays: weekdays.filter((day) => day !== last) })
    yield { change: `without ${weekdayNames[last - 1]}`, to }
  }
  const open = week.filter((day) => !weekdays.includes(day))
  const other = open.find((day) => day > (last ?? 0)) ?? open[0]
  if (other !== undefined) {
    const to = createWorkingDays({ ...days, weekdays: week.filter((day) => day === other || weekdays.includes(day)) })
    yield { change: `with ${weekdayNames[other - 1]}`, to }
  }
  if (free.length > 0) yield { change: 'without holidays', to: createWorkingDays({ ...days, holidays: [] }) }
  const earlier = knownUntil === null ? undefined : addToDate(knownUntil, { days: -1 })
  if (earlier !== undefined) {
    const to = createWorkingDays({ ...days, knownUntil: earlier })
    yield { change: `known_until ${knownUntil} becomes ${earlier}`, to }
  }
}
