import { versionUrl } from '../../ids/clause-url.ts'
import { parseInstant } from '../../time/instant.ts'
import { serviceWords } from '../wording/service-words.ts'
import { instantText, longDayText } from '../wording/time-text.ts'
import { workingDaysText } from '../wording/working-days-text.ts'
import { changesHtml } from './changes-html.ts'
import { clausesHtml, contentsHtml, fixedText, type PageStyle } from './clauses-html.ts'
import { dayHtml } from './day-html.ts'
import { escapeHtml } from './escape-html.ts'
import { languagesHtml, pageFrame } from './page-frame.ts'
import type { PublishedText } from './published-text.ts'
import { returnPolicyData } from './return-policy-data.ts'
import { type Site, siteHref } from './site.ts'
import { textHtml } from './text-html.ts'

/** A version, and its place among the others. */
export interface ShownPolicy extends PublishedText {
  /** When the next version took its place, UTC ISO 8601; null for the newest. */
  readonly until: string | null
  /** The version before; null for the first, and where the page does not say what changed. */
  readonly before: PublishedText | null
}

/**
 * The public text of a version as a complete HTML document without scripts: clauses with their
 * numbers, contact, version, its fingerprint and the UTC day of publishing, in one of the policy's languages. A text
 * that is not in force any more says so above all else. Every text of the policy is escaped.
 */
export function policyPage(shown: ShownPolicy, language: string, site: Site): string {
  const { policy, version } = shown
  const style: PageStyle = { policy, language }
  const words = serviceWords(language).page
  return pageFrame({
    title: fixedText(policy.title, style),
    language,
    head: headHtml(shown, language, site),
    header: [
      `<p class="meta">${words.updated} ${dayHtml(version.published_at, language)} · ${words.version} ${version.version} · <a href="${versionsHref(shown, site)}">${words.versions}</a></p>`,
      ...languagesHtml(policy.languages, language),
      ...standingHtml(shown, language, site),
    ],
    aside: `<nav class="contents" aria-labelledby="contents">\n<p id="contents">${words.contents}</p>\n${contentsHtml(style)}\n</nav>`,
    main: [clausesHtml(policy.clauses, style), ...workingDaysOf(style), ...changesOf(shown, language, site)],
    footer: [
      ...(policy.contact === null ? [] : [`<p>${words.questions} ${contactHtml(policy.contact)}</p>`]),
      `<p><a href="${escapeHtml(siteHref(site, versionUrl(version)))}">${words.version} ${version.version}</a></p>`,
      `<p class="digest">${words.fingerprint}: <code>${version.sha256}</code></p>`,
    ],
  })
}

function headHtml({ policy, version, until, before }: ShownPolicy, language: string, site: Site): readonly string[] {
  const isNewest = until === null && before === null
  const newest = `/policy/${version.name}`
  const own = isNewest ? newest : versionUrl(version)
  const alternate = (tag: string): string =>
    `<link rel="alternate" hreflang="${escapeHtml(tag)}" href="${escapeHtml(siteHref({ ...site, asked: tag }, own))}">`
  const feed = escapeHtml(siteHref(site, `${newest}/feed.atom`))
  return [
    // Search engines find the text that is in force, not each one that was.
    ...(isNewest ? [] : ['<meta name="robots" content="noindex">']),
    `<link rel="canonical" href="${escapeHtml(siteHref(site, own))}">`,
    ...(policy.languages.length === 1 ? [] : policy.languages.map(alternate)),
    `<link rel="alternate" type="application/atom+xml" href="${feed}">`,
    `<script type="application/ld+json">${returnPolicyData({ policy, version, until }, language, site)}</script>`,
  ]
}

function versionsHref({ version }: PublishedText, site: Site): string {
  return escapeHtml(siteHref(site, `/policy/${version.name}/versions`))
}

/** What a reader has to know before anything else: that nothing is decided by this text, or nothing any more. */
function standingHtml(shown: ShownPolicy, language: string, site: Site): readonly string[] {
  const { version, until } = shown
  const words = serviceWords(language).page
  const newest = escapeHtml(siteHref(site, `/policy/${version.name}`))
  const earlier =
    until === null
      ? []
      : [
          `${escapeHtml(earlierText(version.published_at, until, language))} <a href="${newest}">${words.read_newest}</a>`,
        ]
  const retired = words.retired_since.replace('{day}', dayText(version.published_at, language))
  return [...earlier, ...(version.retired === true ? [escapeHtml(retired)] : [])].map(
    (note) => `<p class="standing" role="note">${note}</p>`,
  )
}

function earlierText(from: string, until: string, language: string): string {
  const isOneDay = from.slice(0, 10) === until.slice(0, 10)
  const moment = (instant: string): string =>
    isOneDay ? `${instantText(parseInstant(instant), language, 'UTC')} UTC` : dayText(instant, language)
  const { earlier } = serviceWords(language).page
  return earlier.replace('{from}', moment(from)).replace('{until}', moment(until))
}

/** Which days the clauses mean by working days, where the policy counts any. */
function workingDaysOf({ policy, language }: PageStyle): readonly string[] {
  if (policy.workingDays === null) return []
  return [
    '<section id="working-days" aria-labelledby="working-days-title">',
    `<h2 id="working-days-title">${serviceWords(language).working_days.title}</h2>`,
    textHtml(workingDaysText(policy.workingDays, language)),
    '</section>',
  ]
}

function changesOf(shown: ShownPolicy, language: string, site: Site): readonly string[] {
  const { before } = shown
  if (before === null) return []
  const words = serviceWords(language).page
  return [
    '<section id="changes" aria-labelledby="changes-title">',
    `<h2 id="changes-title">${words.changed}</h2>`,
    `<p class="meta">${words.compared.replace('{n}', String(before.version.version))}</p>`,
    changesHtml(shown, before, { language, site }),
    '</section>',
  ]
}

function dayText(instant: string, language: string): string {
  return longDayText(parseInstant(instant), language)
}

/** An address to write to or to open is a link; anything else is text. */
function contactHtml(contact: string): string {
  const shown = escapeHtml(contact)
  if (/^[^\s@:/?#]+@[^\s@:/?#]+$/u.test(contact)) return `<a href="mailto:${shown}">${shown}</a>`
  return /^https:\/\/\S+$/u.test(contact) ? `<a href="${shown}">${shown}</a>` : shown
}
