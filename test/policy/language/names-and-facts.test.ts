import { describe, expect, it } from '@jest/globals'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { noEffect, sampleSaid } from '../../journal/sample-said.ts'
import { policyText, withFacts } from '../parse/policy-text.ts'
import { appendToOrder } from './append-to-order.ts'
import { openSample, refundRules } from './open-sample.ts'

describe('names', () => {
  it('conditions, tables, outcomes and functions have namespaces of their own: a fact may be called like any of them', async () => {
    const { ask } = await openSample({
      ...withFacts(
        ['tier', 'policy', 'shared', 'goodwill'].map((name) => `  ${name}: { type: integer, default: 2 }\n`).join(''),
      ),
      tables: 'tables: { shared: { rows: [{ up_to: 2, value: 3 }], otherwise: 0 } }\n',
      conditions: 'conditions: { shared: { fact: shared, operator: equal, value: 2 } }\n',
      ...refundRules(
        'when: { condition: shared }, then: { outcome: goodwill, refund: "tier(shared, shared) + tier + policy + goodwill" }',
      ),
      more: 'outcomes: { goodwill: approve }\n',
    })
    expect(await ask()).toMatchObject({ outcome: 'approve', label: 'goodwill', refund: { amount: '9.00' } })
  })

  it('facts are segments of letters, digits and underscore, capitals included', async () => {
    const { ask } = await openSample({
      ...withFacts('  Order2.STATUS_b: { type: integer, default: 0 }\n'),
      ...refundRules('then: { outcome: approve, refund: Order2.STATUS_b }'),
    })
    expect(await ask({ Order2: { STATUS_b: 7 } })).toMatchObject({ refund: { amount: '7.00' } })
  })
})

describe('facts', () => {
  it('personal: true marks what erasure must be able to remove', () => {
    const { policy } = parsePolicy(policyText(withFacts('  note: { type: string, optional: true, personal: true }\n')))
    expect(policy?.facts.get('note')?.personal).toBe(true)
    expect(policy?.facts.get('flag')?.personal).toBe(false)
  })

  it('from: order is frozen by the first value that is known: a request that knew none froze nothing', async () => {
    const { ask } = await openSample({
      ...withFacts('  order.fee: { type: decimal, from: order, default: 1 }\n'),
      ...refundRules('then: { outcome: deny, message: "{order.fee}" }'),
    })
    const fees = []
    for (const fee of [null, '2', '3', null]) fees.push((await ask({ order: { fee } })).message)
    expect(fees).toEqual(['1', '2', '2', '2'])
  })

  it('subject: the charge may be a formula over several order facts and the currency a quoted constant; paid is at most the charge', async () => {
    const { ask } = await openSample({
      ...withFacts('  order.fee: { type: decimal, from: order }\n'),
      subject: `subject: { order: order.id, account: account.id, charge: order.charge + order.fee, currency: '"USD"' }\n`,
      ...refundRules('then: { outcome: approve, refund: "1000" }'),
    })
    expect(await ask({ order: { fee: '2.345' } })).toMatchObject({ refund: { amount: '12.345', currency: 'USD' } })
  })

  it('subject: the time of purchase is optional, and a timestamp or a date', () => {
    const codes = (purchasedAt: string) =>
      parsePolicy(
        policyText({
          subject: `subject: { order: order.id, account: account.id, charge: order.charge, currency: EUR${purchasedAt} }\n`,
        }),
      )
        .diagnostics.filter(({ severity }) => severity === 'error')
        .map(({ code }) => code)
    expect(['', ', purchased_at: order.at', ', purchased_at: order.day'].map(codes)).toEqual([[], [], []])
    expect(codes(', purchased_at: order.status')).toEqual(['formula_type'])
  })
})

