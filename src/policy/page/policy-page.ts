import { parseInstant } from '../../time/instant.ts'
import type { Policy } from '../model/policy.ts'
import type { PolicyVersion } from '../versions/policy-version.ts'
import { serviceWords } from '../wording/service-words.ts'
import { longDayText } from '../wording/time-text.ts'
import { clausesHtml, contentsHtml, fixedText, type PageStyle } from './clauses-html.ts'
import { escapeHtml } from './escape-html.ts'
import { pageStyle } from './page-style.ts'

/**
 * The public text of a version as a complete HTML document without scripts: clauses with their
 * numbers, contact, version and the UTC day of publishing, in one of the policy's languages. Every text of
 * the policy is escaped.
 */
export function policyPage(policy: Policy, version: PolicyVersion, language: string): string {
  const style: PageStyle = { policy, language }
  const words = serviceWords(language).page
  const title = escapeHtml(fixedText(policy.title, style))
  const day = longDayText(parseInstant(version.published_at), language)
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#clauses">${words.skip}</a>
<div class="page">
<header>
<h1>${title}</h1>
<p class="meta">${words.updated} <time datetime="${escapeHtml(version.published_at.slice(0, 10))}">${escapeHtml(day)}</time> · ${words.version} ${version.version}</p>${languagesHtml(style)}
</header>
<div class="columns">
<nav aria-labelledby="contents">
<p id="contents">${words.contents}</p>
${contentsHtml(style)}
</nav>
<main id="clauses">
${version.retired === true ? `<p class="retired" role="note">This policy was retired on ${escapeHtml(day)}: no refund is decided by it any more.</p>\n` : ''}${clausesHtml(policy.clauses, style)}
</main>
</div>
<footer>
${policy.contact === null ? '' : `<p>${words.questions} ${contactHtml(policy.contact)}</p>\n`}<p>${words.version} ${version.version}</p>
</footer>
</div>
</body>
</html>
`
}

/** Links to the same page in the other languages, each under its own name. */
function languagesHtml({ policy: { languages }, language }: PageStyle): string {
  if (languages.length === 1) return ''
  const links = languages.map((tag) => {
    const name = escapeHtml(new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag)
    const shown = escapeHtml(tag)
    if (tag === language) return `<span lang="${shown}" aria-current="true">${name}</span>`
    return `<a href="?language=${shown}" lang="${shown}" hreflang="${shown}">${name}</a>`
  })
  return `\n<nav class="languages" aria-label="${serviceWords(language).page.languages}">${links.join(' ')}</nav>`
}

/** An address to write to or to open is a link; anything else is text. */
function contactHtml(contact: string): string {
  const shown = escapeHtml(contact)
  if (/^[^\s@:/?#]+@[^\s@:/?#]+$/u.test(contact)) return `<a href="mailto:${shown}">${shown}</a>`
  return /^https:\/\/\S+$/u.test(contact) ? `<a href="${shown}">${shown}</a>` : shown
}
