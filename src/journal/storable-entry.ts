import { storableId } from '../ids/storable-id.ts'
import type { Entry } from './entry.ts'
import { type FoundBy, foundBy, foundByNames } from './found-by.ts'

/** What the entry is found by, where every store can hold and compare that exactly; otherwise a Problem `invalid_request`. */
export function storableFoundBy(entry: Entry): FoundBy {
  storableId(entry.account)
  const found = foundBy(entry)
  for (const name of foundByNames) {
    const value = found[name]
    if (typeof value === 'string') storableId(value)
  }
  return found
}

/** {@link storableFoundBy} for a store that looks for what an entry is found by when it is asked. */
export function assertStorable(entry: Entry): void {
  storableFoundBy(entry)
}