describe('from: history', () => {
  const asked = {
    all: 'integer, count: { entries: decisions }',
    claims: 'integer, count: { entries: claims }',
    denials: 'integer, count: { entries: denials }',
    approvals: 'integer, count: { entries: approvals, of: account }',
    day: 'integer, count: { entries: claims, within: 1 day }',
    order: 'integer, count: { entries: decisions, of: order }',
    kind: 'integer, count: { entries: decisions, where: { kind: deny } }',
    label: 'integer, count: { entries: decisions, where: { outcome: swapped } }',
    rule: 'integer, count: { entries: decisions, where: { rule: rule-1 } }',
    clause: 'integer, count: { entries: decisions, where: { clause: "2" } }',
    day_rule: 'integer, count: { entries: decisions, within: 1 day, where: { rule: rule-1 } }',
    earlier: 'integer, count: { entries: decisions, before: order.at }',
    paid: 'decimal, sum: { entries: credits }',
    paid_day: 'decimal, sum: { entries: credits, within: 1 day }',
    paid_order: 'decimal, sum: { entries: credits, of: order }',
    reviewed: 'boolean, exists: { entries: reviews }',
    disputed: 'boolean, exists: { entries: disputes }',
    swapped: 'boolean, exists: { entries: decisions, where: { outcome: swapped } }',
    credited: 'decimal, state: credited',
    standing: 'string, state: standing',
    open: 'integer, state: open_disputes',
  }
  const names = Object.keys(asked)
  const changes = {
    subject:
      'subject: { order: order.id, account: account.id, charge: order.charge, currency: order.currency, claim: claim }\n',
    ...withFacts(
      `  claim: { type: enum, values: [none, pay, swap, ask], default: none }\n${Object.entries(asked)
        .map(([name, question]) => `  history.${name}: { from: history, type: ${question} }\n`)
        .join('')}`,
    ),
    clauses: 'clauses: [{ id: 1, title: One }, { id: 2, title: Two }]\n',
    ...refundRules(
      'clause: "2", when: { fact: claim, operator: equal, value: pay }, then: { outcome: approve, refund: order.charge }',
      'clause: "1", when: { fact: claim, operator: equal, value: swap }, then: { outcome: swapped }',
      'clause: "1", when: { fact: claim, operator: equal, value: ask }, then: { outcome: review }',
    ),
    default: `default: { clause: "1", outcome: deny, message: "${names.map((name) => `${name} {history.${name}}`).join(', ')}" }\n`,
    more: 'outcomes: { swapped: deny }\n',
  }

  async function historyAfter(steps: readonly (readonly [claim: string, order: string, charge: string])[]) {
    const { ask, clock } = await openSample(changes)
    for (const [claim, id, charge] of steps) {
      if (claim === 'wait') clock.advance(25 * 3_600_000)
      else await ask({ order: { id, charge }, claim })
      clock.advance(60_000)
    }
    const { message } = await ask({ order: { id: 'o-1', at: '2026-03-01T12:01:30Z' } })
    return Object.fromEntries(message.split(', ').map((part) => part.split(' ')))
  }

  it('an account without entries has counts and sums of 0, nothing that exists, and stands well', async () => {
    const history = await historyAfter([])
    const { reviewed, disputed, swapped, standing, ...numbers } = history
    expect(new Set(Object.values(numbers))).toEqual(new Set(['0', '€0.00']))
    expect([reviewed, disputed, swapped, standing]).toEqual(['no', 'no', 'no', 'good'])
  })

  it('counts, sums and finds entries of the account or the order, with a window and a filter by kind, outcome, rule or clause', async () => {
    const history = await historyAfter([
      ['pay', 'o-1', '1.50'],
      ['swap', 'o-2', '2.00'],
      ['wait', '', ''],
      ['pay', 'o-3', '4.00'],
      ['ask', 'o-4', '8.00'],
      ['none', 'o-5', '16.00'],
    ])
    expect(history).toEqual({
      all: '5',
      claims: '4',
      denials: '1',
      approvals: '2',
      day: '2',
      order: '1',
      kind: '2',
      label: '1',
      rule: '2',
      clause: '2',
      day_rule: '1',
      earlier: '2',
      paid: '€5.50',
      paid_day: '€4.00',
      paid_order: '€1.50',
      reviewed: 'yes',
      disputed: 'no',
      swapped: 'yes',
      credited: '€1.50',
      standing: 'good',
      open: '0',
    })
  })

  it('tells the standing of the account, open disputes of account or order, and what was credited for the order', async () => {
    const questions = {
      standing: 'enum, values: [good, warned, suspended, terminated, banned], state: standing',
      open: 'integer, state: open_disputes',
      open_order: 'integer, state: { state: open_disputes, of: order }',
      disputes: 'integer, count: { entries: disputes }',
      credited: 'decimal, state: credited',
    }
    const sample = await openSample({
      ...withFacts(
        Object.entries(questions)
          .map(([name, question]) => `  history.${name}: { from: history, type: ${question} }\n`)
          .join(''),
      ),
      ...refundRules('when: { fact: flag, operator: equal, value: true }, then: { outcome: approve, refund: 4 }'),
      default: `default: { outcome: deny, message: "${Object.keys(questions)
        .map((name) => `{history.${name}}`)
        .join(' ')}" }\n`,
    })
    await sample.ask({ flag: true })
    const opened = { ...noEffect, open: 1, ruled: 'suspended' } as const
    const open = (key: string) =>
      appendToOrder(sample, 'o-1', sampleSaid('dispute_opened', { request: { key }, result: { effect: opened } }))
    const [dispute] = [await open('d-1'), await open('d-2')]
    const closing = { request: { dispute }, result: { outcome: 'won', effect: { ...noEffect, open: -1 } } } as const
    await appendToOrder(sample, 'o-1', sampleSaid('dispute_closed', closing))
    expect((await sample.ask()).message).toBe('suspended 1 1 2 €4.00')
    expect((await sample.ask({ order: { id: 'o-2' } })).message).toBe('suspended 1 0 2 €0.00')
  })

  it('a request that sends the claim with another value than its default is a claim, any other a status callback; a count of denials counts denied claims, not callbacks', async () => {
    const { claims, denials, kind, all } = await historyAfter([
      ['none', 'o-1', '1'],
      ['none', 'o-2', '1'],
      ['swap', 'o-3', '1'],
      ['none', 'o-3', '1'],
    ])
    expect({ claims, denials, kind, all }).toEqual({ claims: '1', denials: '1', kind: '4', all: '4' })
  })
})
