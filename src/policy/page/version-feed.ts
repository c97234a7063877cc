import { versionUrl } from '../../ids/clause-url.ts'
import { serviceWords } from '../wording/service-words.ts'
import { changesHtml } from './changes-html.ts'
import { fixedText } from './clauses-html.ts'
import { escapeHtml } from './escape-html.ts'
import type { PublishedText } from './published-text.ts'
import { type Site, siteHref } from './site.ts'
import type { VersionHistory } from './versions-page.ts'

/**
 * The newest versions of a policy as an Atom feed (RFC 4287), each entry with what it changed. The ids are the same for
 * good, wherever the service stands. Every text of the policy is escaped, twice where it is HTML within XML.
 */
export function versionFeed(history: VersionHistory, language: string, site: Site): string {
  const [newest] = history.texts
  const { name, published_at } = newest.version
  const title = fixedText(newest.policy.title, { policy: newest.policy, language })
  const page = escapeHtml(siteHref(site, `/policy/${name}`))
  const self = escapeHtml(siteHref(site, `/policy/${name}/feed.atom`))
  const entries = history.texts.map((text, index) =>
    entryXml(text, history.texts[index + 1] ?? history.below, { language, site }),
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeHtml(language)}">
<id>urn:refund-policy:${escapeHtml(name)}</id>
<title>${escapeHtml(title)}</title>
<updated>${escapeHtml(published_at)}</updated>
<author><name>${escapeHtml(title)}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${page}"/>
${entries.join('\n')}
</feed>
`
}

function entryXml(
  text: PublishedText,
  before: PublishedText | null,
  writing: { readonly language: string; readonly site: Site },
): string {
  const { language, site } = writing
  const { version, policy } = text
  const title = fixedText(policy.title, { policy, language })
  return `<entry>
<id>urn:refund-policy:${escapeHtml(version.name)}:${version.version}</id>
<title>${escapeHtml(`${title}: ${serviceWords(language).page.version} ${version.version}`)}</title>
<published>${escapeHtml(version.published_at)}</published>
<updated>${escapeHtml(version.published_at)}</updated>
<link rel="alternate" type="text/html" href="${escapeHtml(siteHref(site, versionUrl(version)))}"/>
<content type="html">${escapeHtml(changesHtml(text, before, writing))}</content>
</entry>`
}
