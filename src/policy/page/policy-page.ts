import { parseInstant } from '../../time/instant.ts'
import type { Policy } from '../model/policy.ts'
import type { PolicyVersion } from '../versions/policy-version.ts'
import { clausesHtml, contentsHtml } from './clauses-html.ts'
import { escapeHtml } from './escape-html.ts'
import { pageStyle } from './page-style.ts'

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/**
 * The public text of a version as a complete HTML document without scripts: clauses with their
 * numbers, contact, version and the UTC day of publishing. Every text of the policy is escaped.
 */
export function policyPage(policy: Policy, version: PolicyVersion): string {
  const title = escapeHtml(policy.title)
  const day = dayFormat.format(parseInstant(version.published_at))
  return `<!doctype html>
<html lang="${escapeHtml(policy.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#clauses">Skip to the text</a>
<div class="page">
<header>
<h1>${title}</h1>
<p class="meta">Last updated <time datetime="${escapeHtml(version.published_at.slice(0, 10))}">${escapeHtml(day)}</time> · Version ${version.version}</p>
</header>
<div class="columns">
<nav aria-labelledby="contents">
<p id="contents">Contents</p>
${contentsHtml(policy.clauses)}
</nav>
<main id="clauses">
${version.retired === true ? `<p class="retired" role="note">This policy was retired on ${escapeHtml(day)}: no refund is decided by it any more.</p>\n` : ''}${clausesHtml(policy.clauses)}
</main>
</div>
<footer>
${policy.contact === null ? '' : `<p>Questions? ${contactHtml(policy.contact)}</p>\n`}<p>Version ${version.version}</p>
</footer>
</div>
</body>
</html>
`
}

/** An address to write to or to open is a link; anything else is text. */
function contactHtml(contact: string): string {
  const shown = escapeHtml(contact)
  if (/^[^\s@:/?#]+@[^\s@:/?#]+$/u.test(contact)) return `<a href="mailto:${shown}">${shown}</a>`
  return /^https:\/\/\S+$/u.test(contact) ? `<a href="${shown}">${shown}</a>` : shown
}
