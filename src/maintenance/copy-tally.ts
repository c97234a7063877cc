import { canonicalJson } from '../fingerprint/canonical-json.ts'

const nouns = [
  'policy_versions',
  'policy_drafts',
  'release_settings',
  'api_keys',
  'audit_entries',
  'order_bindings',
  'accounts',
  'entries',
  'feed_numbers',
] as const
type Noun = (typeof nouns)[number]
type Counts = Record<Noun, number>

/** What was copied, and what was there already from an earlier run; JSON names. */
export interface CopyTally {
  readonly copied: Counts
  readonly there_already: Counts
}

/** A tally of nothing. */
export function newTally(): CopyTally {
  const none = (): Counts => Object.fromEntries(nouns.map((noun) => [noun, 0])) as Counts
  return { copied: none(), there_already: none() }
}

/** Something of the source, and what stands at its key in the target. */
export interface CopiedThing<Value> {
  readonly noun: Noun
  readonly place: string
  readonly value: Value
  readonly existing: Value | null
}

/** Inserts a value whose key is free and counts it; an equal one that is there is counted as such, a different one ends the copy. */
export async function copyOnce<Value>(
  tally: CopyTally,
  { noun, place, value, existing }: CopiedThing<Value>,
  insert: () => Promise<boolean>,
): Promise<void> {
  if (existing === null) {
    if (!(await insert())) throw conflictAt(place)
    tally.copied[noun] += 1
    return
  }
  if (!isSame(value, existing)) throw conflictAt(place)
  tally.there_already[noun] += 1
}

/** Whether two values are the same in canonical form. */
function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right)
}

/** The end of a copy: the target holds something else under the key that is named. */
export class CopyConflict extends Error {}

/** The conflict at a place, with what to do about it. */
export function conflictAt(place: string): CopyConflict {
  const advice = 'Copy into an empty store, or into one that an earlier copy of the same store has begun.'
  return new CopyConflict(`The target holds something else than the source: ${place}. ${advice}`)
}

/** Does the work for all items, so many at a time. */
export async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += width) {
    await Promise.all(items.slice(start, start + width).map(work))
  }
}
