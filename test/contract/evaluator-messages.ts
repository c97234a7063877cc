// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import { Rational } from '../../src/money/rational.ts'
import type { CreateEvaluator } from '../../src/policy/evaluate/evaluator.ts'
import { is, paid, rule, ruleThen, text } from './evaluator-run.ts'

const amount = (written: string) => Rational.of(written)
const approve = { outcome: 'approve', refund: 'order.charge', method: 'voucher' }

/** What policy-language says of messages. */
export function messageContract(create: CreateEvaluator): void {
  describe('messages', () => {
    it('values are written for people: decimals with all their digits, fractions to the hundredth, instants to the minute, yes and no', async () => {
      const message = 'n {n}, i {i}, a {a}, at {at}, day {day}, text {text}, third {third}'
      const refunds = [{ id: 'only', clause: '2', then: { outcome: 'deny', message } }]
      const given = {
        n: '0.10029597233',
        i: '-7',
        a: true,
        at: '2026-03-01T01:00:00+01:00',
        day: '2026-02-28',
        text: '<x>',
      }
      expect(text(await rule(create, { refunds, derived: { third: '1 / 3' } }, given))).toBe(
        'n 0.10029597233, i -7, a yes, at 2026-03-01 00:00, day 2026-02-28, text <x>, third 0.33',
      )
    })

    it('a placeholder whose fact is unknown or whose calculation fails reads "unknown"', async () => {
      const refunds = [{ id: 'only', clause: '2', then: { outcome: 'deny', message: '{n}, {share}, {currency}' } }]
      const ruling = await rule(create, { refunds, derived: { share: '1 / m' } }, { m: '0' })
      expect(text(ruling)).toBe('unknown, unknown, unknown')
    })

    it('sums and named amounts wait until it is known what was credited before; money has its currency, once', async () => {
      const message = '{refund} {currency} by {method}, fee {fee}; EUR {entitled}, {already_credited}.'
      const ruling = await ruleThen(create, { ...approve, amounts: { fee: '1 / 4' }, message }, { order: paid })
      const sums = { refund: amount('4'), entitled: amount('5.5'), amounts: new Map([['fee', amount('0.25')]]) }
      expect(text(ruling, sums)).toBe('4.00 EUR by voucher, fee €0.25; EUR 5.50, unknown.')
    })

    it('a built-in reason has a message of its own, which the policy may word; it names no facts, the ruling does', async () => {
      const refunds = [{ id: 'only', clause: '2', when: is('a', true), then: approve }]
      const ruling = await rule(create, { refunds }, { order: paid })
      const plain = text(ruling)
      expect(plain).toBe('We need to check something before we can decide. A member of our team will look at it.')
      expect(ruling.missingFacts).toEqual(['a'])
      const messages = { missing_fact: 'We look at order {order.id}.' }
      expect(text(await rule(create, { refunds, messages }, { order: paid }))).toBe('We look at order o-1.')
    })

    it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
      ['nothing_to_refund', { ...approve, refund: '0' }, {}],
      ['calculation_fault', { ...approve, refund: '1 / n' }, { n: '0' }],
    ])('%s may be worded by the policy', async (reason, then, given) => {
      const parts = { refunds: [{ id: 'only', clause: '2', then }], messages: { [reason]: 'Ours.' } }
      const ruling = await rule(create, parts, { ...given, order: paid })
      expect([ruling.reason, text(ruling)]).toEqual([reason, 'Ours.'])
    })
  })
}
