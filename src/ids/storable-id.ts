import { Problem } from '../problems/problem.ts'

/** The id itself where every store can hold and compare it exactly; otherwise a Problem `invalid_request`. */
export function storableId(id: string): string {
  if (id.includes('\0')) throw new Problem('invalid_request', 'An id cannot contain the character U+0000.')
  // Half a surrogate pair has no UTF-8 form: databases would turn all of them into one and the same character.
  if (!id.isWellFormed()) throw new Problem('invalid_request', 'An id must be well-formed Unicode.')
  return id
}
