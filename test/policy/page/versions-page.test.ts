import { describe, expect, it } from '@jest/globals'
import type { Clause, Policy } from '../../../src/policy/model/policy.ts'
import { changesHtml } from '../../../src/policy/page/changes-html.ts'
import { policyPage } from '../../../src/policy/page/policy-page.ts'
import type { PublishedText } from '../../../src/policy/page/published-text.ts'
import { versionFeed } from '../../../src/policy/page/version-feed.ts'
import { versionsPage } from '../../../src/policy/page/versions-page.ts'
import type { PolicyVersion } from '../../../src/policy/versions/policy-version.ts'
import { createWorkingDays } from '../../../src/time/working-days.ts'
import { policyWithFacts, words } from '../facts/policy-with-facts.ts'

const site = { base: '', asked: null }

function text(version: number, overrides: Partial<Policy> = {}, more: Partial<PolicyVersion> = {}): PublishedText {
  return {
    policy: policyWithFacts({}, overrides),
    version: {
      name: 'shop',
      version,
      sha256: 'a'.repeat(64),
      text: '',
      author: 'somebody',
      reason: 'a reason of ours',
      published_at: `2026-02-0${version}T12:00:00.000Z`,
      ...more,
    },
  }
}

const clause = (id: string, title: string, body = '', clauses: readonly Clause[] = []): Clause => ({
  id,
  title: words(title),
  text: words(body),
  informational: false,
  clauses,
})

function changes(before: Partial<Policy>, after: Partial<Policy>): string {
  const html = changesHtml(text(2, after), text(1, before), { language: 'en', site })
  return html.replaceAll(/<span class="heard">[^<]*<\/span>/gu, '')
}

const returns = clause('1', 'Returns', 'Within 30 days.')
const fees = clause('2', 'Fees', 'We keep nothing.')

