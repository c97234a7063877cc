import { addToInstant, dateAt, startOfDate } from '../../time/calendar.ts'
import type { HistoryQuery } from './history-query.ts'

/**
 * The instant after which the window of a question begins, in milliseconds: an entry of that very
 * instant lies before it. Months count as `add_months` does, `calendar_month` is the running month of
 * the zone. Null where there is no such limit.
 */
export function windowStart(
  { within }: Pick<Extract<HistoryQuery, { kind: 'count' | 'exists' | 'sum' }>, 'within'>,
  now: number,
  timeZone: string,
): number | null {
  if (within === null) return null
  if (within === 'calendar_month') return startOfDate(`${dateAt(now, timeZone).slice(0, 7)}-01`, timeZone) - 1
  if ('milliseconds' in within) return now - within.milliseconds
  return addToInstant(now, { months: -within.months }, timeZone) ?? null
}
