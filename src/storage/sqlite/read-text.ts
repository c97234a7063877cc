import { damagedPlace } from '../stored-json.ts'

/** The text of a stored column; a Problem `store_damaged` where there is none. */
export function readText(value: unknown, place: string): string {
  if (typeof value !== 'string') throw damagedPlace(place)
  return value
}
