import { parseDate } from '../../time/parse-date.ts'
import { createWorkingDays, type WorkingDays } from '../../time/working-days.ts'
import { child, type DocumentNode, entriesOf, itemsOf, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import { weekdayNames } from '../model/weekday-names.ts'
import { parseNames } from './parse-settings.ts'

const mondayToFriday = [1, 2, 3, 4, 5]
/** What a day looks like; the form tells every other text. */
const dayForm = /^\d{4}-\d{2}-\d{2}$/u

/** What the section may be called by mistake: that is told, and what counts working days has no fault of its own. */
const otherNames = /calendar|holiday|(?:business|work|bank).*day/iu

/** The section `working_days` of a policy: Monday to Friday where it names no weekdays. Null where there is none. */
export function parseWorkingDays(root: DocumentNode, faults: FaultList): WorkingDays | null {
  const node = child(root, 'working_days')
  if (node === undefined && !entriesOf(root).some(([key]) => key !== 'working_days' && otherNames.test(key)))
    return null
  const knownUntil = readDay(child(node, 'known_until'), faults)
  return createWorkingDays({
    weekdays: readWeekdays(child(node, 'weekdays'), faults),
    holidays: readHolidays(child(node, 'holidays'), knownUntil, faults),
    knownUntil,
  })
}

function readWeekdays(node: DocumentNode | undefined, faults: FaultList): readonly number[] {
  const named = parseNames(node, faults)
  const weekdays = weekdayNames.flatMap((name, index) => (named.includes(name) ? [index + 1] : []))
  return weekdays.length === 0 ? mondayToFriday : weekdays
}

function readHolidays(node: DocumentNode | undefined, knownUntil: string | null, faults: FaultList): readonly string[] {
  const days = new Set(parseNames(node, faults))
  const holidays = itemsOf(node).flatMap((item) => {
    const day = readDay(item, faults)
    if (day === null) return []
    if (knownUntil === null || day <= knownUntil) return [day]
    faults.add(item, {
      code: 'holiday_too_late',
      message: `This holiday is after ${knownUntil}, up to which the holidays are said to be known.`,
      hint: 'Move `known_until` to the last day up to which the list is complete, or remove the holiday.',
    })
    return []
  })
  return holidays.filter((day) => days.delete(day)).sort()
}

function readDay(node: DocumentNode | undefined, faults: FaultList): string | null {
  const text = textOf(node)
  if (node === undefined || text === undefined || !dayForm.test(text)) return null
  const day = parseDate(text)
  if (day !== undefined) return day
  faults.add(node, {
    code: 'wrong_value',
    message: `There is no day ${quote(text)}.`,
    hint: 'Write a day of the calendar as year-month-day: 2026-12-25.',
  })
  return null
}
