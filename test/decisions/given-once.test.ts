import { describe, expect, it } from '@jest/globals'
import { type Domain, openDomain } from '../journal/open-domain.ts'
import { returned, returnsPolicy } from '../reviews/returns-policy.ts'

const openReturns = (): Promise<Domain> => openDomain([returnsPolicy])
const names = (actions: readonly { readonly name: string }[]): readonly string[] => actions.map(({ name }) => name)

describe('an action', () => {
  it('has an id of its own for good', async () => {
    const domain = await openReturns()
    const decision = await domain.ask(returned({ points: '7' }))
    const ids = decision.actions.map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
    const found = await domain.decisions.find(decision.id, { facts: false, trace: false })
    expect(found.actions).toEqual(decision.actions)
  })

  it('is given once for its order: a repeat gives none but notices, and names the ones that were given', async () => {
    const domain = await openReturns()
    const first = await domain.ask(returned({ points: '7' }))
    const again = await domain.ask(returned({ points: '7' }))
    expect(names(first.actions)).toEqual(['take_points', 'notify', 'book'])
    expect(names(again.actions)).toEqual(['notify'])
    expect(again.actions_given_before).toEqual([
      { id: first.actions[0]?.id, name: 'take_points', parameters: { points: '7' } },
      { id: first.actions[2]?.id, name: 'book', parameters: { amount: '40.00', tax: '8.00' } },
    ])
  })

  it('with a total is given as what the total grew by, never below zero', async () => {
    const domain = await openReturns()
    const points: unknown[] = []
    for (const total of ['7', '10.4', '10', '3', '12']) {
      const { actions } = await domain.ask(returned({ points: total }))
      points.push(actions.find(({ name }) => name === 'take_points')?.parameters['points'] ?? null)
    }
    expect(points).toEqual(['7', '3', null, null, '2'])
  })

  it('that says what is added is given whenever something is credited, with what this decision adds', async () => {
    const domain = await openReturns()
    const booked: unknown[] = []
    for (const due of ['40.00', '40.00', '50.00', '45.00', '51.00']) {
      const { actions } = await domain.ask(returned({ due }))
      booked.push(actions.find(({ name }) => name === 'book')?.parameters ?? null)
    }
    expect(booked).toEqual([
      { amount: '40.00', tax: '8.00' },
      null,
      { amount: '10.00', tax: '2.00' },
      null,
      { amount: '1.00', tax: '0.20' },
    ])
  })

  it('counts a part for the whole and the whole for a part, but not one part for another', async () => {
    const domain = await openReturns()
    const points = async (total: string, parcel?: string) => {
      const facts = returned({ due: '0', points: total }, parcel === undefined ? {} : { parcel })
      const withZero = await domain.ask(facts)
      return withZero.actions.find(({ name }) => name === 'take_points')?.parameters['points'] ?? null
    }
    await domain.publish(withoutRefund())
    expect(await points('5', 'p-1')).toBe('5')
    expect(await points('5', 'p-2')).toBe('5')
    expect(await points('12')).toBe('2')
    expect(await points('9', 'p-1')).toBe('2')
  })
})

/** An approval that credits nothing and gives its actions. */
function withoutRefund(): string {
  const begin = returnsPolicy.indexOf('  - id: returned')
  const rule = returnsPolicy
    .slice(begin)
    .replace(/ {6}refund: order.due\n {6}method: card\n {6}amounts: .*\n {6}split: .*\n/, '')
    .replace(/ {8}- book: .*\n/, '')
    .replace('message: "{refund} of which {tax} tax"', 'message: Taken.')
  return returnsPolicy.slice(0, begin) + rule
}

it('an approval without a refund credits nothing and gives its actions', async () => {
  const domain = await openDomain([withoutRefund()])
  const decision = await domain.ask(returned({ points: '7' }))
  expect(decision).toMatchObject({ outcome: 'approve', reason_code: 'returned', rule: 'returned', refund: null })
  expect(names(decision.actions)).toEqual(['take_points', 'notify'])
  expect((await domain.head()).state).toMatchObject({ balances: {}, counters: { approvals: 1, credits: 0 } })
})

it('a parameter that cannot be computed makes a review that proposes the refund, and gives nothing', async () => {
  const text = returnsPolicy.replace(
    'order.points: { type: decimal, default: "0" }',
    'order.points: { type: decimal, optional: true }',
  )
  const domain = await openDomain([text])
  expect(await domain.ask(returned())).toMatchObject({
    outcome: 'review',
    reason_code: 'missing_fact',
    actions: [],
    review: { missing_facts: ['order.points'] },
  })
  expect((await domain.ask(returned({ points: '1' }))).refund?.amount).toBe('40.00')
})

describe('named amounts', () => {
  it('are what this decision adds, the total beside them, and the message says so', async () => {
    const domain = await openReturns()
    await domain.ask(returned({ due: '40.00' }))
    expect(await domain.ask(returned({ due: '50.05' }))).toMatchObject({
      refund: { amount: '10.05' },
      amounts: { net: '8.04', tax: '2.01' },
      amounts_total: { net: '40.04', tax: '10.01' },
      message: '€10.05 of which €2.01 tax',
    })
  })

  it('that add up to the refund share what the cap leaves of it, in proportion', async () => {
    const domain = await openReturns()
    const decision = await domain.ask(returned({ charge: '30.01' }))
    expect(decision).toMatchObject({ refund: { amount: '30.01' }, amounts: { net: '24.01', tax: '6.00' } })
  })

  it('of a part are its own', async () => {
    const domain = await openReturns()
    await domain.ask(returned({}, { parcel: 'p-1' }))
    const other = await domain.ask(returned({ due: '10.00' }, { parcel: 'p-2' }))
    expect(other).toMatchObject({ amounts: { net: '8.00', tax: '2.00' }, amounts_total: { net: '8.00', tax: '2.00' } })
  })
})
