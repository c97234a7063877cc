export const ranges = [7, 30, 90, 365] as const
type Range = (typeof ranges)[number]

/** How many days the overview is about. */
interface OverviewSearch {
  readonly days?: Range | undefined
}

/** What of an address the overview understands; anything else is left out. */
export function readOverviewSearch({ days }: Record<string, unknown>): OverviewSearch {
  const known = ranges.find((each) => each === days)
  return known === undefined ? {} : { days: known }
}
