import { clauseAnchor } from '../../ids/clause-url.ts'
import type { Clause, Policy } from '../model/policy.ts'
import type { Template, Words } from '../model/template.ts'
import { writeFixed } from '../wording/write-template.ts'
import { escapeHtml } from './escape-html.ts'
import { tableHtml } from './table-html.ts'
import { textHtml } from './text-html.ts'

/** What is written, and in which of the policy's languages. */
export interface PageStyle {
  readonly policy: Policy
  readonly language: string
}

/** Links to the clauses of the first level. */
export function contentsHtml(style: PageStyle): string {
  const items = style.policy.clauses.map(
    ({ id, title }) => `<li><a href="#${clauseAnchor(id)}">${escapeHtml(fixedText(title, style))}</a></li>`,
  )
  return `<ol>\n${items.join('\n')}\n</ol>`
}

/** All clauses in their order, each a section with its number, so that a decision's clause can be linked to. */
export function clausesHtml(clauses: readonly Clause[], style: PageStyle, level = 2): string {
  return clauses.map((clause) => clauseHtml(clause, style, level)).join('\n')
}

/** A text that no decision changes, in the language of the page. */
export function fixedText(words: Words, style: PageStyle): string {
  return writeFixed(words.get(style.language) ?? [], style)
}

function clauseHtml({ id, title, text, clauses }: Clause, style: PageStyle, level: number): string {
  const name = clauseAnchor(id)
  const heading = `h${Math.min(level, 6)}`
  const number = /^\d/u.test(id) ? `<span class="number">${escapeHtml(id)}</span> ` : ''
  return [
    `<section id="${name}" aria-labelledby="${name}-title">`,
    `<${heading} id="${name}-title">${number}${escapeHtml(fixedText(title, style))}</${heading}>`,
    ...blocksHtml(text.get(style.language) ?? [], style),
    ...(clauses.length === 0 ? [] : [clausesHtml(clauses, style, level + 1)]),
    '</section>',
  ].join('\n')
}

/** The text before, between and after tables, each a block of its own. */
function blocksHtml(template: Template, style: PageStyle): readonly string[] {
  const blocks: string[] = []
  let from = 0
  for (const [index, part] of template.entries()) {
    if (typeof part === 'string' || part.kind !== 'table') continue
    const table = style.policy.tables.get(part.name)
    blocks.push(runHtml(template.slice(from, index), style), table === undefined ? '' : tableHtml(table, style))
    from = index + 1
  }
  return [...blocks, runHtml(template.slice(from), style)].filter((block) => block !== '')
}

function runHtml(template: Template, style: PageStyle): string {
  const text = writeFixed(template, style)
  return text.trim() === '' ? '' : textHtml(text)
}
