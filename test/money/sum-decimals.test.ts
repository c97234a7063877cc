import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { Rational } from '../../src/money/rational.ts'
import { sumDecimals } from '../../src/money/sum-decimals.ts'

describe('sumDecimals', () => {
  it('is the exact sum, without needless zeros', () => {
    expect(sumDecimals([])).toBe('0')
    expect(sumDecimals(['0.10', '0.20'])).toBe('0.3')
    expect(sumDecimals(['0.04368', '100', '0.0'])).toBe('100.04368')
    expect(sumDecimals(['-0.5', '0.25'])).toBe('-0.25')
    expect(sumDecimals(['-1.50', '1.5'])).toBe('0')
    expect(sumDecimals(Array.from({ length: 1000 }, () => '9999999999.9'))).toBe('9999999999900')
    expect(sumDecimals([`${'9'.repeat(200)}.5`, '0.5'])).toBe(`1${'0'.repeat(200)}`)
  })

  it('agrees with the sum of rationals', () => {
    const decimal = fc
      .tuple(
        fc.boolean(),
        fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 7n }), fc.bigInt({ min: 0n, max: 10n ** 20n })),
        fc.integer({ min: 0, max: 12 }),
      )
      .map(([negative, unscaled, scale]) => {
        const digits = unscaled.toString().padStart(scale + 1, '0')
        const whole = digits.slice(0, digits.length - scale)
        return `${negative ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`
      })
    fc.assert(
      fc.property(fc.array(decimal), (amounts) => {
        const total = amounts.reduce((sum, amount) => sum.plus(Rational.of(amount)), Rational.zero)
        expect(sumDecimals(amounts)).toBe(total.toDecimal())
      }),
    )
  })
})