describe('what changed between two versions', () => {
  it('shows the words that came and went, with a link to the clause as it is now', () => {
    const html = changes({ clauses: [returns] }, { clauses: [clause('1', 'Returns', 'Within 14 days.')] })
    expect(html).toContain(
      '<span class="tag reworded">Reworded</span> <a href="/policy/shop/versions/2#clause-1">1 Returns</a>',
    )
    expect(html).toContain('Within <del>30</del><ins>14</ins> days.')
  })

  it('a clause that is new, and one that is gone, which is linked in the version that had it', () => {
    const html = changes({ clauses: [returns] }, { clauses: [fees] })
    expect(html).toContain(
      'New</span> <a href="/policy/shop/versions/2#clause-2">2 Fees</a></p><p class="words">We keep',
    )
    expect(html).toContain('Removed</span> <a href="/policy/shop/versions/1#clause-1">1 Returns</a>')
  })

  it('one put in between renumbers those behind it and does not reword them', () => {
    const html = changes(
      { clauses: [returns, fees] },
      {
        clauses: [
          clause('1', 'In general', 'Hello.'),
          clause('2', 'Returns', 'Within 30 days.'),
          clause('3', 'Fees', 'We keep nothing.'),
        ],
      },
    )
    expect(html.match(/class="tag [a-z]+"/gu)).toEqual([
      'class="tag added"',
      'class="tag renumbered"',
      'class="tag renumbered"',
    ])
    expect(html).toContain('2 Returns</a> <span class="was">(was 1)</span>')
  })

  it('another title is a rewording of the clause, below another clause too', () => {
    const html = changes(
      { clauses: [clause('1', 'All', '', [clause('1.a', 'Late')])] },
      { clauses: [clause('1', 'All', '', [clause('1.a', 'Too late')])] },
    )
    expect(html.match(/<li>/gu)).toHaveLength(1)
    expect(html).toContain('<del>Late</del><ins>Too late</ins>')
  })

  it('limits, times and contact that are otherwise, new, or gone', () => {
    const limit = (amount: string) => ({ per: 'decision', currency: 'EUR', amount }) as const
    const review = policyWithFacts({}).review
    const html = changes(
      { limits: [limit('500'), { ...limit('9'), per: 'day' }], contact: 'a@shop.example' },
      { limits: [limit('800')], review: { ...review, dueMilliseconds: 7 * 86_400_000 }, timeZone: 'Europe/Berlin' },
    )
    expect(html).toContain(
      'Largest refund without a check by a person (EUR)</p><p class="words"><del>€500.00</del> <ins>€800.00</ins>',
    )
    expect(html).toContain(
      'Time in which a person has to answer</p><p class="words"><del>3 days</del> <ins>1 week</ins>',
    )
    expect(html).toContain('Removed</span> Contact</p><p class="words"><del>a@shop.example</del></p>')
    expect(html).toContain('Removed</span> Most that is refunded in a day without a check by a person (EUR)')
    expect(html).toContain('<del>UTC</del> <ins>Europe/Berlin</ins>')
  })

  it('working days that are otherwise', () => {
    const until = (knownUntil: string): Partial<Policy> => ({
      workingDays: createWorkingDays({ weekdays: [1, 2, 3, 4, 5], holidays: ['2026-12-25'], knownUntil }),
    })
    const sentence = 'Working days are Monday to Friday, except: 25 December 2026. This holds until'
    expect(changes(until('2026-12-31'), until('2027-12-31'))).toContain(
      `Changed</span> Working days</p><p class="words"><del>${sentence} 31 December 2026`,
    )
    expect(changes({}, until('2027-12-31'))).toContain('New</span> Working days</p>')
  })

  it('a table in a clause is compared line by line', () => {
    const table = (value: string): Partial<Policy> => ({
      tables: new Map([
        [
          'fee',
          { kind: 'lookup', type: { kind: 'text' }, keys: 1, rows: new Map([['["card"]', value]]), otherwise: 'all' },
        ],
      ]),
      clauses: [{ ...fees, text: new Map([['en', ['Fees:', { kind: 'table', name: 'fee' }]]]) }],
    })
    expect(changes(table('some'), table('much'))).toContain('card: <del>some</del><ins>much</ins>')
  })

  it('nothing that customers read', () => {
    expect(changes({ clauses: [returns] }, { clauses: [returns] })).toBe(
      '<p>Nothing that you read here is different: neither words nor amounts.</p>',
    )
  })

  it('a retirement, its end, a first version and the first in a language', () => {
    const retired = text(2, {}, { retired: true })
    const inEnglish = { language: 'en', site }
    expect(changesHtml(retired, text(1), inEnglish)).toBe('<p>From then on no refund was decided by this policy.</p>')
    expect(changesHtml(text(3), retired, inEnglish)).toContain('<p>The policy came into force again.</p>')
    expect(changesHtml(text(1), null, inEnglish)).toBe('<p>The first version.</p>')
    expect(changesHtml(text(2, { languages: ['en', 'de'] }), text(1), { language: 'de', site })).toBe(
      '<p>Die erste Fassung, die es in dieser Sprache gibt.</p>',
    )
  })

  it('texts with little in common are shown one after the other, in time', () => {
    const long = (word: string) => [
      clause('1', 'Long', Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join(' ')),
    ]
    const html = changes({ clauses: long('a') }, { clauses: long('b') })
    expect(html.match(/<(?:del|ins)>/gu)).toEqual(['<del>', '<ins>'])
  })

  it('escapes what the policies say', () => {
    const evil = '"><script>alert(1)</script>'
    const html = changes(
      { clauses: [clause('1', evil, evil), clause(evil, 'Old')], contact: evil },
      { clauses: [clause('1', `${evil} x`, `${evil} x`), clause('2', evil, evil)] },
    )
    expect(html).not.toMatch(/<script|"">/u)
    expect(html).toContain('&lt;')
  })
})

