import type { Clause } from '../model/policy.ts'
import { escapeHtml } from './escape-html.ts'
import { textHtml } from './text-html.ts'

/** Links to the clauses of the first level. */
export function contentsHtml(clauses: readonly Clause[]): string {
  const items = clauses.map(({ id, title }) => `<li><a href="#${anchor(id)}">${escapeHtml(title)}</a></li>`)
  return `<ol>\n${items.join('\n')}\n</ol>`
}

/** All clauses in their order, each a section with its number, so that a decision's clause can be linked to. */
export function clausesHtml(clauses: readonly Clause[], level = 2): string {
  return clauses.map((clause) => clauseHtml(clause, level)).join('\n')
}

function clauseHtml({ id, title, text, clauses }: Clause, level: number): string {
  const name = anchor(id)
  const heading = `h${Math.min(level, 6)}`
  const number = /^\d/u.test(id) ? `<span class="number">${escapeHtml(id)}</span> ` : ''
  return [
    `<section id="${name}" aria-labelledby="${name}-title">`,
    `<${heading} id="${name}-title">${number}${escapeHtml(title)}</${heading}>`,
    ...(text.trim() === '' ? [] : [textHtml(text)]),
    ...(clauses.length === 0 ? [] : [clausesHtml(clauses, level + 1)]),
    '</section>',
  ].join('\n')
}

/** An id that needs no escape in attributes and addresses; different clauses have different ones. */
function anchor(id: string): string {
  return `clause-${id.replace(/[^A-Za-z0-9.-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`)}`
}
