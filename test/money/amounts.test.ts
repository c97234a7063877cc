import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { entitledAmount, formatAmount } from '../../src/money/amounts.ts'
import { Rational } from '../../src/money/rational.ts'
import { roundingModes } from '../../src/money/rounding-mode.ts'

const decimal = fc
  .tuple(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.integer({ min: 0, max: 11 }))
  .map(([digits, scale]) => Rational.of(digits).dividedBy(Rational.of(10n ** BigInt(scale))))

describe('the entitled amount', () => {
  it('is never negative and never above the charge', () => {
    fc.assert(
      fc.property(
        decimal,
        decimal,
        fc.integer({ min: 0, max: 8 }),
        fc.constantFrom(...roundingModes),
        (exact, charge, scale, mode) => {
          const amount = entitledAmount(exact, charge, scale, mode)
          expect(amount.sign()).toBeGreaterThanOrEqual(0)
          if (charge.sign() >= 0) expect(amount.compare(charge)).toBeLessThanOrEqual(0)
        },
      ),
    )
  })

  it.each([
    ['equal to the charge it is the charge with all its decimals', '0.10029597233', '0.10029597233', '0.10029597233'],
    ['above the charge it is exactly the charge', '5', '0.10029597233', '0.10029597233'],
    ['below the charge it is rounded once to the scale', '0.04367583', '0.27819', '0.04368'],
    ['an exact tie goes to the even digit', '0.000005', '1', '0'],
    ['rounding that would lift it above the charge rounds down', '0.100299', '0.1002995', '0.10029'],
    ['below zero it is zero', '-1', '1', '0'],
    ['of nothing charged it is zero', '1', '0', '0'],
  ])('%s', (_, exact, charge, expected) => {
    const amount = entitledAmount(Rational.of(exact), Rational.of(charge), 5, 'half_even')
    expect(amount.toString()).toBe(expected)
  })
})

describe('amounts as text', () => {
  it("are written with at least the currency's scale and all decimals of the value", () => {
    expect(formatAmount(Rational.of('10'), 5)).toBe('10.00000')
    expect(formatAmount(Rational.of('0.10029597233'), 5)).toBe('0.10029597233')
  })
})