describe('the page of a version', () => {
  const shown = { ...text(1), until: '2026-02-08T00:00:00.000Z', before: null }

  it('that is not in force any more says so first, and that nobody should find it by a search', () => {
    const html = policyPage(shown, 'en', site)
    expect(html).toContain(
      '<p class="standing" role="note">This is an earlier version. It was in force from 1 February 2026 until 8 February 2026. <a href="/policy/shop">',
    )
    expect(html.indexOf('role="note"')).toBeLessThan(html.indexOf('<main'))
    expect(html).toContain('<meta name="robots" content="noindex">')
    expect(html).not.toContain('MerchantReturnPolicy')
  })

  it('says at what time where it was in force for less than a day', () => {
    const html = policyPage({ ...shown, until: '2026-02-01T14:30:00.000Z' }, 'en', site)
    expect(html).toContain('from 2026-02-01 12:00 UTC until 2026-02-01 14:30 UTC')
  })

  it('of a retired policy says that nothing is decided by it', () => {
    const retired = text(3, {}, { retired: true })
    const html = policyPage({ ...retired, until: null, before: null }, 'de', site)
    expect(html).toContain('<p class="standing" role="note">Diese Regeln sind seit dem 3. Februar 2026 außer Kraft')
    expect(html).not.toContain('MerchantReturnPolicy')
  })

  it('says what changed with it where it is asked for', () => {
    const before = text(1, { clauses: [returns] })
    expect(policyPage({ ...text(2), until: null, before }, 'en', site)).toContain(
      '<p class="meta">Compared with version 1.</p>',
    )
  })

  it('has the fingerprint, and what search engines read', () => {
    const html = policyPage({ ...text(2), until: null, before: null }, 'en', {
      base: 'https://shop.example',
      asked: null,
    })
    expect(html).toContain(`<code>${'a'.repeat(64)}</code>`)
    const [, json = ''] = /<script type="application\/ld\+json">(.*)<\/script>/u.exec(html) ?? []
    expect(JSON.parse(json)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'WebPage',
      '@id': 'https://shop.example/policy/shop/versions/2',
      url: 'https://shop.example/policy/shop/versions/2',
      name: 'Shop',
      inLanguage: 'en',
      version: '2',
      datePublished: '2026-02-02T12:00:00.000Z',
      mainEntity: {
        '@type': 'MerchantReturnPolicy',
        name: 'Shop',
        merchantReturnLink: 'https://shop.example/policy/shop',
        returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted',
      },
    })
  })

  it('reads from right to left in the languages that do', () => {
    const html = policyPage({ ...text(1, { languages: ['he'] }), until: null, before: null }, 'he', site)
    expect(html).toContain('<html lang="he" dir="rtl">')
  })
})

describe('the list of versions', () => {
  const history = { texts: [text(3), text(2, { title: words('Old & new') })], below: text(1), isNewest: true } as const

  it('has them newest first, says which is in force, and where the older ones are', () => {
    const html = versionsPage(history, 'en', site)
    expect(html.match(/id="version-\d"/gu)).toEqual(['id="version-3"', 'id="version-2"'])
    expect(html.match(/<span class="tag">in force<\/span>/gu)).toHaveLength(1)
    expect(html).toContain('href="/policy/shop/versions?before=2" rel="next"')
    expect(html).not.toMatch(/somebody|a reason of ours/u)
  })

  it('goes on in the language that was asked for', () => {
    const html = versionsPage({ ...history, isNewest: false }, 'en', { base: '', asked: 'en' })
    expect(html).toContain('href="/policy/shop/versions?before=2&amp;language=en"')
    expect(html).toContain('<a href="/policy/shop/versions?language=en">Newest versions</a>')
    expect(html).not.toContain('in force')
  })

  it('is an Atom feed, too', () => {
    const xml = versionFeed(history, 'en', { base: 'https://shop.example', asked: null })
    expect(xml).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n<id>urn:refund-policy:shop</id>')
    expect(xml.match(/<id>urn:refund-policy:shop:\d<\/id>/gu)).toHaveLength(2)
    expect(xml).toContain('<title>Old &amp; new: Version 2</title>')
    expect(xml).toContain('<content type="html">&lt;ul class=&quot;changes&quot;&gt;')
    expect(xml).toContain('<link rel="alternate" type="text/html" href="https://shop.example/policy/shop/versions/3"/>')
    expect(xml).not.toMatch(/somebody|a reason of ours/u)
  })
})
