import type { Words } from '../../words/words.ts'

/** Of an order that cost so much, at least and at most so much. */
interface Bounds {
  readonly of_charge: string
  readonly at_least: string
  readonly at_most: string
}

/** The largest difference, between its bounds: of one whose lower bound is 0 only the upper one says something. */
export function largestText({ largest, atMost }: Words['release'], { of_charge, at_least, at_most }: Bounds): string {
  const between = at_least === at_most ? at_least : `${at_least} – ${at_most}`
  return largest(of_charge, at_least === '0' ? atMost(at_most) : between)
}
