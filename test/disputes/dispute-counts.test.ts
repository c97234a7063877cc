import { describe, expect, it } from '@jest/globals'
import { chargedBackBy } from '../../src/disputes/charged-back.ts'
import { countsAfter, countsNothing, type DisputeCounts, effectBetween } from '../../src/disputes/dispute-counts.ts'
import { Rational } from '../../src/money/rational.ts'

const counts = (changes: Partial<DisputeCounts>): DisputeCounts => ({ ...countsNothing, ...changes })

const samples = [
  counts({}),
  counts({ isOpen: true }),
  counts({ isOpen: true, ruled: 'suspended' }),
  counts({ chargedBack: '5.25', ruled: 'suspended', ended: 'warned' }),
  counts({ isUnclear: true, ruled: 'banned' }),
  counts({ isOpen: true, chargedBack: '7', ruled: 'banned', ended: 'good' }),
]

describe('what an entry about a dispute changes', () => {
  it('leads from every state of it to every other', () => {
    for (const before of samples) {
      for (const after of samples) {
        expect(countsAfter(before, { ...effectBetween(before, after), overlap: null })).toEqual(after)
      }
    }
  })

  it('is the difference to what it counted before', () => {
    const [open, lost] = [
      counts({ isOpen: true, ruled: 'suspended' }),
      counts({ chargedBack: '5', ruled: 'suspended' }),
    ]
    expect(effectBetween(countsNothing, open)).toEqual({
      open: 1,
      unclear: 0,
      charged_back: '0',
      ruled: 'suspended',
      ended: null,
    })
    expect(effectBetween(lost, { ...lost, chargedBack: '4.50', ended: 'good' })).toEqual({
      open: 0,
      unclear: 0,
      charged_back: '-0.5',
      ruled: null,
      ended: 'good',
    })
  })
})

describe('what a lost dispute takes from its order', () => {
  const money = { charge: Rational.of('25.00'), currency: 'USD' }
  const took = (amount: string, currency = 'USD') => chargedBackBy({ amount, currency }, null, money)

  it.each([
    ['its own amount', took('5.00'), '5'],
    ['up to the charge', took('25'), '25'],
    [
      'what a person stated',
      chargedBackBy({ amount: '30', currency: 'EUR' }, { amount: '9.5', currency: 'USD' }, money),
      '9.5',
    ],
  ])('is %s', (_, taken, chargedBack) => {
    expect(taken).toEqual({ chargedBack, isUnclear: false })
  })

  it.each([
    ['above the charge', took('25.01')],
    ['in another currency', took('5.00', 'EUR')],
    [
      'of an order without a known charge',
      chargedBackBy({ amount: '5', currency: 'USD' }, null, { ...money, charge: null }),
    ],
    [
      'of an order without a known currency',
      chargedBackBy({ amount: '5', currency: 'USD' }, null, { ...money, currency: null }),
    ],
  ])('is nothing until a person states it: %s', (_, taken) => {
    expect(taken).toEqual({ chargedBack: '0', isUnclear: true })
  })
})
