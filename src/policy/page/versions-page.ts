import { versionUrl } from '../../ids/clause-url.ts'
import { serviceWords } from '../wording/service-words.ts'
import { changesHtml } from './changes-html.ts'
import { fixedText } from './clauses-html.ts'
import { dayHtml } from './day-html.ts'
import { escapeHtml } from './escape-html.ts'
import { languagesHtml, pageFrame } from './page-frame.ts'
import type { PublishedText } from './published-text.ts'
import { type Site, siteHref } from './site.ts'

/** Some versions of one policy, newest first, and the one below them, which the last is compared with. */
export interface VersionHistory {
  readonly texts: readonly [PublishedText, ...PublishedText[]]
  /** Null where the last of them is the first version. */
  readonly below: PublishedText | null
  /** Whether they begin with the newest version that there is. */
  readonly isNewest: boolean
}

/** The versions of a policy for customers: when each came, and what it changed, in words. The complete HTML document. */
export function versionsPage(history: VersionHistory, language: string, site: Site): string {
  const [newest] = history.texts
  const { name } = newest.version
  const words = serviceWords(language).page
  const title = fixedText(newest.policy.title, { policy: newest.policy, language })
  const feed = escapeHtml(siteHref(site, `/policy/${name}/feed.atom`))
  const items = history.texts.map((text, index) => {
    const before = history.texts[index + 1] ?? history.below
    return versionHtml(text, before, { isNewest: history.isNewest && index === 0, language, site })
  })
  return pageFrame({
    title: words.versions_of.replace('{title}', () => title),
    language,
    head: [
      '<meta name="robots" content="noindex">',
      `<link rel="alternate" type="application/atom+xml" href="${feed}">`,
    ],
    header: [
      `<p class="meta"><a href="${escapeHtml(siteHref(site, `/policy/${name}`))}">${escapeHtml(title)}</a> · <a href="${feed}">${words.feed}</a></p>`,
      ...languagesHtml(newest.policy.languages, language),
    ],
    aside: null,
    main: [`<ol class="versions" reversed>\n${items.join('\n')}\n</ol>`],
    footer: olderHtml(history, language, site),
  })
}

interface Writing {
  readonly isNewest: boolean
  readonly language: string
  readonly site: Site
}

function versionHtml(text: PublishedText, before: PublishedText | null, writing: Writing): string {
  const { isNewest, language, site } = writing
  const { version } = text
  const words = serviceWords(language).page
  const id = `version-${version.version}`
  const state = version.retired === true ? words.retired : isNewest ? words.in_force : null
  const link = escapeHtml(siteHref(site, versionUrl(version)))
  return [
    `<li id="${id}"><article aria-labelledby="${id}-title">`,
    `<h2 id="${id}-title">${words.version} ${version.version}${state === null ? '' : ` <span class="tag">${state}</span>`}</h2>`,
    `<p class="meta">${words.published} ${dayHtml(version.published_at, language)}</p>`,
    changesHtml(text, before, { language, site }),
    `<p><a href="${link}">${words.read_version.replace('{n}', String(version.version))}</a></p>`,
    '</article></li>',
  ].join('\n')
}

function olderHtml({ texts, below, isNewest }: VersionHistory, language: string, site: Site): readonly string[] {
  const words = serviceWords(language).page
  const path = `/policy/${texts[0].version.name}/versions`
  const newer = isNewest ? [] : [`<a href="${escapeHtml(siteHref(site, path))}">${words.newer}</a>`]
  const older =
    below === null
      ? []
      : [
          `<a href="${escapeHtml(siteHref(site, path, { query: { before: String(below.version.version + 1) } }))}" rel="next">${words.older}</a>`,
        ]
  const links = [...newer, ...older]
  return links.length === 0 ? [] : [`<nav class="pages" aria-label="${words.versions}">${links.join(' ')}</nav>`]
}
