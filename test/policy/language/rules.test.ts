import { describe, expect, it } from '@jest/globals'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import { createReferenceEvaluator } from '../../../src/policy/evaluate/with-json-rules-engine.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { ruleThen } from '../../contract/evaluator-run.ts'
import { sampleRefund, sampleSaid } from '../../journal/sample-said.ts'
import { policyText } from '../parse/policy-text.ts'
import { appendToOrder } from './append-to-order.ts'
import { openSample, refundRules } from './open-sample.ts'

const approve = 'then: { outcome: approve, refund: order.charge }'

describe('then', () => {
  it.each(['approve', 'deny', 'review'])(
    'outcome may be a label that the policy declares as a kind of %s',
    async (kind) => {
      const { ask } = await openSample({
        ...refundRules(`then: { outcome: our_word${kind === 'approve' ? ', refund: 1' : ''} }`),
        more: `outcomes: { our_word: ${kind} }\n`,
      })
      expect(await ask()).toMatchObject({ outcome: kind, label: 'our_word', rule: 'rule-1' })
    },
  )

  it('a review may carry refund: proposed to the reviewer, not paid', async () => {
    const { ask, storage } = await openSample(refundRules('then: { outcome: review, refund: order.charge / 4 }'))
    expect(await ask()).toMatchObject({
      refund: null,
      review: { proposed: '2.50', currency: 'EUR', method: 'balance' },
    })
    expect((await storage.head('a-1'))?.state).toMatchObject({ balances: {}, counters: { credits: 0 } })
  })
})

describe.each([
  ['compiled', createCompiledEvaluator],
  ['reference', createReferenceEvaluator],
])('a formula over an open set of texts, in the %s evaluator', (_, create) => {
  const order = { charge: '10.00', currency: 'EUR' }

  it.each([
    ['method', 'voucher', { outcome: 'approve', refund: '1', method: 'text' }],
    ['level', 'manager', { outcome: 'review', review: { level: 'text' } }],
  ])('yields a declared %s, or the decision is a calculation_fault review', async (what, declared, then) => {
    const yielded = await ruleThen(create, then, { order, text: declared })
    expect(what === 'method' ? yielded.method : yielded.review?.level).toBe(declared)
    expect(await ruleThen(create, then, { order, text: 'cash' })).toMatchObject({
      kind: 'review',
      reason: 'calculation_fault',
      rule: null,
      review: { level: 'agent' },
    })
  })
})

describe('dispute rules', () => {
  const readsRemains = (when: string, derived: string) =>
    parsePolicy(
      policyText({
        derived: `derived: { d: "${derived}" }\n`,
        disputes: `disputes: [{ id: d, when: { fact: d, operator: ${when} }, then: { outcome: ban } }]\n`,
      }),
    )
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ code }) => code)

  it.each([
    ['equal, value: true', 'known(order.remains)'],
    ['equal, value: 0', 'coalesce(order.remains, 0)'],
    ['equal, value: 0', 'if(known(order.remains), order.remains, 0)'],
  ])('may read an optional fact through known or coalesce: d %s with %s', (when, derived) => {
    expect(readsRemains(when, derived)).toEqual([])
  })
})

describe('limits', () => {
  const limited = (limit: string) => ({
    ...refundRules(approve),
    more: `time_zone: America/New_York\nlimits: [{ ${limit}, currency: EUR, amount: "10" }]\nreview: { levels: [desk, boss], level: boss, target: 1 h, due: 2 h }\n`,
  })

  it.each(['per: account_day', 'per: day'])("%s: days are those of the policy's time zone", async (limit) => {
    const { ask, clock } = await openSample(limited(limit))
    const reasons = []
    // In New York it is still the day before, until 05:00 UTC.
    for (const [id, time] of [
      ['o-1', '2026-03-01T06:00:00Z'],
      ['o-2', '2026-03-02T04:59:00Z'],
      ['o-3', '2026-03-02T05:00:00Z'],
    ]) {
      clock.set(Date.parse(time ?? ''))
      reasons.push((await ask({ order: { id } })).reason_code)
    }
    expect(reasons).toEqual(['rule_1', 'over_limit', 'rule_1'])
  })

  it.each(['per: account_day', 'per: day'])(
    '%s: only automatic credits count, not what a person approved',
    async (limit) => {
      const sample = await openSample(limited(limit))
      const { ask, storage } = sample
      await ask({ order: { id: 'o-1', charge: '4' } })
      const resolved = { outcome: 'approve', refund: sampleRefund('100', 'EUR') } as const
      await appendToOrder(sample, 'o-1', sampleSaid('review_resolved', { result: resolved }))
      expect((await storage.head('a-1'))?.state.balances).toEqual({ EUR: '104' })
      expect((await ask({ order: { id: 'o-3', charge: '6' } })).outcome).toBe('approve')
      expect((await ask({ order: { id: 'o-4', charge: '0.01' } })).reason_code).toBe('over_limit')
    },
  )

  it('the level of such a review may be a formula over the refund: it goes to whom the amount calls for', async () => {
    const { ask } = await openSample({
      ...limited('per: decision'),
      more: `limits: { decision: { EUR: 10 } }\nreview: { levels: [desk, boss], level: 'if(refund > 20, "boss", "desk")' }\n`,
    })
    const levelOf = async (charge: string) => (await ask({ order: { id: `o-${charge}`, charge } })).review?.level
    expect([await levelOf('20'), await levelOf('20.01')]).toEqual(['desk', 'boss'])
  })

  it('an approve that would exceed one becomes a review without rule and clause, by the default level and times, with the refund proposed', async () => {
    const { ask } = await openSample(limited('per: decision'))
    expect(await ask({ order: { charge: '10.01' } })).toMatchObject({
      outcome: 'review',
      reason_code: 'over_limit',
      rule: null,
      clause: null,
      refund: null,
      review: {
        level: 'boss',
        proposed: '10.01',
        target_by: '2026-03-01T13:00:00.000Z',
        due_by: '2026-03-01T14:00:00.000Z',
      },
    })
  })
})
