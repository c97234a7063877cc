import { describe, expect, it } from '@jest/globals'
import { orderMoney, readOrderMoney } from '../../src/orders/order-money.ts'
import type { LoadedPolicy } from '../../src/policy/versions/policies.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import { createKnownPolicies, publishUnchecked } from '../journal/known-policies.ts'
import { policyText, withFacts } from '../policy/parse/policy-text.ts'

async function loadedPolicy(text: string): Promise<LoadedPolicy> {
  const storage = createMemoryStorage()
  await publishUnchecked(storage, 'sample', text)
  return createKnownPolicies(storage).active('sample')
}

function shown({ charge, currency, cap, scale }: ReturnType<typeof orderMoney>): readonly unknown[] {
  return [charge?.toString() ?? null, currency, cap?.toString() ?? null, scale]
}

const subject = (more: string): string =>
  `subject: { order: order.id, account: account.id, charge: order.charge + order.fee, currency: order.currency${more} }\n`
const facts = withFacts(
  '  order.fee: { type: decimal, from: order, default: "0" }\n  order.postage: { type: decimal, from: order, default: "4.90" }\n',
)

describe("an order's money", () => {
  it('is its charge, in the decimals of its currency, and the charge is the most that it may get', async () => {
    const loaded = await loadedPolicy(policyText())
    expect(shown(orderMoney(loaded, { 'order.charge': '5000.5', 'order.currency': 'JPY' }))).toEqual([
      '5000.5',
      'JPY',
      '5000.5',
      0,
    ])
  })

  it('fills in the defaults of what was left out, for charge and cap alike', async () => {
    const loaded = await loadedPolicy(policyText({ ...facts, subject: subject(', cap: order.charge + order.postage') }))
    expect(shown(orderMoney(loaded, { 'order.charge': '40', 'order.currency': 'EUR' }))).toEqual([
      '40',
      'EUR',
      '44.9',
      2,
    ])
    const stated = { 'order.charge': '40', 'order.fee': '1', 'order.postage': '2', 'order.currency': 'EUR' }
    expect(shown(orderMoney(loaded, stated))).toEqual(['41', 'EUR', '42', 2])
  })

  it('leaves open what the facts leave open', async () => {
    const loaded = await loadedPolicy(policyText())
    expect(shown(orderMoney(loaded, {}))).toEqual([null, null, null, null])
    expect(shown(orderMoney(loaded, { 'order.currency': 'EUR' }))).toEqual([null, 'EUR', null, 2])
  })

  it.each([
    ['a negative charge', { 'order.charge': '-1', 'order.currency': 'EUR' }],
    ['a currency that nobody knows', { 'order.charge': '1', 'order.currency': 'QQQ' }],
  ])('of %s is refused, but can be shown', async (_, stored) => {
    const loaded = await loadedPolicy(policyText())
    expect(() => orderMoney(loaded, stored)).toThrow('The facts do not match')
    expect(readOrderMoney(loaded, stored).charge?.toString()).toBe(stored['order.charge'])
  })
})
