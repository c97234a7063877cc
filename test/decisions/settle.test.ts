import { describe, expect, it } from '@jest/globals'
import { type Settlement, settle } from '../../src/decisions/settle.ts'
import { type Circumstances, untouched } from '../../src/journal/kinds/circumstances.ts'
import type { WaitingReview } from '../../src/journal/model/state.ts'
import { Rational } from '../../src/money/rational.ts'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import type { Ruling } from '../../src/policy/evaluate/evaluator.ts'
import type { Policy } from '../../src/policy/model/policy.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'
import { shippedPolicy } from './open-decisions.ts'

const policy = shippedOrFail()

function shippedOrFail(): Policy {
  const parsed = parsePolicy(shippedPolicy)
  if (parsed.policy === null) throw new Error('the shipped policy has faults')
  return parsed.policy
}

const rule = policy.refunds.find(({ id }) => id === 'undelivered-part') ?? null

const approval: Ruling = {
  outcome: 'approve',
  kind: 'approve',
  reason: 'partial_undelivered',
  rule: 'undelivered-part',
  clause: '2.b',
  message: { words: new Map(), values: new Map(), currency: 'USD', method: 'balance_credit' },
  charge: Rational.of('10'),
  currency: 'USD',
  entitled: Rational.of('4'),
  method: 'balance_credit',
  cap: Rational.of('10'),
  cappedFrom: null,
  amounts: new Map(),
  split: [],
  decidedBy: rule,
  review: null,
  missingFacts: [],
  builtIn: null,
}

const denial: Ruling = { ...approval, outcome: 'deny', kind: 'deny', entitled: null, method: null }

const askedByRule: WaitingReview = {
  id: 'd-1',
  asked_by: { id: 'd-1', sequence: 1 },
  sequence: 1,
  reason_code: 'fraud_suspected',
  rule: 'fraud-suspected',
  held: true,
  level: 'manager',
  target_by: '2026-01-02T00:00:00.000Z',
  due_by: '2026-01-04T00:00:00.000Z',
  escalated_at: null,
}

const review: Ruling = {
  ...approval,
  outcome: 'review',
  kind: 'review',
  reason: 'missing_fact',
  builtIn: 'missing_fact',
  rule: null,
  clause: null,
  entitled: null,
  method: null,
  decidedBy: null,
  review: { level: 'support', targetMilliseconds: 1, dueMilliseconds: 2 },
}

interface Beside extends Partial<Circumstances> {
  readonly limits?: Policy['limits']
  readonly onHigherCharge?: Ruling
}

function settled(ruling: Ruling, { limits = [], onHigherCharge, ...circumstances }: Beside = {}): Settlement {
  const evaluation = createCompiledEvaluator({ ...policy, limits }).begin(new Map(), 0)
  const basis = { evaluation, circumstances: { ...untouched, ...circumstances }, isLimited: true }
  return settle({ ...basis, onHigherCharge: onHigherCharge ?? null }, ruling)
}

const got = (credited: string, elsewhere = '0', charged_back = '0') => ({ credited, elsewhere, charged_back })
/** All that the order got, without a part. */
const ofOrder = (...sums: Parameters<typeof got>) => ({ order_got: got(...sums), part_got: got(...sums) })

describe('credited now is entitled less what the order got, at least 0', () => {
  it.each([
    ['0', '4'],
    ['1.5', '2.5'],
    ['3.99999', '0.00001'],
  ])('after %s it is %s', (already, credit) => {
    expect(settled(approval, ofOrder(already)).credit.toDecimal()).toBe(credit)
  })

  it.each(['4', '4.00001', '10'])('after %s it is an approval of 0 with reason already_credited', (already) => {
    const { ruling, credit } = settled(approval, ofOrder(already))
    expect(credit.sign()).toBe(0)
    expect(ruling).toMatchObject({ kind: 'approve', reason: 'already_credited', rule: 'undelivered-part' })
  })

  it('whoever gave it: here, elsewhere, or by a lost dispute', () => {
    expect(settled(approval, ofOrder('1', '0.5', '0.25')).credit.toDecimal()).toBe('2.25')
  })

  it('and never more than the order may still get: the answer says from what it was capped', () => {
    const part = { order_got: got('9'), part_got: got('0') }
    const { credit, cappedFrom } = settled(approval, part)
    expect([credit.toDecimal(), cappedFrom?.toDecimal()]).toEqual(['1', '4'])
    expect(settled(approval, { ...part, order_got: got('6') }).cappedFrom).toBeNull()
  })
})

