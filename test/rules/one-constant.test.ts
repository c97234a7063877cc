import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse, stringify } from 'yaml'
import { policyPage } from '../../src/policy/page/policy-page.ts'
import { openDecisions } from '../decisions/open-decisions.ts'

const hosting = readFileSync('rules/hosting/policy.yaml', 'utf8')
const tickets = readFileSync('rules/event-tickets/policy.yaml', 'utf8')

const plan = {
  contract: {
    number: 'c-1',
    kind: 'webspace',
    plan_fee: '119.88',
    domain_fee: '12.00',
    currency: 'EUR',
    domain: 'shop.example',
    term_months: 12,
    started_at: '2026-02-10T09:00:00Z',
    paid_by: 'paypal',
  },
  customer: { number: 'k-1' },
}

/** The policy without its own cases, which hold for its own numbers alone. */
function withoutCases(text: string): string {
  const policy = parse(text)
  for (const rule of [...policy.refunds, ...(policy.disputes ?? [])]) delete rule.cases
  delete policy.cases
  return stringify(policy)
}

/** What the text says on its page, in a decision and in money. */
async function said(text: string, facts: object) {
  const { ask, policies } = await openDecisions([withoutCases(text)])
  const active = await policies.active(/^name: *(\S+)/m.exec(text)?.[1] ?? '')
  const { refund, message, clause, rule } = await ask(facts)
  return {
    page: (language: string) =>
      policyPage({ ...active, until: null, before: null }, language, { base: '', asked: null }),
    refund,
    message,
    clause,
    rule,
  }
}

describe('changing one constant of a shipped policy', () => {
  it('changes what is kept: on the page in both languages, in the message, and in money', async () => {
    const before = await said(hosting, plan)
    expect(before.page('en')).toContain('we keep 5 percent of the plan fee')
    expect(before.page('de')).toContain('behalten wir 5 Prozent vom Preis')
    expect(before.message).toContain('€5.99 for the payment')
    expect(before.refund?.amount).toBe('113.89')
    const after = await said(hosting.replace('{ value: 5, unit: percent', '{ value: 10, unit: percent'), plan)
    expect(after.page('en')).toContain('we keep 10 percent of the plan fee')
    expect(after.page('de')).toContain('behalten wir 10 Prozent vom Preis')
    expect(after.message).toContain('€11.99 for the payment')
    expect(after.refund?.amount).toBe('107.89')
  })

  it('changes a time limit: in the title of the clause, on the page, and which rule decides', async () => {
    const before = await said(hosting, plan)
    expect(before).toMatchObject({ rule: 'money-back', clause: { title: 'Money back for 30 days' } })
    const after = await said(hosting.replace('{ value: 30, unit: days', '{ value: 14, unit: days'), plan)
    expect(after).toMatchObject({ rule: 'unused-time', clause: { title: 'After 14 days' } })
    expect(after.page('en')).toContain('within 14 days after it started')
    expect(after.page('de')).toContain('Nach 14 Tagen')
  })

  it('changes a review time: in the message of the rule and on the page', async () => {
    const server = { ...plan, contract: { ...plan.contract, kind: 'server', started_at: '2025-10-01T09:00:00Z' } }
    expect((await said(hosting, server)).message).toMatch(/answer within 5 days\.$/u)
    const longer = hosting.replace('answered_within: 5 days', 'answered_within: 7 days')
    expect((await said(longer, server)).message).toMatch(/answer within 7 days\.$/u)
  })

  it('changes an edge of a table: in the table that customers see, in the message, and in money', async () => {
    const facts = {
      booking: { id: 'b-1', category: 'flexible', tickets_price: '80.00', currency: 'EUR' },
      guest: { id: 'g-1', language: 'de' },
      event: { status: 'planned', starts_at: '2026-03-07T12:00:00Z' },
    }
    const before = await said(tickets, facts)
    expect(before.page('en')).toContain('<th scope="row">at least 7 days</th><td>late</td>')
    expect(before.message).toBe(
      'Tickets lassen sich zurückgeben, solange es noch 7 Tage bis zur Veranstaltung sind. Für diese ist es zu spät.',
    )
    const after = await said(tickets.replace('late_from: { value: 7', 'late_from: { value: 5'), facts)
    expect(after.page('de')).toContain('<th scope="row">mindestens 5 Tage</th><td>spät</td>')
    expect(after.refund?.amount).toBe('60.00')
    expect(after.message.replaceAll('\u00a0', ' ')).toBe('75 Prozent des Preises gehen an Sie zurück: 60,00 €.')
  })
})
