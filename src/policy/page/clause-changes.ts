import type { Clause } from '../model/policy.ts'
import type { Template } from '../model/template.ts'
import { writeFixed } from '../wording/write-template.ts'
import { fixedText, type PageStyle } from './clauses-html.ts'
import { tableRows } from './table-rows.ts'

/** A clause as customers read it, without those below it; a table in it is lines of text. */
export interface ShownClause {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** A clause that is not as it was: null before for a new one, null after for one that is gone. */
export interface ClauseChange {
  readonly before: ShownClause | null
  readonly after: ShownClause | null
}

/**
 * The clauses that two texts have otherwise, in the order of the later text, those that are gone at its end. A clause is
 * the same one by number and title, else by its words, else by its title, else by its number: so that one put in between
 * renumbers the others and does not reword them.
 */
export function clauseChanges(before: PageStyle, after: PageStyle): readonly ClauseChange[] {
  const left = new Set(flat(before.policy.clauses, before))
  const right = flat(after.policy.clauses, after)
  const pairs = new Map<ShownClause, ShownClause>()
  for (const isSame of sameness) {
    for (const clause of right) {
      if (pairs.has(clause)) continue
      const found = [...left].find((candidate) => isSame(candidate, clause))
      if (found === undefined) continue
      pairs.set(clause, found)
      left.delete(found)
    }
  }
  const kept = right.map((clause) => ({ before: pairs.get(clause) ?? null, after: clause }))
  return [...kept.filter(isChanged), ...[...left].map((clause) => ({ before: clause, after: null }))]
}

type Comparison = (left: ShownClause, right: ShownClause) => boolean

const sameness: readonly Comparison[] = [
  (left, right) => left.id === right.id && left.title === right.title,
  (left, right) => left.title === right.title && left.text === right.text,
  (left, right) => left.text === right.text && left.text !== '',
  (left, right) => left.title === right.title,
  (left, right) => left.id === right.id,
]

function isChanged({ before, after }: ClauseChange): boolean {
  return before?.id !== after?.id || before?.title !== after?.title || before?.text !== after?.text
}

function flat(clauses: readonly Clause[], style: PageStyle): readonly ShownClause[] {
  return clauses.flatMap(({ id, title, text, clauses: below }) => [
    { id, title: fixedText(title, style), text: plainText(text.get(style.language) ?? [], style) },
    ...flat(below, style),
  ])
}

function plainText(template: Template, style: PageStyle): string {
  return template
    .map((part) =>
      typeof part !== 'string' && part.kind === 'table' ? tableText(part.name, style) : writeFixed([part], style),
    )
    .join('')
    .trim()
}

function tableText(name: string, style: PageStyle): string {
  const table = style.policy.tables.get(name)
  if (table === undefined) return ''
  const { heads, rows } = tableRows(table, style)
  const lines = [heads, ...rows.map(({ head, cells }) => [head, ...cells])].map((cells) =>
    cells.filter((cell) => cell !== '').join(': '),
  )
  return `\n${lines.filter((line) => line !== '').join('\n')}\n`
}
