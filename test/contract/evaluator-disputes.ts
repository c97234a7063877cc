// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import { Rational } from '../../src/money/rational.ts'
import type { CreateEvaluator, DisputeRuling } from '../../src/policy/evaluate/evaluator.ts'
import type { Value } from '../../src/policy/model/value.ts'
import { shopPolicy } from './evaluator-policy.ts'
import { is, now, text } from './evaluator-run.ts'

const disputes = [
  {
    id: 'again',
    clause: '2',
    when: { fact: 'disputes', operator: 'greaterThan', value: 1 },
    then: { outcome: 'ban', reason: 'again', message: 'Dispute {disputes}.', actions: ['note'] },
  },
  {
    id: 'share',
    clause: '1',
    when: { fact: 'share', operator: 'greaterThan', value: 1 },
    then: { outcome: 'suspend', reason: 'share', message: 'Share.' },
  },
  { id: 'late', clause: '1', when: is('late', true), then: { outcome: 'warn', reason: 'late', message: 'Late.' } },
]

/** What policy-language says of dispute rules. */
export function disputeContract(create: CreateEvaluator): void {
  async function rule(facts: readonly (readonly [string, Value])[]): Promise<DisputeRuling> {
    const policy = shopPolicy({
      facts: {
        'order.id': { type: 'string' },
        'account.id': { type: 'string' },
        'order.charge': { type: 'decimal', from: 'order', optional: true },
        'order.currency': { type: 'string', from: 'order', optional: true },
        disputes: { type: 'integer' },
        part: { type: 'decimal' },
        late: { type: 'boolean', default: false },
      },
      derived: { share: '4 / part' },
      disputes,
    })
    return await create(policy).evaluateDispute(new Map<string, Value>([['late', false], ...facts]), now)
  }

  const one = Rational.of('1')
  const nine = Rational.of('9')

  describe('dispute rules', () => {
    it('the first match decides', async () => {
      const ruling = await rule([
        ['disputes', Rational.of('2')],
        ['part', one],
      ])
      expect({ ...ruling, message: text(ruling) }).toEqual({
        outcome: 'ban',
        rule: 'again',
        clause: '2',
        reason: 'again',
        message: 'Dispute 2.',
        actions: [{ name: 'note', parameters: {} }],
      })
      expect(
        await rule([
          ['disputes', one],
          ['part', one],
        ]),
      ).toMatchObject({ outcome: 'suspend', rule: 'share' })
    })

    it('where none matches the outcome is none, without rule and clause', async () => {
      expect(
        await rule([
          ['disputes', one],
          ['part', nine],
        ]),
      ).toMatchObject({
        outcome: 'none',
        rule: null,
        clause: null,
        reason: 'no_dispute_rule',
        actions: [],
      })
    })

    it('a calculation fault above the first match leaves the standing as it is, for a person to look at', async () => {
      const faulty: readonly (readonly [string, Value])[] = [
        ['part', Rational.zero],
        ['late', true],
      ]
      expect(await rule([['disputes', one], ...faulty])).toMatchObject({
        outcome: 'none',
        rule: null,
        clause: null,
        reason: 'calculation_fault',
      })
      expect(await rule([['disputes', nine], ...faulty])).toMatchObject({ outcome: 'ban', rule: 'again' })
    })
  })
}
