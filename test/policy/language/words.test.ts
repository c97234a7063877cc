import { describe, expect, it } from '@jest/globals'
import { policyPage } from '../../../src/policy/page/policy-page.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { policyText, ruleThen, withFacts } from '../parse/policy-text.ts'
import { openSample, refundRules } from './open-sample.ts'

type Changes = Parameters<typeof policyText>[0]

const spaces = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ')

/** What a decision by one rule says, of an order of 10.00 EUR. */
async function told(message: string, changes: Changes = {}, order: object = {}, facts: object = {}): Promise<string> {
  const then = `then: { outcome: approve, refund: order.charge, message: ${JSON.stringify(message)} }`
  const { ask } = await openSample({ ...refundRules(then), ...changes })
  return spaces((await ask({ order, ...facts })).message)
}

describe('values in messages', () => {
  it.each([
    ['{refund} back', {}, '€10.00 back'],
    ['{refund} {currency} back', {}, '10.00 EUR back'],
    ['EUR {refund}, {refund} EUR, {refund} €, €{refund}', {}, 'EUR 10.00, 10.00 EUR, 10.00 €, €10.00'],
    ['{order.charge} of {order.charge} EUR', {}, '€10.00 of 10.00 EUR'],
    ['{order.remains} left', { remains: 12345 }, '12345 left'],
    ['{order.remains} left', {}, 'unknown left'],
    ['{flag}', {}, 'no'],
    ['{{refund}} {order.day}', { day: '2026-12-31' }, '{refund} 2026-12-31'],
  ])('%s', async (message, order, expected) => {
    expect(await told(message, {}, order)).toBe(expected)
  })

  it('times are those of the policy, and fractions are written to the hundredth', async () => {
    const more = 'time_zone: America/New_York\n'
    expect(await told('{order.at}', { more }, { at: '2027-01-01T01:00:00Z' })).toBe('2026-12-31 20:00')
    expect(await told('{third}', { derived: 'derived: { third: 100 / 3 }\n' })).toBe('33.33')
    expect(await told('{third}', { derived: 'derived: { third: 1 / 3000 }\n' })).toBe('0.00033')
  })

  it('numbers, money, days and times are written as the language of the policy writes them', async () => {
    const changes = { more: 'language: de\ntime_zone: Europe/Berlin\n', derived: 'derived: { third: 100 / 3 }\n' }
    const order = { at: '2026-12-31T19:30:00Z', day: '2026-12-31' }
    expect(await told('{refund}; {third}; {order.at}; {order.day}; {flag}; {order.remains}', changes, order)).toBe(
      '10,00 €; 33,33; 31.12.2026, 20:30; 31.12.2026; nein; unbekannt',
    )
  })

  it.each([
    ['{order.remains, plural, one {# piece} other {# pieces}}', { remains: 1 }, '1 piece'],
    ['{order.remains, plural, =0 {none} one {# piece} other {# pieces}} left', { remains: 7 }, '7 pieces left'],
    ['{order.remains, plural, one {# piece} other {# pieces}}', {}, 'unknown pieces'],
    ['{order.status, select, open {<b>{order.remains}</b> open} other {closed}}', { remains: 3 }, '<b>3</b> open'],
    ['{flag, select, true {yes} other {it costs {refund}}}', {}, 'it costs €10.00'],
    ['{order.remains, number}', { remains: 12345 }, '12,345'],
    ['{order.charge, number, ::currency/EUR}', { charge: '12345678901234567890.12' }, '€12,345,678,901,234,567,890.12'],
    ['{order.at, date, long} {order.at, time, short}', { at: '2026-12-31T20:00:00Z' }, 'December 31, 2026 8:00 PM'],
    ['{order.day, date, medium}', { day: '2026-12-31' }, 'Dec 31, 2026'],
    ['{order.at, date, short}', {}, 'unknown'],
    ['{order.day, select, unknown {Soon.} other {By {order.day}.}}', { day: '2026-12-31' }, 'By 2026-12-31.'],
    ['{order.day, select, unknown {Soon.} other {By {order.day}.}}', {}, 'Soon.'],
    ['{order.at, select, unknown {Soon.} other {By {order.at}.}}', {}, 'Soon.'],
  ])('ICU MessageFormat: %s', async (message, order, expected) => {
    expect(await told(message, {}, order)).toBe(expected)
  })
})

