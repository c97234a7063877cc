import { diffWords } from 'diff'
import type { PolicyVersion } from '../versions/policy-version.ts'
import { serviceWords } from '../wording/service-words.ts'
import { type ClauseChange, clauseChanges, type ShownClause } from './clause-changes.ts'
import type { PageStyle } from './clauses-html.ts'
import { escapeHtml } from './escape-html.ts'
import type { PublishedText } from './published-text.ts'
import { clauseHref, type Site } from './site.ts'
import { type TermChange, termChanges } from './term-changes.ts'

/**
 * What is otherwise in a version than in the one before, as customers see it: clauses that came, went or were reworded,
 * word by word, and the terms beside them. It says so where nothing is.
 */
export function changesHtml(
  text: PublishedText,
  before: PublishedText | null,
  { language, site }: { readonly language: string; readonly site: Site },
): string {
  const words = serviceWords(language).changes
  const { version, policy } = text
  if (version.retired === true) return noteHtml(words.retired)
  if (before === null) return noteHtml(words.first)
  const resumed = before.version.retired === true ? noteHtml(words.resumed) : ''
  if (!before.policy.languages.includes(language)) return resumed + noteHtml(words.new_language)
  const styles: readonly [PageStyle, PageStyle] = [
    { policy: before.policy, language },
    { policy, language },
  ]
  const items = [
    ...clauseChanges(...styles).map((change) => clauseHtml(change, { language, site, text, before })),
    ...termChanges(...styles).map((change) => termHtml(change, language)),
  ]
  if (items.length === 0) return resumed + noteHtml(words.none)
  return `${resumed}<ul class="changes">\n${items.join('\n')}\n</ul>`
}

interface Writing {
  readonly language: string
  readonly site: Site
  readonly text: PublishedText
  readonly before: PublishedText
}

function clauseHtml({ before, after }: ClauseChange, writing: Writing): string {
  const words = serviceWords(writing.language).changes
  if (after === null)
    return before === null
      ? ''
      : itemHtml('removed', words.removed, linked(before, writing.before.version, writing), '')
  const link = linked(after, writing.text.version, writing)
  if (before === null) return itemHtml('added', words.added, link, blockHtml(escapeHtml(after.text)))
  const was =
    before.id === after.id ? '' : ` <span class="was">(${escapeHtml(words.was.replace('{clause}', before.id))})</span>`
  const title = before.title === after.title ? '' : blockHtml(wordsHtml(before.title, after.title, writing.language))
  const text = before.text === after.text ? '' : blockHtml(wordsHtml(before.text, after.text, writing.language))
  if (title === '' && text === '') return itemHtml('renumbered', words.renumbered, link + was, '')
  return itemHtml('reworded', words.reworded, link + was, title + text)
}

function linked({ id, title }: ShownClause, version: PolicyVersion, { site }: Writing): string {
  return `<a href="${escapeHtml(clauseHref(site, version, id))}">${escapeHtml(numbered(id, title))}</a>`
}

function numbered(id: string, title: string): string {
  return /^\d/u.test(id) ? `${id} ${title}` : title
}

function termHtml({ label, before, after }: TermChange, language: string): string {
  const words = serviceWords(language).changes
  const kind = before === null ? 'added' : after === null ? 'removed' : 'reworded'
  const tag = { added: words.added, removed: words.removed, reworded: words.changed }[kind]
  const marks = marksIn(language)
  const shown = [before === null ? '' : marks.gone(before), after === null ? '' : marks.come(after)]
  return itemHtml(kind, tag, escapeHtml(label), blockHtml(shown.join(' ').trim()))
}

function itemHtml(kind: string, tag: string, heading: string, body: string): string {
  return `<li><p class="change"><span class="tag ${kind}">${escapeHtml(tag)}</span> ${heading}</p>${body}</li>`
}

function blockHtml(html: string): string {
  return html === '' ? '' : `<p class="words">${html}</p>`
}

function noteHtml(text: string): string {
  return `<p>${escapeHtml(text)}</p>`
}

/** Texts that have little in common are shown one after the other: a comparison of them would be slow, and of no use. */
const mostEdits = 1000

function wordsHtml(before: string, after: string, language: string): string {
  const marks = marksIn(language)
  const parts = diffWords(before, after, { maxEditLength: mostEdits })
  if (parts === undefined) return `${marks.gone(before)}\n${marks.come(after)}`
  return parts
    .map(({ value, added, removed }) => (added ? marks.come(value) : removed ? marks.gone(value) : escapeHtml(value)))
    .join('')
}

interface Marks {
  gone(text: string): string
  come(text: string): string
}

/** Those who cannot see the line through a word hear that it was there before. */
function marksIn(language: string): Marks {
  const { before, after } = serviceWords(language).changes
  const marked = (tag: 'ins' | 'del', said: string, text: string): string =>
    `<${tag}><span class="heard">${said}: </span>${escapeHtml(text)}</${tag}>`
  return { gone: (text) => marked('del', before, text), come: (text) => marked('ins', after, text) }
}
