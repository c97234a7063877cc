import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { builtInReasons, type FactDeclaration, type Policy } from '../../src/policy/model/policy.ts'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'

describe("the SMM panel's policy", () => {
  const policy = shippedPolicy()

  it('numbers its clauses like the written policy', () => {
    expect(policy.clauses.map(({ id }) => id)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      'disclaimer',
    ])
    expect(policy.clauses.flatMap(({ clauses }) => clauses.map(({ id }) => id))).toEqual([
      '2.a',
      '2.b',
      '2.c',
      '3.a',
      '3.b',
      '3.c',
      '3.d',
      '3.e',
      '3.f',
      '3.g',
    ])
  })

  it('checks who asks, then what is due, then what is not', () => {
    expect(policy.refunds.map(({ id, kind, clause }) => `${id}: ${kind} ${clause}`)).toEqual([
      'abuse-detected: deny 8',
      'fraud-suspected: review 8',
      'repeated-attempts: review 8',
      'account-closed: deny 5',
      'account-suspended: review 5',
      'terms-violated: deny 3.g',
      'canceled-by-us: approve 2.c',
      'invalid-link: deny 3.c',
      'undelivered-part: approve 2.b',
      'could-not-start: approve 2.a',
      'service-drop: deny 3.d',
      'platform-delay: deny 3.e',
      'change-of-mind: deny 3.f',
      'service-description: deny 6',
      'completed: deny 3.a',
      'in-progress: deny 3.b',
    ])
    expect(policy.defaultRuling).toMatchObject({ kind: 'deny', clause: '1' })
  })

  it('declares the facts on which backends rely', () => {
    const declared = [...policy.facts.values()].map(told)
    expect(declared).toEqual([
      'order.id required string',
      'order.status required enum',
      'account.id required string',
      'order.quantity optional integer from order',
      'order.charge optional decimal from order',
      'order.currency optional string from order',
      'order.placed_at optional timestamp from order',
      'order.remains optional integer',
      'order.canceled_by optional enum',
      'order.start_blocked_by default enum',
      'order.link_valid default boolean',
      'claim.reason default enum',
      'claim.submitted_at optional timestamp',
      'account.language optional string',
      'account.terms_violated default boolean',
      'account.abuse_detected default boolean',
      'account.fraud_suspected default boolean',
      'history.claims_30d default integer from history',
      'history.denied_30d default integer from history',
      'history.order_credited default decimal from history',
      'history.open_disputes default integer from history',
      'history.standing default enum from history',
      'dispute.kind default enum',
      'dispute.payment_reference required string',
      'dispute.order_id optional string',
      'dispute.amount required decimal',
      'dispute.currency required string',
      'dispute.opened_at required timestamp',
      'dispute.support_contacted_at optional timestamp',
      'history.support_contacted_before_dispute default boolean from history',
      'history.disputes default integer from history',
      'history.disputes_after_contact default integer from history',
      'history.disputes_withdrawn default integer from history',
      'history.withdrawn_after_contact default integer from history',
    ])
  })

  it('pays to the balance only, and sets no limits', () => {
    expect(policy.refundMethods).toEqual(['balance_credit'])
    expect(policy.limits).toEqual([])
  })

  it('gives a reviewer one day, and three at most', () => {
    const day = 86_400_000
    expect(policy.review).toMatchObject({ targetMilliseconds: day, dueMilliseconds: 3 * day })
  })

  it('has words of its own for everything that the service says by itself', () => {
    expect(new Set(policy.messages.keys())).toEqual(new Set(builtInReasons))
  })
})

function shippedPolicy(): Policy {
  const { policy } = parsePolicy(readFileSync('rules/smm-panel/policy.yaml', 'utf8'))
  if (policy === null) throw new Error('the policy has errors')
  return policy
}

function told({ name, presence, type, from }: FactDeclaration): string {
  return `${name} ${presence} ${type}${from === 'request' ? '' : ` from ${from}`}`
}
