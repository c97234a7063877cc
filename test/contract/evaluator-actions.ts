// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import { Rational } from '../../src/money/rational.ts'
import type { CreateEvaluator } from '../../src/policy/evaluate/evaluator.ts'
import { type Added, type FollowUp, followUps } from '../../src/policy/evaluate/follow-ups.ts'
import { levelFor } from '../../src/policy/evaluate/review-terms.ts'
import { Unknown } from '../../src/policy/model/value.ts'
import { type PolicyParts, shopFacts, shopPolicy } from './evaluator-policy.ts'
import { now, paid } from './evaluator-run.ts'

const number = (more: PolicyParts) => ({ type: 'number', cumulative: false, ...more })
const actions = {
  plain: { parameters: { order: 'string', at: 'timestamp', urgent: 'boolean' } },
  notice: { per: 'decision' },
  points: { parameters: { points: number({ cumulative: true, scale: 0 }), ticket: 'string' } },
  book: { parameters: { net: { type: 'money', cumulative: false }, rate: number({}) } },
  tell: { parameters: { size: 'string', order: 'string' } },
}

/** What policy-language says of actions, their parameters and levels. */
export function actionContract(create: CreateEvaluator): void {
  async function following(
    then: PolicyParts,
    given: Readonly<Record<string, unknown>>,
    added: Partial<Added> = {},
  ): Promise<readonly FollowUp[] | Unknown> {
    const policy = shopPolicy({ actions, refunds: [{ id: 'only', clause: '2', then }] })
    const evaluator = create(policy)
    const evaluation = evaluator.begin(shopFacts(policy, { order: paid, ...given }), now)
    const { decidedBy, amounts } = await evaluator.ruleRefund(evaluation)
    if (decidedBy === null) throw new Error('no rule decided')
    return followUps(evaluation, decidedBy.actions, { refund: Rational.of('4'), amounts, scale: 2, ...added })
  }
  const shown = (found: readonly FollowUp[] | Unknown) =>
    found instanceof Unknown
      ? found
      : found.map(({ name, parameters }) => [
          name,
          ...parameters.map(({ use, value, scale }) => [use, String(value), scale]),
        ])
  const approve = { outcome: 'approve', refund: 'order.charge', method: 'voucher' }

  describe('actions', () => {
    it('have typed parameters in the order of the rule; what is no number tells one action from another', async () => {
      const then = { ...approve, actions: { plain: { urgent: 'late', order: 'order.id', at: 'now' } } }
      expect(shown(await following(then, {}))).toEqual([
        ['plain', ['identity', 'false', null], ['identity', 'o-1', null], ['identity', String(now), null]],
      ])
    })

    it('are given once for an order, or with each decision', async () => {
      const found = await following(
        { ...approve, actions: ['notice', { tell: { size: 'text', order: 'order.id' } }] },
        {
          text: 'big',
        },
      )
      expect(found).toMatchObject([
        { name: 'notice', per: 'decision', parameters: [] },
        { name: 'tell', per: 'order' },
      ])
    })

    it('give totals rounded to the declared scale, for the difference to be taken', async () => {
      const then = { ...approve, actions: { points: { points: 'n / 3', ticket: 'order.id' } } }
      expect(shown(await following(then, { n: '500' }))).toEqual([
        ['points', ['cumulative', '167', 0], ['identity', 'o-1', null]],
      ])
    })

    it('say what the decision adds where they read refund or a named amount, money in the decimals of the currency', async () => {
      const then = {
        ...approve,
        amounts: { net: 'order.charge / 1.2', tax: 'order.charge - order.charge / 1.2' },
        actions: { book: { net: 'net', rate: 'tax / refund' } },
      }
      const amounts = new Map([
        ['net', Rational.of('3.335')],
        ['tax', Rational.of('0.665')],
      ])
      expect(shown(await following(then, {}, { amounts }))).toEqual([
        ['book', ['added', '3.34', 2], ['added', '0.16625', null]],
      ])
    })

    it('numbers without a scale have at most 8 decimals: no fraction leaves', async () => {
      const then = { ...approve, actions: { book: { net: 'refund', rate: '1 / 3' } } }
      expect(shown(await following(then, {}))).toEqual([['book', ['added', '4', 2], ['identity', '0.33333333', null]]])
    })

    it('that say what is added say so, and do not say what where nothing is', async () => {
      const text = 'if(refund > 5, "big", "small")'
      const then = { ...approve, actions: [{ tell: { size: text, order: 'order.id' } }, 'notice'] }
      expect(shown(await following(then, {}))).toEqual([
        ['tell', ['added', 'small', null], ['identity', 'o-1', null]],
        ['notice'],
      ])
      expect(await following(then, {})).toMatchObject([{ adds: true }, { adds: false }])
      expect(shown(await following(then, {}, { refund: Rational.zero }))).toEqual([
        ['tell', ['identity', 'o-1', null]],
        ['notice'],
      ])
    })

    it('are unknown together where a calculation over what is added fails', async () => {
      const then = { ...approve, actions: [{ book: { net: 'refund', rate: '1 / (refund - 4)' } }, 'notice'] }
      const found = await following(then, {})
      expect(found instanceof Unknown ? found.fault : null).toBe('division by zero')
    })

    it('read a fact or derived value before a named amount of the same name', async () => {
      const then = {
        ...approve,
        amounts: { n: 'order.charge' },
        actions: { points: { points: 'n', ticket: 'order.id' } },
      }
      expect(shown(await following(then, { n: '160' }))).toEqual([
        ['points', ['cumulative', '160', 0], ['identity', 'o-1', null]],
      ])
    })
  })

  describe('the level that an amount calls for', () => {
    const parts = {
      review: { levels: ['agent', 'lead', 'manager'], level: 'if(refund > n, "lead", "agent")' },
      refunds: [
        {
          id: 'by-rule',
          clause: '2',
          then: { outcome: 'review', reason: 'look', review: { level: 'if(refund > 5, "manager", "agent")' } },
        },
        { id: 'by-policy', clause: '2', then: { outcome: 'review', reason: 'look_too' } },
      ],
    }
    const policy = shopPolicy(parts)
    const [byRule, byPolicy] = policy.refunds

    it.each<[string, string | null, string]>([
      ['6', '7', 'manager'],
      ['5', '7', 'agent'],
    ])("of %s is that of the rule's formula", (amount, n, level) => {
      const evaluation = create(policy).begin(shopFacts(policy, { n }), now)
      expect(levelFor(evaluation, byRule ?? null, Rational.of(amount))).toBe(level)
    })

    it("is that of the policy's formula where the rule has none, and for 0 where no amount is known", () => {
      const evaluation = create(policy).begin(shopFacts(policy, { n: '5' }), now)
      expect(levelFor(evaluation, byPolicy ?? null, Rational.of('6'))).toBe('lead')
      expect(levelFor(evaluation, null, Rational.of('5'))).toBe('agent')
      expect(levelFor(evaluation, null, null)).toBe('agent')
    })

    it('is the highest where the formula is unknown', () => {
      const evaluation = create(policy).begin(shopFacts(policy, {}), now)
      expect(levelFor(evaluation, null, Rational.of('1'))).toBe('manager')
    })

    it('words the reviews that no rule asks for', async () => {
      const refunds = [{ id: 'only', clause: '2', then: { ...approve, refund: 'm' } }]
      const faulty = shopPolicy({ ...parts, refunds })
      const ruling = await create(faulty).evaluateRefund(shopFacts(faulty, { order: paid, n: '5' }), now)
      expect(ruling).toMatchObject({ reason: 'missing_fact', review: { level: 'agent' } })
    })
  })
}
