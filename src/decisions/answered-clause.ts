import { clauseUrl } from '../ids/clause-url.ts'
import type { PolicyReference } from '../journal/entry.ts'
import type { ClauseReference } from '../journal/kinds/clause-reference.ts'

/** The clause that decided, and where customers read it. */
export interface AnsweredClause extends ClauseReference {
  /** Path of the clause on the public page of the version that decided: the same for good. */
  readonly url: string
}

/** The clause of an entry that was decided by that version. */
export function answeredClause(
  clause: ClauseReference | null,
  version: Pick<PolicyReference, 'name' | 'version'> | null,
): AnsweredClause | null {
  if (clause === null) return null
  if (version === null) throw new TypeError(`the clause ${clause.id} is of no version`)
  return { id: clause.id, title: clause.title, url: clauseUrl(version, clause.id) }
}
