import { describe, expect, it } from '@jest/globals'
import { createCompiledEvaluator } from '../../src/policy/evaluate/compiled.ts'
import { createReferenceEvaluator } from '../../src/policy/evaluate/with-json-rules-engine.ts'
import { ruleThen } from '../contract/evaluator-run.ts'
import { openDecisions } from '../decisions/open-decisions.ts'
import { panelFacts } from '../decisions/panel-facts.ts'

describe('what panels send', () => {
  it.each([
    ['remains "+50", as panels write over-delivery', { remains: '+50' }, 'order.remains'],
    ['remains "Unknown"', { remains: 'Unknown' }, 'order.remains'],
    ['remains that were a float', { remains: 12.5 }, 'order.remains'],
    ['the status "Partial"', { status: 'Partial' }, 'order.status'],
    ['a status by number, which providers number differently', { status: 5 }, 'order.status'],
    ['a charge with a float behind it', { charge: 0.1 + 0.2 }, 'order.charge'],
    ['a charge with a currency sign', { charge: '$0.27' }, 'order.charge'],
  ])('%s is refused by the name of its fact, and nothing is stored', async (_, order, fact) => {
    const { ask, storage } = await openDecisions()
    await expect(ask(panelFacts({ order }))).rejects.toMatchObject({
      code: 'invalid_facts',
      extensions: { errors: [{ fact, pointer: `/facts/${fact.replace('.', '/')}` }] },
    })
    expect(await storage.accounts(null, 10)).toEqual([])
  })

  it('Partial, Canceled and Partial again, each seen by two cron runs at once, credit the charge once', async () => {
    const { ask, storage } = await openDecisions()
    const partial = panelFacts({ order: { remains: 400 } })
    const canceled = panelFacts({ order: { status: 'canceled', canceled_by: 'system', remains: 0, charge: '0' } })
    for (const callback of [partial, canceled, partial, canceled]) await Promise.all([ask(callback), ask(callback)])
    expect((await storage.head('a-1'))?.state.balances).toEqual({ USD: '0.27819' })
  })
})

describe.each([
  ['compiled', createCompiledEvaluator],
  ['reference', createReferenceEvaluator],
])('exact shares in the %s evaluator', (_, create) => {
  it.each([
    ['a floor of 100 x 29/100 keeps all 29 units', 'floor(order.charge * (n / 100))', '100', '29', '29'],
    ['prorate at a tie: 0.39 x 1/6 is 0.065 and not a trace more', 'prorate(order.charge, n, 6)', '0.39', '1', '0.06'],
    ['prorate at a tie: 0.45 x 1/6 is 0.075 and not a trace less', 'prorate(order.charge, n, 6)', '0.45', '1', '0.08'],
    [
      'a third part of a tie: 0.045 x 1/3 is 0.015 and not a trace less',
      'prorate(order.charge, n, 3)',
      '0.045',
      '1',
      '0.02',
    ],
    ['11 decimals of a charge: 157 of 1000', 'prorate(order.charge, n, 1000)', '0.10029597233', '157', '0.02'],
  ])('%s', async (_name, refund, charge, n, amount) => {
    const then = { outcome: 'approve', refund, method: 'voucher' }
    expect((await ruleThen(create, then, { order: { charge, currency: 'EUR' }, n })).entitled?.toString()).toBe(amount)
  })
})
