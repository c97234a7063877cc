import { storableId } from '../ids/storable-id.ts'
import type { Entry } from './entry.ts'
import { foundBy } from './found-by.ts'

/** Whether every store can hold and compare exactly what the entry is found by; otherwise a Problem `invalid_request`. */
export function assertStorable(entry: Entry): void {
  storableId(entry.account)
  for (const value of Object.values(foundBy(entry))) if (typeof value === 'string') storableId(value)
}