describe('what would pay becomes a review without rule, clause and actions', () => {
  const limit = { per: 'decision', currency: 'USD', amount: '3.99' } as const
  it.each<[string, Beside, boolean]>([
    ['whole_order_credited', { given_without_part: true, other_review_waits: true }, false],
    ['part_waits', { other_review_waits: true, dispute_open: true }, false],
    ['dispute_open', { dispute_open: true, dispute_unclear: true }, false],
    ['dispute_amount', { dispute_unclear: true, approvals_paused: true }, false],
    ['approvals_paused', { approvals_paused: true, limits: [limit] }, false],
    ['over_limit', { limits: [limit] }, true],
    ['charge_differs', { onHigherCharge: approval, approvals_paused: true }, false],
  ])('with reason %s and the amount proposed, held or not', (reason, beside, held) => {
    const { ruling, credit, proposed, review: asked } = settled(approval, beside)
    expect(ruling).toMatchObject({ kind: 'review', reason, rule: null, clause: null, decidedBy: null })
    expect(ruling.review).toEqual({
      level: 'support',
      targetMilliseconds: 24 * 3_600_000,
      dueMilliseconds: 72 * 3_600_000,
    })
    expect([credit.toDecimal(), proposed?.toDecimal()]).toEqual(['0', '4'])
    expect(asked).toEqual({ joins: null, asks: true, held })
  })

  it('but a limit is not exceeded by reaching it, and another currency has none', () => {
    expect(settled(approval, { limits: [{ ...limit, amount: '4' }] }).ruling.kind).toBe('approve')
    expect(settled(approval, { limits: [{ ...limit, currency: 'EUR' }] }).ruling.kind).toBe('approve')
  })

  it('a limit per decision counts what the order got by itself before', () => {
    const limits = [{ ...limit, amount: '5' }]
    const before = { order: '2', account_day: {}, day: {} }
    expect(settled(approval, { ...ofOrder('2'), limits, automatic_credits: before }).ruling.kind).toBe('approve')
    expect(settled(approval, { order_got: got('2'), limits, automatic_credits: before }).ruling).toMatchObject({
      kind: 'review',
      reason: 'over_limit',
    })
  })

  it.each<Beside>([{ dispute_open: true }, { approvals_paused: true }, { given_without_part: true }])(
    'but what pays nothing is left alone: %p',
    (beside) => {
      expect(settled(denial, beside).ruling).toEqual(denial)
      expect(settled(approval, { ...beside, ...ofOrder('4') }).ruling.kind).toBe('approve')
    },
  )

  it('a higher charge asks where either figure would pay', () => {
    expect(settled(denial, { onHigherCharge: approval }).ruling.reason).toBe('charge_differs')
    expect(settled(denial, { onHigherCharge: denial }).ruling).toEqual(denial)
    expect(settled(review, { onHigherCharge: approval }).ruling.reason).toBe('missing_fact')
  })
})

describe('a held review', () => {
  it.each([approval, denial])('is joined by whatever comes next, and its words stay', (next) => {
    const { ruling, credit, review: asked } = settled(next, { waiting_review: askedByRule })
    expect(ruling).toMatchObject({
      kind: 'review',
      reason: 'fraud_suspected',
      rule: 'fraud-suspected',
      clause: '8',
      review: { level: 'manager' },
    })
    expect(credit.sign()).toBe(0)
    expect(asked).toEqual({ joins: askedByRule, asks: true, held: true })
  })

  it('is not about an equal repeat', () => {
    const { review: asked } = settled(approval, { waiting_review: askedByRule, repeats_state: true })
    expect(asked).toMatchObject({ joins: askedByRule, asks: false })
  })

  it('of what the order got too much holds every request, and proposes nothing', () => {
    const recovery = { ...askedByRule, id: 'e-9', reason_code: 'recovery', rule: null, asked_by: null }
    const { ruling, proposed, review: asked } = settled(approval, { recovery })
    expect(ruling).toMatchObject({ kind: 'review', reason: 'recovery' })
    expect([proposed, asked]).toEqual([null, { joins: recovery, asks: false, held: true }])
  })
})

describe('a review that is not held', () => {
  const byService = { ...askedByRule, rule: null, reason_code: 'missing_fact', held: false }

  it('is passed by a request that needs none', () => {
    expect(settled(approval, { waiting_review: byService }).ruling.kind).toBe('approve')
  })

  it('is joined by one that needs one too', () => {
    expect(settled(review, { waiting_review: byService })).toMatchObject({
      ruling: { reason: 'missing_fact' },
      review: { joins: byService, asks: true, held: false },
    })
  })
})

describe("a person's denial", () => {
  const denied = { decision: { id: 'd-1', sequence: 1 }, level: 'manager', same_state: true }

  it('holds for the same state of the order', () => {
    const { ruling } = settled(approval, { denied })
    expect(ruling).toMatchObject({ kind: 'deny', reason: 'denied_by_reviewer', rule: null })
  })

  it('holds there too against a review that a machine asks for', () => {
    expect(settled(review, { denied }).ruling).toMatchObject({ kind: 'deny', reason: 'denied_by_reviewer' })
  })

  it('leaves a denial by a rule as it is', () => {
    expect(settled(denial, { denied }).ruling).toEqual(denial)
  })

  it('is looked at again, at its level, when another state would pay', () => {
    expect(settled(approval, { denied: { ...denied, same_state: false } })).toMatchObject({
      ruling: { kind: 'review', reason: 'denied_before', review: { level: 'manager' } },
      review: { joins: null, asks: true, held: true },
    })
  })
})
