import type { ClauseReference } from '../journal/kinds/clause-reference.ts'
import type { Clause, Policy } from '../policy/model/policy.ts'
import { writeFixed } from '../policy/wording/write-template.ts'

/** By language and id: a title reads the same in every decision. */
const written = new WeakMap<Policy, Map<string, ClauseReference | null>>()

/** The clause of that id with its title in the language. */
export function clauseOf(policy: Policy, id: string | null, language: string): ClauseReference | null {
  if (id === null) return null
  const known = written.get(policy) ?? new Map<string, ClauseReference | null>()
  written.set(policy, known)
  const name = `${language} ${id}`
  const before = known.get(name)
  if (before !== undefined) return before
  const found = findClause(policy.clauses, id)
  const title = found === null ? '' : writeFixed(found.title.get(language) ?? [], { language, policy })
  const made = found === null ? null : { id: found.id, title }
  known.set(name, made)
  return made
}

function findClause(clauses: readonly Clause[], id: string): Clause | null {
  for (const clause of clauses) {
    const found = clause.id === id ? clause : findClause(clause.clauses, id)
    if (found !== null) return found
  }
  return null
}
