import { isTimeZone } from '../../time/time-zones.ts'

export const ranges = [7, 30, 90, 365] as const
type Range = (typeof ranges)[number]

/** Which days the overview is about: the last so many, or those from one to another, in a time zone. */
export interface OverviewSearch {
  readonly days?: Range | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly time_zone?: string | undefined
}

const day = /^\d{4}-\d{2}-\d{2}$/u

/** What of an address the overview understands; anything else is left out. */
export function readOverviewSearch({ days, from, to, time_zone }: Record<string, unknown>): OverviewSearch {
  const known = ranges.find((each) => each === days)
  return {
    ...(known === undefined ? {} : { days: known }),
    ...(typeof from === 'string' && day.test(from) ? { from } : {}),
    ...(typeof to === 'string' && day.test(to) ? { to } : {}),
    ...(typeof time_zone === 'string' && isTimeZone(time_zone) ? { time_zone } : {}),
  }
}
