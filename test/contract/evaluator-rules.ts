// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import type { CreateEvaluator } from '../../src/policy/evaluate/evaluator.ts'
import { is, paid, rule, ruleThen } from './evaluator-run.ts'

const approve = { outcome: 'approve', refund: 'order.charge', method: 'voucher' }
const deny = (reason: string) => ({ outcome: 'deny', reason })
const review = { outcome: 'review', reason: 'look' }
const tag = (share: string) => [{ tag_order: { order: 'order.id', share, urgent: 'late' } }]

/** What policy-language says of rules. */
export function ruleContract(create: CreateEvaluator): void {
  describe('first match wins, then the default', () => {
    const refunds = [
      { id: 'first', clause: '1', when: is('a', true), then: deny('one') },
      { id: 'second', clause: '2', when: is('b', true), then: deny('two') },
    ]

    it.each<[string, Record<string, unknown>, string | null, string | null, string]>([
      ['the first of two that match', { a: true, b: true }, 'first', '1', 'one'],
      ['the only one that matches', { a: false, b: true }, 'second', '2', 'two'],
      ['the default, which is no rule but has a clause', { a: false, b: false }, null, '1', 'not_refundable'],
    ])('%s decides', async (_, given, expectedRule, clause, reason) => {
      const ruling = await rule(create, { refunds }, given)
      expect(ruling).toMatchObject({ rule: expectedRule, clause, reason, kind: 'deny', outcome: 'deny', builtIn: null })
    })
  })

  describe('a rule whose condition is unknown is a possible winner', () => {
    it('a true rule above it decides, and nothing below is asked', async () => {
      const refunds = [
        { id: 'sure', clause: '1', then: deny('sure') },
        { id: 'maybe', clause: '2', when: is('a', true), then: approve },
      ]
      expect(await rule(create, { refunds }, {})).toMatchObject({ rule: 'sure', kind: 'deny' })
    })

    it('where every possible winner denies, the last one decides', async () => {
      const refunds = [
        { id: 'maybe', clause: '1', when: is('a', true), then: deny('one') },
        { id: 'labelled', clause: '1', when: is('b', true), then: { outcome: 'refill_first', reason: 'refill' } },
        { id: 'sure', clause: '2', when: is('late', false), then: deny('two') },
      ]
      expect(await rule(create, { refunds }, {})).toMatchObject({
        rule: 'sure',
        clause: '2',
        reason: 'two',
        missingFacts: [],
        builtIn: null,
      })
    })

    it('so does the default, if it denies as well', async () => {
      const refunds = [{ id: 'maybe', clause: '1', when: is('a', true), then: deny('one') }]
      expect(await rule(create, { refunds }, {})).toMatchObject({ rule: null, reason: 'not_refundable', kind: 'deny' })
    })

    it('otherwise it is a review that lists the facts whose absence matters, sorted, without rule and clause', async () => {
      const refunds = [
        { id: 'maybe', clause: '1', when: is('text', 'x'), then: deny('one') },
        { id: 'perhaps', clause: '1', when: is('a', true), then: approve },
        { id: 'not-this', clause: '2', when: { all: [is('b', true), is('late', true)] }, then: approve },
        { id: 'sure', clause: '2', when: is('late', false), then: deny('two') },
        { id: 'below', clause: '2', when: is('n', 1), then: approve },
      ]
      expect(await rule(create, { refunds }, { order: paid })).toMatchObject({
        kind: 'review',
        outcome: 'review',
        reason: 'missing_fact',
        builtIn: 'missing_fact',
        rule: null,
        clause: null,
        missingFacts: ['a', 'text'],
        entitled: null,
        method: null,
        amounts: new Map(),
        decidedBy: null,
        review: { level: 'agent', targetMilliseconds: 24 * 3_600_000, dueMilliseconds: 72 * 3_600_000 },
      })
    })

    it.each<[string, Record<string, unknown>]>([
      ['approves', approve],
      ['reviews', review],
    ])('a review as well where the last possible winner %s', async (_, last) => {
      const refunds = [
        { id: 'maybe', clause: '1', when: is('a', true), then: deny('one') },
        { id: 'sure', clause: '2', then: last },
      ]
      expect(await rule(create, { refunds }, { order: paid })).toMatchObject({
        reason: 'missing_fact',
        missingFacts: ['a'],
      })
    })

    it('the reason is calculation_fault where a fault is among the causes', async () => {
      const refunds = [
        { id: 'maybe', clause: '1', when: is('a', true), then: approve },
        { id: 'faulty', clause: '2', when: { fact: 'share', operator: 'lessThan', value: 1 }, then: approve },
      ]
      const ruling = await rule(create, { refunds, derived: { share: '1 / n' } }, { n: '0', order: paid })
      expect(ruling).toMatchObject({
        kind: 'review',
        reason: 'calculation_fault',
        builtIn: 'calculation_fault',
        missingFacts: ['a'],
        rule: null,
        clause: null,
      })
    })
  })

  describe('what the winner says', () => {
    it.each<[string, Record<string, unknown>, readonly string[]]>([
      ['refund', { ...approve, refund: 'order.charge * n' }, ['n']],
      ['method', { ...approve, method: 'if(a, "voucher", "balance_credit")' }, ['a']],
      ['refund and method', { ...approve, refund: 'n', method: 'if(a, "voucher", "balance_credit")' }, ['a', 'n']],
      ['level', { ...review, review: { level: 'if(a, "agent", "manager")' } }, ['a']],
      ['proposed refund', { ...review, refund: 'n', method: 'voucher' }, ['n']],
      ['named amount', { ...approve, amounts: { kept: 'n' } }, ['n']],
      ['named amount of a denial', { ...deny('no'), amounts: { kept: 'n' } }, ['n', 'order.currency']],
      ['parameter', { ...approve, actions: tag('n') }, ['n']],
      ['parameter of a denial', { ...deny('no'), actions: tag('n') }, ['n']],
      ['parameter of a review', { ...review, actions: tag('n') }, ['n']],
      ['parameter while it waits', { ...review, review: { actions: tag('m') } }, ['m']],
    ])('an unknown %s makes it a missing_fact review', async (name, then, missingFacts) => {
      const order = name === 'named amount of a denial' ? { charge: '10.00' } : paid
      const ruling = await ruleThen(create, then, { order })
      expect(ruling).toMatchObject({
        reason: 'missing_fact',
        builtIn: 'missing_fact',
        missingFacts,
        rule: null,
        clause: null,
      })
    })

    it.each<[string, Record<string, unknown>, readonly string[]]>([
      ['charge', { currency: 'EUR' }, ['order.charge']],
      ['currency', { charge: '10.00' }, ['order.currency']],
      ['charge and currency', {}, ['order.charge', 'order.currency']],
    ])('an unknown %s makes it a missing_fact review where it would pay', async (_, order, missingFacts) => {
      const ruling = await ruleThen(create, { ...approve, refund: '1' }, { order })
      expect(ruling).toMatchObject({ reason: 'missing_fact', missingFacts, rule: null })
    })

    it.each<[string, Record<string, unknown>]>([
      ['that is unknown', {}],
      ['that nobody knows', { currency: 'XQZ' }],
    ])('a currency %s does not matter where the charge is 0: nothing can be paid', async (_, currency) => {
      const order = { charge: '0.00', ...currency }
      const denied = await ruleThen(create, { ...approve, refund: '1' }, { order })
      expect(denied).toMatchObject({ kind: 'deny', reason: 'nothing_to_refund', rule: 'only', missingFacts: [] })
      const looked = await ruleThen(create, { ...review, refund: '1', method: 'voucher' }, { order })
      expect([looked.kind, looked.reason, looked.entitled?.toString()]).toEqual(['review', 'look', '0'])
    })

    it('an unknown charge does not matter where nothing is paid', async () => {
      expect(await ruleThen(create, deny('no'), {})).toMatchObject({ rule: 'only', charge: null, currency: null })
      expect(await ruleThen(create, { ...approve, refund: '0' }, {})).toMatchObject({ reason: 'nothing_to_refund' })
    })

    it('charge and currency are given with every ruling where they are known', async () => {
      const { charge, currency } = await ruleThen(create, deny('no'), { order: paid })
      expect([charge?.toDecimal(2), currency]).toEqual(['10.00', 'EUR'])
    })

    it('a faulty named amount or parameter makes it a calculation_fault review', async () => {
      for (const faulty of [{ amounts: { kept: '1 / n' } }, { actions: tag('1 / n') }]) {
        const ruling = await ruleThen(create, { ...approve, ...faulty }, { order: paid, n: '0' })
        expect(ruling).toMatchObject({ kind: 'review', reason: 'calculation_fault', rule: null, decidedBy: null })
      }
    })

    it('the rule that decided stands with it, the default too', async () => {
      expect((await ruleThen(create, approve, { order: paid })).decidedBy).toMatchObject({ id: 'only' })
      expect((await rule(create, {}, {})).decidedBy).toMatchObject({ id: 'default' })
      expect((await ruleThen(create, { ...approve, refund: '0' }, { order: paid })).decidedBy).toBeNull()
    })

    it('a label keeps its word and its kind', async () => {
      const ruling = await ruleThen(create, { outcome: 'refill_first', reason: 'refill' }, {})
      expect(ruling).toMatchObject({
        outcome: 'refill_first',
        kind: 'deny',
        rule: 'only',
        entitled: null,
        review: null,
      })
    })

    it('a method may be a formula that yields a declared one', async () => {
      const then = { ...approve, method: 'if(a, "voucher", "balance_credit")' }
      expect(await ruleThen(create, then, { order: paid, a: false })).toMatchObject({ method: 'balance_credit' })
    })
  })

  describe('a review', () => {
    it('may carry refund: proposed, not paid', async () => {
      const ruling = await ruleThen(
        create,
        { ...review, refund: 'order.charge / 3', method: 'voucher' },
        { order: paid },
      )
      expect(ruling).toMatchObject({ kind: 'review', reason: 'look', rule: 'only', method: 'voucher', builtIn: null })
      expect(ruling.entitled?.toDecimal(2)).toBe('3.33')
    })

    it('stays a review without a proposal where charge or currency is unknown', async () => {
      const ruling = await ruleThen(
        create,
        { ...review, refund: '5', method: 'voucher' },
        { order: { currency: 'EUR' } },
      )
      expect(ruling).toMatchObject({ reason: 'look', entitled: null, rule: 'only', review: { level: 'agent' } })
    })

    it('has a level that may be a formula over the final refund', async () => {
      const level = 'if(refund > 5, "manager", "agent")'
      const then = { ...review, refund: 'order.charge * n', method: 'voucher', review: { level } }
      expect((await ruleThen(create, then, { order: paid, n: '0.5' })).review?.level).toBe('agent')
      expect((await ruleThen(create, then, { order: paid, n: '0.51' })).review?.level).toBe('manager')
      // 5.004 is above 5, but what is refunded is 5.00.
      expect((await ruleThen(create, then, { order: paid, n: '0.5004' })).review?.level).toBe('agent')
    })

    it('is a missing_fact review where the level needs a refund whose charge is unknown', async () => {
      const level = 'if(refund > 5, "manager", "agent")'
      const then = { ...review, refund: '9', method: 'voucher', review: { level } }
      expect(await ruleThen(create, then, {})).toMatchObject({
        reason: 'missing_fact',
        missingFacts: ['order.charge', 'order.currency'],
      })
    })

    it("takes level and times from the rule, else from the policy's defaults", async () => {
      const then = { ...review, review: { level: 'manager', due: '5 h' } }
      expect((await ruleThen(create, then, {})).review).toEqual({
        level: 'manager',
        targetMilliseconds: 24 * 3_600_000,
        dueMilliseconds: 5 * 3_600_000,
      })
    })
  })
}
