import { describe, expect, it } from '@jest/globals'
import { type Settlement, settle } from '../../src/decisions/settle.ts'
import { type Circumstances, untouched } from '../../src/journal/kinds/circumstances.ts'
import type { WaitingReview } from '../../src/journal/model/state.ts'
import { Rational } from '../../src/money/rational.ts'
import type { Ruling } from '../../src/policy/evaluate/evaluator.ts'
import type { Policy } from '../../src/policy/model/policy.ts'
import { Unknown } from '../../src/policy/model/value.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'
import { shippedPolicy } from './open-decisions.ts'

const policy = shippedOrFail()

function shippedOrFail(): Policy {
  const parsed = parsePolicy(shippedPolicy)
  if (parsed.policy === null) throw new Error('the shipped policy has faults')
  return parsed.policy
}

const rule = policy.refunds.find(({ id }) => id === 'partial-undelivered') ?? null

const approval: Ruling = {
  outcome: 'approve',
  kind: 'approve',
  reason: 'partial_undelivered',
  rule: 'partial-undelivered',
  clause: '2.b',
  message: [{ placeholder: 'refund' }, ' credited'],
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
  decision_id: 'd-1',
  sequence: 1,
  reason_code: 'fraud_suspected',
  rule: 'fraud-suspected',
  level: 'manager',
  target_by: '2026-01-02T00:00:00.000Z',
  due_by: '2026-01-04T00:00:00.000Z',
  escalated_at: null,
}

function settled(
  ruling: Ruling,
  circumstances: Partial<Circumstances> = {},
  limits: Policy['limits'] = [],
): Settlement {
  const source = { value: (_: string, name: string) => Unknown.of(name), currency: 'USD', method: null }
  const levelFor = () => 'manager'
  return settle({ policy: { ...policy, limits }, source, levelFor }, ruling, { ...untouched, ...circumstances })
}

describe('credited now is entitled less what the order got, at least 0', () => {
  it.each([
    ['0', '4'],
    ['1.5', '2.5'],
    ['3.99999', '0.00001'],
  ])('after %s it is %s', (already, credit) => {
    expect(settled(approval, { already_credited: already }).credit.toDecimal()).toBe(credit)
  })

  it.each(['4', '4.00001', '10'])('after %s it is an approval of 0 with reason already_credited', (already) => {
    const { ruling, credit } = settled(approval, { already_credited: already })
    expect(credit.sign()).toBe(0)
    expect(ruling).toMatchObject({ kind: 'approve', reason: 'already_credited', rule: 'partial-undelivered' })
  })

  it('after a lost dispute it is 0: the whole charge was paid back', () => {
    expect(settled(approval, { charged_back: true })).toMatchObject({ ruling: { reason: 'already_credited' } })
  })
})

describe('what would pay becomes a review without rule, clause and actions', () => {
  const limit = { per: 'decision', currency: 'USD', amount: '3.99' } as const
  it.each<[string, Partial<Circumstances>, Policy['limits']]>([
    ['dispute_open', { dispute_open: true, approvals_paused: true }, [limit]],
    ['approvals_paused', { approvals_paused: true }, [limit]],
    ['over_limit', {}, [limit]],
  ])('with reason %s and the amount proposed', (reason, circumstances, limits) => {
    const { ruling, credit, proposed } = settled(approval, circumstances, limits)
    expect(ruling).toMatchObject({ kind: 'review', reason, rule: null, clause: null, decidedBy: null })
    expect(ruling.review).toEqual({
      level: 'manager',
      targetMilliseconds: 24 * 3_600_000,
      dueMilliseconds: 72 * 3_600_000,
    })
    expect([credit.toDecimal(), proposed?.toDecimal()]).toEqual(['0', '4'])
  })

  it('but a limit is not exceeded by reaching it, and another currency has none', () => {
    expect(settled(approval, {}, [{ ...limit, amount: '4' }]).ruling.kind).toBe('approve')
    expect(settled(approval, {}, [{ ...limit, currency: 'EUR' }]).ruling.kind).toBe('approve')
  })

  it.each([{ dispute_open: true }, { approvals_paused: true }])(
    'but what pays nothing is left alone: %p',
    (circumstances) => {
      expect(settled(denial, circumstances).ruling).toEqual(denial)
      expect(settled(approval, { ...circumstances, already_credited: '4' }).ruling.kind).toBe('approve')
    },
  )
})

describe('a waiting review', () => {
  it.each([approval, denial])('that a rule asked for holds against whatever comes next', (next) => {
    const { ruling, credit, continues } = settled(next, { waiting_review: askedByRule })
    expect(ruling).toMatchObject({
      kind: 'review',
      reason: 'fraud_suspected',
      rule: 'fraud-suspected',
      review: { level: 'manager' },
    })
    expect(credit.sign()).toBe(0)
    expect(continues).toBe(askedByRule)
  })

  it('that the service asked for by itself is passed', () => {
    expect(settled(approval, { waiting_review: { ...askedByRule, rule: null } }).ruling.kind).toBe('approve')
  })
})

describe("a person's denial", () => {
  it('holds for the same state of the order', () => {
    const { ruling } = settled(approval, { denied_by_person: 'd-1' })
    expect(ruling).toMatchObject({ kind: 'deny', reason: 'denied_by_reviewer', rule: null })
  })

  it('leaves a denial by a rule as it is', () => {
    expect(settled(denial, { denied_by_person: 'd-1' }).ruling).toEqual(denial)
  })
})
