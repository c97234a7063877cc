import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { compareTexts } from '../../../src/policy/difference/compare-texts.ts'
import type { PolicyChange } from '../../../src/policy/difference/policy-change.ts'

const shipped = ['smm-panel', 'hosting', 'event-tickets'].map(
  (name) => [name, readFileSync(`rules/${name}/policy.yaml`, 'utf8')] as const,
)
const tickets = shipped[2]?.[1] ?? ''

/** The text with the change; the test is about a change, so there has to be one. */
function edited(text: string, from: string, to: string): string {
  expect(text).toContain(from)
  return text.replace(from, () => to)
}

function changesOf(from: string, to: string): readonly PolicyChange[] | null {
  const named = { base: { name: 'before', text: from }, mine: { name: 'after', text: to } }
  return compareTexts({ ...named, theirs: null }).mine.changes
}

describe('the difference of two policies', () => {
  it.each(shipped)('of %s with itself is none', (_name, text) => {
    expect(changesOf(text, text)).toEqual([])
  })

  it.each(shipped)('of %s with its own words spelled otherwise is none', (_name, text) => {
    const respelled = `# another comment\n${text.replaceAll('{ fact: event.status, operator: equal, value: moved }', "event.status == 'moved'")}`
    expect(changesOf(text, respelled)).toEqual([])
  })

  it('of working days tells each holiday that came or went', () => {
    const withDays = (section: string): string =>
      edited(tickets, 'refund_methods:', `working_days: ${section}\nrefund_methods:`)
    const messagesOf = (from: string, to: string) => changesOf(from, to)?.map(({ message }) => message)
    const [former, latter] = [
      withDays('{ holidays: [2026-12-25, 2026-12-26], known_until: 2026-12-31 }'),
      withDays('{ weekdays: [monday, tuesday], holidays: [2026-12-25, 2027-01-01], known_until: 2027-12-31 }'),
    ]
    expect(messagesOf(former, latter)).toEqual([
      'setting "working_days": weekdays was monday, tuesday, wednesday, thursday, friday, is monday, tuesday',
      'setting "working_days": holiday 2026-12-26 was a holiday, is not there any more',
      'setting "working_days": known_until was 2026-12-31, is 2027-12-31',
      'setting "working_days": holiday 2027-01-01 was not there, is a holiday',
    ])
    expect(messagesOf(tickets, withDays('{}'))).toEqual([
      'setting "working_days": weekdays was not there, is monday, tuesday, wednesday, thursday, friday',
    ])
  })

  it.each([
    [
      'a condition',
      ['{ fact: event.status, operator: equal, value: called_off }', "event.status in ['called_off', 'moved']"],
      [
        {
          kind: 'rule',
          name: 'called-off',
          change: 'changed',
          part: 'condition',
          from: 'event.status == "called_off"',
          to: 'event.status in ["called_off", "moved"]',
          message:
            'rule "called-off": condition was event.status == "called_off", is event.status in ["called_off", "moved"]',
        },
      ],
    ],
    [
      'the formula of an amount',
      ['booking.tickets_price + booking.service_fee)\n', 'booking.tickets_price)\n'],
      [
        {
          kind: 'rule',
          name: 'called-off',
          part: 'refund',
          from: 'if(known(ticket.number), ticket.price, booking.tickets_price + booking.service_fee)',
          to: 'if(known(ticket.number), ticket.price, booking.tickets_price)',
        },
      ],
    ],
    [
      'the text of a clause in one language',
      ['Findet eine Veranstaltung nicht statt, bekommen Sie', 'Fällt eine Veranstaltung aus, bekommen Sie'],
      [
        {
          kind: 'clause',
          name: '2',
          part: 'text (de)',
          to: 'Fällt eine Veranstaltung aus, bekommen Sie alles zurück.',
        },
      ],
    ],
    [
      'a constant, and nothing of what reads it',
      ['early_from: { value: 30, unit: days,', 'early_from: { value: 40, unit: days,'],
      [
        { kind: 'constant', name: 'early_from', part: null, from: '30 days', to: '40 days' },
        // The edge of a table is a value, wherever it comes from.
        { kind: 'table', name: 'period', part: 'row >= 40' },
        { kind: 'table', name: 'period', part: 'order' },
        { kind: 'table', name: 'period', part: 'row >= 30' },
      ],
    ],
    [
      'a fact that is now required',
      ['ticket.price: { type: decimal, optional: true,', 'ticket.price: { type: decimal,'],
      [{ kind: 'fact', name: 'ticket.price', part: 'presence', from: 'optional', to: 'required' }],
    ],
    [
      'a cell of a table',
      ['late: 25, too_late: 0', 'late: 20, too_late: 0'],
      [{ kind: 'table', name: 'share', part: 'row ["standard","late"]', from: '25', to: '20' }],
    ],
  ] as const)('tells %s', (_name, [from, to], expected) => {
    const found = changesOf(tickets, edited(tickets, from, to))
    expect(found).toHaveLength(expected.length)
    expect(found).toEqual(expect.arrayContaining(expected.map((change) => expect.objectContaining(change))))
  })

  const shop = (rules: readonly string[]): string => `name: shop
title: Shop
refund_methods: [credit]
subject: { order: order.id, account: account.id, charge: order.charge, currency: EUR }
facts:
  order.id: { type: string }
  account.id: { type: string }
  order.charge: { type: decimal, from: order }
clauses: [{ id: "1", title: All, text: Some is refunded. }]
refunds:
${rules.map((id) => `  - { id: ${id}, clause: "1", when: order.charge > 1, then: { outcome: deny } }`).join('\n')}
default: { clause: "1", outcome: deny }
`

  it('tells rules that were added, removed and moved, the fewest that explain the order', () => {
    const found = changesOf(shop(['a', 'b', 'c', 'd', 'e']), shop(['b', 'c', 'x', 'a', 'e']))
    expect(found?.map(({ name, change, from, to }) => [name, change, from, to])).toEqual([
      ['x', 'added', null, expect.stringMatching(/^condition: order\.charge > 1; /u)],
      ['a', 'moved', 'first', 'after x'],
      ['d', 'removed', expect.stringMatching(/^condition: /u), null],
    ])
  })

  it('is told line by line, too, also of a text with errors', () => {
    const broken = edited(tickets, 'outcome: approve', 'outcome: perhaps')
    const { mine } = compareTexts({
      base: { name: 'tickets@1', text: tickets },
      mine: { name: 'draft', text: broken },
      theirs: null,
    })
    expect(mine.changes).toBeNull()
    expect(mine.unified).toMatch(/^--- tickets@1\n\+\+\+ draft\n@@ .*@@\n(?: .*\n)+-.*approve\n\+.*perhaps\n/u)
  })

  it('joins what two made of one text, and marks the lines that both changed', () => {
    const base = { name: 'base', text: tickets }
    const mine = { name: 'mine', text: edited(tickets, 'value: 14, unit', 'value: 15, unit') }
    const other = { name: 'theirs', text: edited(tickets, 'value: 7, unit', 'value: 8, unit') }
    const rival = { name: 'theirs', text: edited(tickets, 'value: 14, unit', 'value: 16, unit') }
    const far = edited(other.text, 'late: 25', 'late: 20')
    expect(
      compareTexts({ base, mine, theirs: { ...other, text: edited(tickets, 'late: 25', 'late: 20') } }),
    ).toMatchObject({
      merged: { has_conflicts: false, text: edited(mine.text, 'late: 25', 'late: 20') },
      theirs: { changes: [{ kind: 'table' }] },
    })
    expect(far).not.toBe(tickets)
    const { merged } = compareTexts({ base, mine, theirs: rival })
    expect(merged?.has_conflicts).toBe(true)
    expect(merged?.text).toMatch(/<<<<<<< mine\n.*15.*\n=======\n.*16.*\n>>>>>>> theirs\n/u)
  })
})
