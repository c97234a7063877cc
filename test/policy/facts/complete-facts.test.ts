import { describe, expect, it } from '@jest/globals'
import { Rational } from '../../../src/money/rational.ts'
import { completeFacts } from '../../../src/policy/facts/complete-facts.ts'
import type { Value } from '../../../src/policy/model/value.ts'
import { policyWithFacts } from './policy-with-facts.ts'

const policy = policyWithFacts(
  {
    'order.id': { type: 'string', presence: 'required' },
    'order.remains': { type: 'integer' },
    'order.fee': { type: 'decimal', presence: 'default', defaultValue: Rational.of('1.5') },
    'dispute.amount': { type: 'decimal', presence: 'required' },
    'history.claims_30d': { type: 'integer', from: 'history', presence: 'required' },
  },
  {
    reads: {
      refunds: new Set(['order.id', 'order.remains', 'order.fee', 'history.claims_30d']),
      disputes: new Set(['dispute.amount']),
    },
  },
)

describe('completing facts', () => {
  it('gives an absent fact its default and leaves an optional one unknown', () => {
    const { facts, errors } = completeFacts(policy, 'refunds', new Map([['order.id', 'o-1']]), 0)
    expect([...facts.keys()]).toEqual(['order.id', 'order.fee'])
    expect(facts.get('order.fee')).toEqual(Rational.of('1.5'))
    expect(errors).toEqual([])
  })

  it('keeps a given value where there is a default', () => {
    const given = new Map<string, Value>([['order.fee', Rational.of('7')]])
    expect(completeFacts(policy, 'refunds', given, 0).facts.get('order.fee')).toEqual(Rational.of('7'))
  })

  it('a fact without default that is not optional is required by the section that reads it', () => {
    expect(completeFacts(policy, 'refunds', new Map(), 0).errors).toEqual([
      {
        fact: 'order.id',
        pointer: '/order/id',
        message: 'order.id is required and was not given',
        accepted: 'a value of type string',
        isAbsent: true,
      },
    ])
    expect(completeFacts(policy, 'disputes', new Map(), 0).errors.map(({ fact }) => fact)).toEqual(['dispute.amount'])
  })
})
