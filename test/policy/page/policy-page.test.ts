import { describe, expect, it } from '@jest/globals'
import type { Clause, Policy } from '../../../src/policy/model/policy.ts'
import { policyPage } from '../../../src/policy/page/policy-page.ts'
import type { Site } from '../../../src/policy/page/site.ts'
import type { PolicyVersion } from '../../../src/policy/versions/policy-version.ts'
import { createWorkingDays } from '../../../src/time/working-days.ts'
import { policyWithFacts, words } from '../facts/policy-with-facts.ts'

const version: PolicyVersion = {
  name: 'shop',
  version: 7,
  sha256: 'a'.repeat(64),
  text: '',
  author: 'system',
  reason: null,
  published_at: '2026-02-06T23:30:00.000Z',
}

const site: Site = { base: '', asked: null }

interface Written extends Partial<Omit<Clause, 'title' | 'text'>> {
  readonly title?: string
  readonly text?: string
}

function clause({ title = 'General', text = 'Text.', ...sparse }: Written): Clause {
  return { id: '1', title: words(title), text: words(text), informational: false, clauses: [], ...sparse }
}

function page(overrides: Partial<Policy>): string {
  return policyPage({ policy: policyWithFacts({}, overrides), version, until: null, before: null }, 'en', site)
}

function body(overrides: Partial<Policy>): string {
  return page(overrides).split('</head>')[1] ?? ''
}

describe('the public policy page', () => {
  it('is a complete document that says version and day of publishing in UTC', () => {
    const html = page({ title: words('Refund policy') })
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/u)
    expect(html).toContain('<title>Refund policy</title>')
    expect(html).toContain('<time datetime="2026-02-06">6 February 2026</time> · Version 7')
    expect(html.trimEnd()).toMatch(/<\/html>$/u)
  })

  it('shows the clauses in order, with their numbers, below each other', () => {
    const sub = clause({ id: '2.b', title: 'Partial', text: 'A part.' })
    const html = body({
      clauses: [clause({}), clause({ id: '2', title: 'Cases', clauses: [sub] }), clause({ id: 'disclaimer' })],
    })
    expect(html).toContain('<h2 id="clause-1-title"><span class="number">1</span> General</h2>\n<p>Text.</p>')
    expect(html).toContain('<h3 id="clause-2.b-title"><span class="number">2.b</span> Partial</h3>\n<p>A part.</p>')
    expect(html).toContain('<h2 id="clause-disclaimer-title">General</h2>')
    expect(html).toContain('<li><a href="#clause-2">Cases</a></li>')
    expect(html.indexOf('id="clause-1"')).toBeLessThan(html.indexOf('id="clause-2"'))
  })

  it('says which days are working days, and until when their holidays are known', () => {
    const workingDays = createWorkingDays({
      weekdays: [1, 2, 3, 4, 5],
      holidays: ['2026-01-01', '2026-12-25'],
      knownUntil: '2026-12-31',
    })
    expect(body({ workingDays })).toContain(
      '<p>Working days are Monday to Friday, except: 1 January 2026, 25 December 2026. This holds until 31 December 2026: where a later day counts, a person decides.</p>',
    )
    const german = {
      policy: policyWithFacts({}, { workingDays, languages: ['de'] }),
      version,
      until: null,
      before: null,
    }
    expect(policyPage(german, 'de', site)).toContain(
      '<h2 id="working-days-title">Arbeitstage</h2>\n<p>Arbeitstage sind Montag bis Freitag, außer: 1. Januar 2026, 25. Dezember 2026. Das gilt bis zum 31. Dezember 2026: Wo ein späterer Tag zählt, entscheidet ein Mensch.</p>',
    )
    const worked = (weekdays: readonly number[]): string =>
      body({ workingDays: createWorkingDays({ weekdays, holidays: [], knownUntil: null }) })
    expect(worked([1, 2, 3, 4, 7])).toContain('<p>Working days are Sunday to Thursday.</p>')
    expect(worked([1, 2, 3, 4, 5, 6, 7])).toContain('<p>Working days are Monday to Sunday.</p>')
    expect(worked([1, 3, 7])).toContain('<p>Working days are Monday, Wednesday, and Sunday.</p>')
    expect(body({})).not.toContain('Working days')
  })

  it('writes paragraphs and simple lists', () => {
    const text = 'First line\nof a paragraph.\n\nSecond:\n- one\n- two, which\n  goes on\n\nThird.'
    expect(body({ clauses: [clause({ text })] })).toContain(
      '<p>First line of a paragraph.</p>\n<p>Second:</p>\n<ul>\n<li>one</li>\n<li>two, which goes on</li>\n</ul>\n<p>Third.</p>',
    )
  })

  it('escapes everything that the policy says', () => {
    const evil = "\"><script>alert('1')</script>&"
    const html = page({
      title: words(evil),
      contact: evil,
      clauses: [
        clause({
          id: evil,
          title: evil,
          text: `${evil}\n- ${evil}`,
          clauses: [clause({ id: `${evil}2`, title: evil })],
        }),
      ],
    })
    expect(html.match(/<script/gu)).toEqual(['<script'])
    expect(html).not.toContain('"><script')
    expect(html).toContain(String.raw`"name":"\">\u003cscript>`)
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;')
  })

  it.each([
    ['support@panel.example', '<a href="mailto:support@panel.example">support@panel.example</a>'],
    [
      'https://panel.example/help?a=1&b',
      '<a href="https://panel.example/help?a=1&amp;b">https://panel.example/help?a=1&amp;b</a>',
    ],
    ['javascript:alert(1)', '<p>Questions? javascript:alert(1)</p>'],
    ['+49 30 1234', '<p>Questions? +49 30 1234</p>'],
  ])('links a contact that is an address: %s', (contact, expected) => {
    expect(body({ contact })).toContain(expected)
  })

  it('needs nothing from elsewhere', () => {
    const html = page({ clauses: [clause({})] })
    expect(html).not.toMatch(/<img|url\(|@import|src=|rel="(?:stylesheet|icon|preload)/u)
    expect(html.match(/<script[^>]*>/gu)).toEqual(['<script type="application/ld+json">'])
  })
})
