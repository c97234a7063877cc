import type { Schemas } from '../../api/client.ts'
import type { DayTotal } from '../../api/totals.ts'
import type { DayRow } from '../../charts/day-chart.tsx'
import { sumAmounts } from '../../parts/sum-amounts.ts'
import { dateIn } from '../../time/time-zones.ts'

const dayMilliseconds = 86_400_000

/** Something that happened on a day. */
export interface Marker {
  readonly day: string
  readonly label: string
}

/** Days, and the range that has them: `to` is the day behind the last. */
interface Days {
  readonly days: readonly string[]
  readonly from: string
  readonly to: string
}

/** How many days one answer may be about. */
const mostDays = 400

/** The days from one to another, both with it; null where that is no range, or too long a one. */
export function daysBetween(first: string | undefined, last: string | undefined): Days | null {
  const [from, to] = [Date.parse(first ?? ''), Date.parse(last ?? '')]
  const length = Math.round((to - from) / dayMilliseconds) + 1
  return length >= 1 && length <= mostDays ? daysUpTo(last ?? '', length) : null
}

/** So many days, of which this is the last. */
export function daysUpTo(last: string, length: number): Days {
  const day = (offset: number): string =>
    new Date(Date.parse(last) + offset * dayMilliseconds).toISOString().slice(0, 'YYYY-MM-DD'.length)
  const days = Array.from({ length }, (_, index) => day(index - length + 1))
  return { days, from: days[0] ?? day(0), to: day(1) }
}

/** How many decisions there were on each day with each outcome. */
export function countsByDay(totals: readonly DayTotal[], days: readonly string[]): readonly DayRow[] {
  return days.map((day) => {
    const of = (outcome: string): string =>
      String(count(totals.filter((total) => total.day === day && total.outcome === outcome)))
    return { day, values: { approve: of('approve'), deny: of('deny'), review: of('review') } }
  })
}

/** What was credited on each day in a currency: without a person, and by one. */
export function creditsByDay(
  totals: readonly DayTotal[],
  days: readonly string[],
  currency: string,
): readonly DayRow[] {
  return days.map((day) => {
    const own = totals.filter((total) => total.day === day && total.currency === currency)
    const automatic = sumAmounts(own.map((total) => total.credited_automatically))
    const all = sumAmounts(own.map((total) => total.credited))
    return { day, values: { automatic, person: sumAmounts([all, negative(automatic)]) } }
  })
}

function negative(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}

/** How many decisions the totals are of. */
export function count(totals: readonly DayTotal[]): number {
  return totals.reduce((sum, { decisions }) => sum + decisions, 0)
}

/** The days of the zone on which versions were published, each once, with the first and the last of that day. */
export function markersOf(
  versions: readonly Schemas['PolicyVersionSummary'][],
  { days, timeZone }: { readonly days: readonly string[]; readonly timeZone: string },
  label: (version: number) => string,
): readonly Marker[] {
  return days.flatMap((day) => {
    const own = versions
      .filter(({ published_at }) => dateIn(timeZone, published_at) === day)
      .map(({ version }) => version)
    if (own.length === 0) return []
    const [first, last] = [Math.min(...own), Math.max(...own)]
    return [{ day, label: first === last ? label(first) : `${label(first)}–${label(last)}` }]
  })
}
