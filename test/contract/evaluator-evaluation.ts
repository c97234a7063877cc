// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import { Rational } from '../../src/money/rational.ts'
import type { CreateEvaluator } from '../../src/policy/evaluate/evaluator.ts'
import { nothingGiven } from '../../src/policy/model/given.ts'
import type { FactValues, Value } from '../../src/policy/model/value.ts'
import { shopFacts, shopPolicy } from './evaluator-policy.ts'
import { now, paid, text } from './evaluator-run.ts'

const parts = {
  subject: { order: 'order.id', account: 'account.id', charge: 'order.charge * 1', currency: 'order.currency' },
  derived: { twice: 'order.charge * 2', per: '12 / n', settled: 'per + 0', seen: 'known(m)', either: 'coalesce(m, n)' },
  refunds: [
    {
      id: 'settled',
      clause: '2',
      when: { fact: 'settled', operator: 'greaterThan', value: 2 },
      then: { outcome: 'approve', refund: 'settled', method: 'voucher' },
    },
  ],
  disputes: [
    {
      id: 'seen',
      clause: '2',
      when: { fact: 'seen', operator: 'equal', value: true },
      then: { outcome: 'warn', reason: 'seen', message: 'Seen.' },
    },
  ],
}

/** What an evaluator says of a run that it began. */
export function evaluationContract(create: CreateEvaluator): void {
  const policy = shopPolicy(parts)
  const three: FactValues = new Map<string, Value>([['n', Rational.of('3')]])

  describe('an evaluation', () => {
    it('knows its policy, facts and time, and values by name and formula', () => {
      const facts = shopFacts(policy, { order: paid })
      const evaluation = create(policy).begin(facts, now)
      expect(evaluation.policy).toBe(policy)
      expect([...evaluation.facts]).toEqual([...facts])
      expect(evaluation.now).toBe(now)
      expect(evaluation.value('fact', 'order.currency')).toBe('EUR')
      expect(evaluation.value('derived', 'twice')).toEqual(Rational.of('20'))
      expect(evaluation.evaluate(policy.subject.charge, nothingGiven)).toEqual(Rational.of('10'))
      expect(evaluation.value('derived', 'settled')).toMatchObject({ facts: new Set(['n']), fault: null })
    })

    it('computes a name and a formula once, also across further facts that they do not read', () => {
      const facts = new ReadFacts(shopFacts(policy, { order: paid }))
      const evaluation = create(policy).begin(facts, now)
      const { charge } = policy.subject
      for (const each of [evaluation, evaluation, evaluation.withFacts(three)]) {
        expect(each.value('derived', 'twice')).toEqual(Rational.of('20'))
        expect(each.evaluate(charge, nothingGiven)).toEqual(Rational.of('10'))
      }
      expect(facts.reads.get('order.charge')).toBeLessThanOrEqual(2)
    })

    it('computes again what was unknown for the lack of a further fact', () => {
      const evaluation = create(policy).begin(shopFacts(policy, { order: paid }), now)
      expect(evaluation.value('derived', 'settled')).toMatchObject({ facts: new Set(['n']) })
      const knowing = evaluation.withFacts(three)
      expect(knowing.value('derived', 'settled')).toEqual(Rational.of('4'))
      expect(knowing.value('fact', 'order.currency')).toBe('EUR')
      expect(knowing.facts.get('n')).toBe(three.get('n'))
    })

    it('computes again what was known because a further fact was absent', () => {
      const evaluation = create(policy).begin(shopFacts(policy, { n: '3' }), now)
      expect(evaluation.value('derived', 'seen')).toBe(false)
      expect(evaluation.value('derived', 'either')).toEqual(Rational.of('3'))
      const knowing = evaluation.withFacts(new Map([['m', Rational.of('7')]]))
      expect(knowing.value('derived', 'seen')).toBe(true)
      expect(knowing.value('derived', 'either')).toEqual(Rational.of('7'))
    })

    it('stays as it is when another one knows further facts', () => {
      const evaluation = create(policy).begin(shopFacts(policy, { order: paid }), now)
      expect(evaluation.withFacts(three).value('derived', 'per')).toEqual(Rational.of('4'))
      expect(evaluation.facts.has('n')).toBe(false)
      expect(evaluation.value('derived', 'per')).toMatchObject({ facts: new Set(['n']) })
    })

    it('is ruled on as the facts that it knows are, also after it was asked for values', async () => {
      const evaluator = create(policy)
      const few = shopFacts(policy, { order: paid })
      const all = shopFacts(policy, { order: paid, n: '3', m: '7' })
      const evaluation = evaluator.begin(few, now)
      expect(evaluation.value('derived', 'settled')).toMatchObject({ facts: new Set(['n']) })
      expect(await evaluator.ruleRefund(evaluation)).toEqual(await evaluator.evaluateRefund(few, now))
      expect(await evaluator.ruleDispute(evaluation)).toEqual(await evaluator.evaluateDispute(few, now))
      const knowing = evaluation.withFacts(three).withFacts(new Map([['m', Rational.of('7')]]))
      expect(await evaluator.ruleRefund(knowing)).toEqual(await evaluator.evaluateRefund(all, now))
      expect(await evaluator.ruleDispute(knowing)).toEqual(await evaluator.evaluateDispute(all, now))
      expect(await evaluator.ruleRefund(knowing)).toMatchObject({ rule: 'settled', entitled: Rational.of('4') })
      const dispute = await evaluator.ruleDispute(knowing)
      expect([dispute.rule, text(dispute)]).toEqual(['seen', 'Seen.'])
    })

    it('of another policy is refused with a TypeError', async () => {
      const other = shopPolicy(parts)
      const foreign = create(other).begin(shopFacts(other, { order: paid }), now)
      const evaluator = create(policy)
      await expect((async () => await evaluator.ruleRefund(foreign))()).rejects.toThrow(TypeError)
      await expect((async () => await evaluator.ruleDispute(foreign))()).rejects.toThrow(TypeError)
    })
  })
}

/** Facts that count how often each is read. */
class ReadFacts extends Map<string, Value> {
  readonly reads = new Map<string, number>()

  override get(name: string): Value | undefined {
    this.reads.set(name, (this.reads.get(name) ?? 0) + 1)
    return super.get(name)
  }
}