describe('constants', () => {
  const constants = `constants:
  days: { type: integer, value: 14, unit: days, description: How long it may be returned. }
  small: { value: "2.50", unit: EUR }
  most: 8 EUR
  share: { value: 50, unit: percent }
  soon: 2 days
  status: closed
`
  const all: Changes = {
    ...withFacts('  age: { type: decimal, default: 0 }\n'),
    more: `${constants.replace('  most: 8 EUR\n', '  most: { value: 8, unit: EUR }\n')}limits: { decision: { EUR: most } }\nreview: { target: soon, due: soon }\n`,
    tables: 'tables: { kept: [{ at_least: days, value: share }, { otherwise: 0 }] }\n',
    derived: 'derived: { back: "max(percent(order.charge, tier(age, kept)), small)" }\n',
    clauses:
      'clauses: [{ id: 1, title: "Within {days}", informational: true, text: "Up to {limits.decision.EUR}, {share}; at least {small}. {review.due} at most. {days, plural, one {# day} other {# days!}}\\n\\n{table kept}" }]\n',
    ...refundRules(
      'when: { fact: order.status, operator: equal, value: closed }, then: { outcome: deny, message: "{days} {share}" }',
      'when: { fact: age, operator: greaterThan, value: soon }, then: { outcome: approve, refund: back, message: "{days}; {days} days; {share} percent; {small}; {review.due}" }',
    ),
    default: 'default: { outcome: approve, refund: order.charge, message: "all" }\n',
  }

  it('stand in formulas, tables, conditions, limits, review times and texts, with their unit where the text names none', async () => {
    const { ask, policies } = await openSample(all)
    expect(await ask({ order: { status: 'closed' } })).toMatchObject({ message: '14 days 50 percent' })
    expect(await ask({ order: { id: 'o-2' }, age: 3 })).toMatchObject({
      refund: { amount: '2.50' },
      message: '14 days; 14 days; 50 percent; €2.50; 2 days',
    })
    expect(await ask({ order: { id: 'o-3' }, age: 14 })).toMatchObject({ refund: { amount: '5.00' } })
    expect(await ask({ order: { id: 'o-4' } })).toMatchObject({ outcome: 'review', reason_code: 'over_limit' })
    const active = await policies.active('sample')
    expect(active.policy.review).toMatchObject({ targetMilliseconds: 172_800_000 })
    const page = policyPage({ ...active, until: null, before: null }, 'en', { base: '', asked: null })
    expect(page).toContain('Within 14 days</h2>')
    expect(page).toContain('<p>Up to €8.00, 50 percent; at least €2.50. 2 days at most. 14 days!</p>')
    expect(page).toContain('<tr><th scope="row">at least 14</th><td>50</td></tr>')
  })
})

describe('texts in several languages', () => {
  const changes: Changes = {
    head: 'name: sample\ntitle: { en: Sample, de: Muster }\nlanguages: [en, de]\nrefund_methods: [balance]\n',
    ...withFacts('  account.language: { type: string, optional: true }\n'),
    subject:
      'subject: { order: order.id, account: account.id, charge: order.charge, currency: order.currency, language: account.language }\n',
    clauses: 'clauses: [{ id: 1, title: { en: Rule, de: Regel }, informational: true }]\n',
    ...refundRules('clause: 1, when: { fact: flag, operator: equal, value: true }, then: { outcome: deny }'),
    default: 'default: { outcome: deny, message: { en: "No, {order.status}.", de: "Nein, {order.status}." } }\n',
    more: 'labels: { open: { en: open, de: offen } }\n',
  }

  it('are chosen by the request, else by the account, else the first', async () => {
    const { ask, decisions } = await openSample(changes)
    expect((await ask()).message).toBe('No, open.')
    const order = { id: 'o-1', charge: '1', currency: 'EUR', status: 'open' }
    const asked = async (account: object, language: string | null) =>
      (await decisions.preview({ policy: 'sample', facts: { order, account }, language })).message
    expect(await asked({ id: 'a-1', language: 'de-AT' }, null)).toBe('Nein, offen.')
    expect(await asked({ id: 'a-1', language: 'de' }, 'en')).toBe('No, open.')
    expect(await asked({ id: 'a-1', language: 'fr' }, null)).toBe('No, open.')
  })

  it('hold for titles of clauses and for what the service says by itself', async () => {
    const { decisions, setPaused } = await openSample({
      ...changes,
      default: 'default: { outcome: approve, refund: order.charge, message: { en: Yes, de: Ja } }\n',
    })
    const facts = (flag: boolean) => ({
      order: { id: 'o-1', charge: '1', currency: 'EUR', status: 'open' },
      account: { id: 'a-1' },
      flag,
    })
    expect(await decisions.preview({ policy: 'sample', facts: facts(true), language: 'de' })).toMatchObject({
      message: 'Regel (1)',
      clause: { id: '1', title: 'Regel' },
    })
    setPaused(true)
    expect(await decisions.preview({ policy: 'sample', facts: facts(false), language: 'de' })).toMatchObject({
      message: 'Automatische Erstattungen ruhen zurzeit. Jemand von uns sieht sich diese hier an.',
    })
  })
})

