// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import type { CreateEvaluator, Ruling } from '../../src/policy/evaluate/evaluator.ts'
import { is, paid, rule, ruleThen } from './evaluator-run.ts'

const approve = (refund: string) => ({ outcome: 'approve', refund, method: 'voucher' })
const exact = ({ entitled }: Ruling) => entitled?.toString()

/** What policy-language says of amounts, and of formulas where an evaluator has a part in it. */
export function refundContract(create: CreateEvaluator): void {
  describe('the entitled amount', () => {
    it.each<[string, string, Record<string, unknown>, string]>([
      ['equal to the charge is exactly the charge', 'order.charge', { charge: '10.00', currency: 'EUR' }, '10'],
      ['above the charge is exactly the charge', 'order.charge * 1.2', { charge: '9.999', currency: 'EUR' }, '9.999'],
      [
        'of a charge with 11 decimals refunded in full keeps them all',
        'order.charge',
        { charge: '0.10029597233', currency: 'USD' },
        '0.10029597233',
      ],
      [
        'below is rounded once, to the scale of the policy',
        'order.charge * 157 / 1000',
        { charge: '0.27819', currency: 'USD' },
        '0.04368',
      ],
      ["below is rounded to ISO 4217's minor unit", 'order.charge / 3', { charge: '10', currency: 'EUR' }, '3.33'],
      ['of a currency without minor unit is whole', 'order.charge / 3', { charge: '100', currency: 'JPY' }, '33'],
      ['of a currency with three digits has three', 'order.charge / 3', { charge: '10', currency: 'KWD' }, '3.333'],
      ['goes to the even digit at a tie', 'order.charge / 8', { charge: '1', currency: 'EUR' }, '0.12'],
      ['is not rounded on the way', 'order.charge / 3 * 3 / 2', { charge: '0.05', currency: 'EUR' }, '0.02'],
      [
        'is rounded down where rounding would lift it above the charge',
        'order.charge * 0.9999',
        { charge: '0.999', currency: 'EUR' },
        '0.99',
      ],
    ])('%s', async (_, refund, order, expected) => {
      const ruling = await ruleThen(create, approve(refund), { order })
      expect([exact(ruling), ruling.kind, ruling.method, ruling.missingFacts]).toEqual([
        expected,
        'approve',
        'voucher',
        [],
      ])
    })

    it('follows the rounding mode that the policy names', async () => {
      const refunds = [{ id: 'only', clause: '2', then: approve('order.charge / 8') }]
      const parts = { refunds, money: { rounding: 'half_up' } }
      expect(exact(await rule(create, parts, { order: { charge: '1', currency: 'EUR' } }))).toBe('0.13')
    })

    it.each<[string, string, string]>([
      ['is 0', '0', '10.00'],
      ['is below 0', '0 - order.charge', '10.00'],
      ['rounds to 0', 'order.charge * 0.0001', '10.00'],
      ['is limited to a charge of 0', '5', '0.00'],
    ])('that %s: deny, reason nothing_to_refund, under the rule that decided', async (_, refund, charge) => {
      const ruling = await ruleThen(
        create,
        { ...approve(refund), actions: ['note'] },
        { order: { charge, currency: 'EUR' } },
      )
      expect(ruling).toMatchObject({
        outcome: 'deny',
        kind: 'deny',
        reason: 'nothing_to_refund',
        builtIn: 'nothing_to_refund',
        rule: 'only',
        clause: '2',
        entitled: null,
        method: null,
        review: null,
        decidedBy: null,
      })
    })

    it('in a currency that neither the policy nor ISO 4217 knows: a calculation_fault review', async () => {
      const ruling = await ruleThen(create, approve('order.charge'), { order: { charge: '1', currency: 'XQZ' } })
      expect(ruling).toMatchObject({ kind: 'review', reason: 'calculation_fault', rule: null, currency: 'XQZ' })
    })

    it('of a negative charge: a calculation_fault review', async () => {
      const ruling = await ruleThen(create, approve('1'), { order: { charge: '-5', currency: 'EUR' } })
      expect(ruling).toMatchObject({ kind: 'review', reason: 'calculation_fault', rule: null, clause: null })
    })
  })

  it('an amount whose rounding leaves the bounds: a calculation_fault review, also as a named amount', async () => {
    const parts = {
      money: { scale: { USD: 18 } },
      derived: { d2: 'order.charge * order.charge', d4: 'd2 * d2', whole: 'd4 * d4 * d4 * 999999999999999999' },
      subject: { order: 'order.id', account: 'account.id', charge: 'whole', currency: 'order.currency' },
      refunds: [
        { id: 'pays', clause: '2', when: is('late', true), then: approve('whole / 17') },
        { id: 'shows', clause: '2', then: { outcome: 'deny', amounts: { third: 'whole / 17' } } },
      ],
    }
    const order = { charge: '999999999999999999999991', currency: 'USD' }
    expect(await rule(create, parts, { order, late: true })).toMatchObject({ reason: 'calculation_fault', rule: null })
    expect(await rule(create, parts, { order })).toMatchObject({ reason: 'calculation_fault', rule: null })
  })

  describe('the cap', () => {
    const subject = {
      order: 'order.id',
      account: 'account.id',
      charge: 'order.charge',
      cap: 'order.charge + order.postage',
      currency: 'order.currency',
    }
    const facts = {
      'order.id': { type: 'string' },
      'account.id': { type: 'string' },
      'order.charge': { type: 'decimal', from: 'order', optional: true },
      'order.postage': { type: 'decimal', from: 'order', optional: true },
      'order.currency': { type: 'string', from: 'order', optional: true },
    }
    const capped = (refund: string, order: Record<string, string>) =>
      rule(create, { subject, facts, refunds: [{ id: 'only', clause: '2', then: approve(refund) }] }, { order })
    const order = { charge: '10.00', postage: '4.90', currency: 'EUR' }

    it.each<[string, string, string, string | undefined]>([
      ['a refund above it is exactly the cap, and says what it was', 'order.charge + 7', '14.9', '17'],
      ['a refund up to it is not touched', 'order.charge + order.postage', '14.9', undefined],
      ['a refund of the charge is exactly the charge', 'order.charge', '10', undefined],
      ['a refund between charge and cap is rounded', 'order.charge + order.postage / 3', '11.63', undefined],
      ['what rounding makes of less than half a cent above it is no cut', 'order.charge + 4.904', '14.9', undefined],
    ])('%s', async (_, refund, entitled, cappedFrom) => {
      const ruling = await capped(refund, order)
      expect([exact(ruling), ruling.cappedFrom?.toString(), ruling.cap?.toString()]).toEqual([
        entitled,
        cappedFrom,
        '14.9',
      ])
    })

    it('is the charge where the policy words none', async () => {
      const ruling = await ruleThen(create, approve('order.charge + 2'), { order: paid })
      expect([exact(ruling), ruling.cap?.toString(), ruling.cappedFrom?.toString()]).toEqual(['10', '10', '12'])
    })

    it('keeps all decimals of a charge that goes back in full', async () => {
      const odd = { charge: '0.10029597233', postage: '1', currency: 'EUR' }
      expect(exact(await capped('order.charge', odd))).toBe('0.10029597233')
    })

    it.each([
      ['half a cent is rounded as the policy rounds', { charge: '49.95', postage: '4.995' }, '54.94', '54.94'],
      ['nobody is paid a part of a cent', { charge: '49.95', postage: '4.9951' }, '54.95', '54.95'],
      ['a charge of finer decimals keeps them', { charge: '0.27819', postage: '0.000004' }, '0.27819', '0.27819'],
    ])('is an amount that can be paid: %s', async (_, amounts, entitled, cap) => {
      const ruling = await capped('order.charge + order.postage', { ...amounts, currency: 'EUR' })
      expect([exact(ruling), ruling.cap?.toString()]).toEqual([entitled, cap])
    })

    it('that is unknown: a missing_fact review where it would pay', async () => {
      const { postage: _, ...rest } = order
      expect(await capped('1', rest)).toMatchObject({ reason: 'missing_fact', missingFacts: ['order.postage'] })
      expect(await capped('0', rest)).toMatchObject({ reason: 'nothing_to_refund', cap: null })
    })

    it('that is negative: a calculation_fault review', async () => {
      expect(await capped('1', { ...order, postage: '-11' })).toMatchObject({ reason: 'calculation_fault' })
    })
  })

  describe('an approval without refund', () => {
    it('credits nothing, needs neither charge nor method, and is decided by its rule', async () => {
      const ruling = await ruleThen(create, { outcome: 'approve', actions: ['note'] }, {})
      expect(ruling).toMatchObject({
        kind: 'approve',
        rule: 'only',
        reason: 'only',
        method: null,
        builtIn: null,
        decidedBy: { id: 'only' },
      })
      expect(exact(ruling)).toBe('0')
    })
  })

  describe('named amounts', () => {
    const amounts = { fee_kept: 'order.charge * 0.125', half: 'order.charge / 2' }

    it('are each rounded on their own to the scale of the currency, in their order', async () => {
      const ruling = await ruleThen(
        create,
        { ...approve('order.charge'), amounts, split: ['half', 'fee_kept'] },
        { order: { charge: '1', currency: 'EUR' } },
      )
      expect([...ruling.amounts].map(([name, amount]) => [name, amount.toDecimal(2)])).toEqual([
        ['fee_kept', '0.12'],
        ['half', '0.50'],
      ])
      expect(ruling.split).toEqual(['half', 'fee_kept'])
    })

    it('of a review are left out where the currency is unknown', async () => {
      const then = { outcome: 'review', reason: 'look', amounts: { half: 'order.charge / 2' } }
      const ruling = await ruleThen(create, then, { order: { charge: '1' } })
      expect([ruling.reason, ruling.amounts.size]).toEqual(['look', 0])
    })
  })

  describe('formulas', () => {
    it.each<[string, string, Record<string, unknown>, string | readonly string[]]>([
      ['if does not need the branch that is not taken', 'if(a, n, m)', { a: true, n: '2' }, '2'],
      ['if does not fail on the branch that is not taken', 'if(a, n, 1 / (n - n))', { a: true, n: '2' }, '2'],
      ['if with an unknown condition is unknown', 'if(a, n, m)', { n: '2', m: '2' }, ['a']],
      ['coalesce takes the first that is known', 'coalesce(n, m, 3)', { m: '2' }, '2'],
      ['coalesce of nothing known lists all', 'coalesce(n, m)', {}, ['m', 'n']],
      ['known tells whether a fact is there', 'if(known(n), 1, 2)', {}, '2'],
      ['and is decided by false', 'if(a and b, 1, 2)', { a: false }, '2'],
      ['or is decided by true', 'if(a or b, 1, 2)', { a: true }, '1'],
      ['and of true and unknown is unknown', 'if(a and b, 1, 2)', { a: true }, ['b']],
      ['not of unknown is unknown', 'if(not a, 1, 2)', {}, ['a']],
      ['unknown in, unknown out, all of them listed', 'min(n, m) + i', {}, ['i', 'm', 'n']],
      ['prorate multiplies before it divides', 'prorate(order.charge, n, 3)', { n: '1' }, '3.33'],
    ])('%s', async (_, refund, given, expected) => {
      const ruling = await ruleThen(create, approve(refund), { ...given, order: paid })
      expect(typeof expected === 'string' ? exact(ruling) : ruling.missingFacts).toEqual(expected)
    })

    it.each<[string, string]>([
      ['division by zero', '1 / n'],
      ['clamp with low above high', 'clamp(1, 2, n)'],
      ['known of a calculation that failed', 'if(known(share), 1, 2)'],
      ['coalesce over a calculation that failed', 'coalesce(1 / n, 2)'],
    ])('%s: a review with reason calculation_fault', async (_, refund) => {
      const parts = { refunds: [{ id: 'only', clause: '2', then: approve(refund) }], derived: { share: '1 / n' } }
      const ruling = await rule(create, parts, { n: '0', order: paid })
      expect(ruling).toMatchObject({ kind: 'review', reason: 'calculation_fault', missingFacts: [], rule: null })
    })

    it('an overflow of the bounds: a review with reason calculation_fault', async () => {
      const derived = Object.fromEntries(
        Array.from({ length: 8 }, (_, index) => [`d${index}`, index === 0 ? 'n * n' : `d${index - 1} * d${index - 1}`]),
      )
      const refunds = [{ id: 'only', clause: '2', then: approve('d7') }]
      const ruling = await rule(create, { refunds, derived }, { n: '99999999999999999999', order: paid })
      expect(ruling).toMatchObject({ reason: 'calculation_fault', rule: null })
    })

    it('now and tables are read alike', async () => {
      const tables = {
        fee: {
          rows: [
            { up_to: 10, value: 1 },
            { below: 20, value: 2 },
          ],
          otherwise: 3,
        },
        per_size: { rows: { small: 4, large: 5 } },
      }
      const refunds = [
        {
          id: 'only',
          clause: '2',
          then: approve('tier(n, fee) + lookup(size, per_size) / 100 + days_between(at, now) / 1000'),
        },
      ]
      const given = { order: { charge: '100', currency: 'USD' }, at: '2026-03-27T12:00:00Z', size: 'large' }
      expect(exact(await rule(create, { refunds, tables }, { ...given, n: '10' }))).toBe('1.052')
      expect(exact(await rule(create, { refunds, tables }, { ...given, n: '10.01' }))).toBe('2.052')
      expect(exact(await rule(create, { refunds, tables }, { ...given, n: '20' }))).toBe('3.052')
      expect((await rule(create, { refunds, tables }, { order: given.order })).missingFacts).toEqual([
        'at',
        'n',
        'size',
      ])
    })
  })
}
