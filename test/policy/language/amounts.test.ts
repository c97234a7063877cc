import { describe, expect, it } from '@jest/globals'
import { policyText } from '../parse/policy-text.ts'
import { openSample, refundRules } from './open-sample.ts'

const half = refundRules('then: { outcome: approve, refund: order.charge / 2 }')
const whole = refundRules('then: { outcome: approve, refund: order.charge }')
const nothing = refundRules('then: { outcome: deny }')

describe('the version in effect when the decision is made counts, also for an order decided before', () => {
  it('a more generous version tops up at the next callback', async () => {
    const { ask, publish } = await openSample(half)
    expect((await ask()).refund).toMatchObject({ amount: '5.00', entitled: '5.00', already_credited: '0.00' })
    await publish(policyText(whole))
    const { refund, policy } = await ask()
    expect(refund).toMatchObject({ amount: '5.00', entitled: '10.00', already_credited: '5.00' })
    expect(policy.version).toBe(2)
  })

  it.each([
    [
      'pays less',
      half,
      { outcome: 'approve', reason_code: 'already_credited', refund: { amount: '0.00', entitled: '5.00' } },
    ],
    ['denies', nothing, { outcome: 'deny', refund: null }],
  ])('a stricter version that %s never takes back', async (_, stricter, answer) => {
    const { ask, publish, storage } = await openSample(whole)
    await ask()
    await publish(policyText(stricter))
    expect(await ask()).toMatchObject({ ...answer, policy: { version: 2 } })
    expect((await storage.head('a-1'))?.state.balances).toEqual({ EUR: '10' })
  })
})

it("amounts are written with at least the currency's scale", async () => {
  const { ask } = await openSample({
    ...refundRules(
      'then: { outcome: approve, refund: order.charge, amounts: { kept: order.charge / 4 }, message: "{refund}" }',
    ),
    more: 'money: { scale: { EUR: 5 } }\n',
  })
  expect(await ask({ order: { charge: '10' } })).toMatchObject({
    refund: { amount: '10.00000', entitled: '10.00000', already_credited: '0.00000' },
    amounts: { kept: '2.50000' },
    message: '€10.00000',
  })
})
