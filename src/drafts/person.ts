import { visibleName } from '../access/visible-name.ts'
import type { Person } from './draft.ts'

/** Whether two names or keys are one person's: a key that was rotated keeps its name, and names are compared as people see them. */
export function isSamePerson(one: Person, other: Person): boolean {
  if (one.key_id !== null && one.key_id === other.key_id) return true
  return visibleName(one.name) === visibleName(other.name)
}

/** Whether the person is among them. */
export function isAmong(person: Person, people: readonly Person[]): boolean {
  return people.some((other) => isSamePerson(person, other))
}