describe('faults of texts and constants', () => {
  const clause = (text: string, more = ''): Changes => ({
    clauses: `clauses: [{ id: 1, title: Rule, informational: true, text: ${JSON.stringify(text)} }]\n`,
    more,
  })
  it.each<[string, Changes, string]>([
    ['an unknown placeholder in a clause', clause('We keep {fee_percent}.'), 'unknown_placeholder 15:69'],
    ['a fact in a clause', clause('{order.charge}'), 'placeholder_without_value 15:61'],
    ['a refund in a denial', ruleThen('{ outcome: deny, message: "No {refund}" }'), 'placeholder_without_value 19:41'],
    ['an unknown table', clause('{table nothing}'), 'unknown_table 15:61'],
    [
      'a table in a message',
      { ...ruleThen('{ outcome: deny, message: "{table t}" }'), tables: 'tables: { t: { a: 1 } }\n' },
      'table_not_here 20:38',
    ],
    [
      'a plural without other',
      ruleThen('{ outcome: deny, message: "{order.remains, plural, one {x}}" }'),
      'message_format 19:69',
    ],
    [
      'an unknown form',
      ruleThen('{ outcome: deny, message: "{order.remains, plurals, other {x}}" }'),
      'message_format 19:52',
    ],
    [
      'a plural over text',
      ruleThen('{ outcome: deny, message: "{order.status, plural, other {x}}" }'),
      'message_format 19:38',
    ],
    [
      'a name within a message',
      ruleThen('{ outcome: deny, message: "{order.remains, plural, other {{gone}}}" }'),
      'unknown_placeholder 19:69',
    ],
    [
      'a missing language',
      {
        head: 'name: sample\ntitle: Sample\nlanguages: [en, de]\nrefund_methods: [b]\n',
        clauses: 'clauses: [{ id: 1, title: { en: A, de: B }, informational: true }]\n',
        default: 'default: { outcome: deny, reason: no, message: { en: A, de: B } }\n',
      },
      'missing_language 2:8',
    ],
    [
      'a language that is not declared',
      { clauses: 'clauses: [{ id: 1, title: { en: A, fr: B }, informational: true }]\n' },
      'unknown_language 15:36',
    ],
    ['a constant named as a fact', { more: 'constants: { order.remains: 1 }\n' }, 'duplicate_name 18:14'],
    ['a constant of another type', { more: 'constants: { a: { type: integer, value: 1.5 } }\n' }, 'wrong_value 18:41'],
    ['a duration that is none', { more: 'constants: { a: 5 }\nreview: { due: a }\n' }, 'wrong_duration 19:16'],
    [
      'a limit in another currency',
      { more: 'constants: { a: { value: 5, unit: USD } }\nlimits: { decision: { EUR: a } }\n' },
      'wrong_value 19:28',
    ],
  ])('%s', (_, changes, expected) => {
    const { policy, diagnostics } = parsePolicy(policyText(changes))
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([expected])
    expect(policy).toBeNull()
  })
})
