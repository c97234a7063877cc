import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { DivisionByZeroError, OverflowError } from '../../src/money/calculation-errors.ts'
import { Rational } from '../../src/money/rational.ts'
import { roundingModes } from '../../src/money/rounding-mode.ts'

interface Parts {
  readonly n: bigint
  readonly d: bigint
}
const parts = fc.record({ n: fc.bigInt(-(10n ** 30n), 10n ** 30n), d: fc.bigInt(1n, 10n ** 20n) })
const rational = ({ n, d }: Parts) => Rational.of(n).dividedBy(Rational.of(d))
/** Equal to n/d, told by cross-multiplication on integers alone. */
const isFraction = (value: Rational, n: bigint, d: bigint) => value.times(Rational.of(d)).equals(Rational.of(n))

describe('Rational', () => {
  it('adds, subtracts, multiplies and divides exactly', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const [left, right] = [rational(a), rational(b)]
        expect(isFraction(left.plus(right), a.n * b.d + b.n * a.d, a.d * b.d)).toBe(true)
        expect(isFraction(left.minus(right), a.n * b.d - b.n * a.d, a.d * b.d)).toBe(true)
        expect(isFraction(left.times(right), a.n * b.n, a.d * b.d)).toBe(true)
        if (b.n !== 0n) expect(isFraction(left.dividedBy(right), a.n * b.d, a.d * b.n)).toBe(true)
      }),
    )
  })

  it('compares as the integers do after cross-multiplication', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const difference = a.n * b.d - b.n * a.d
        expect(Math.sign(rational(a).compare(rational(b)))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0)
      }),
    )
  })

  it('compares decimals exactly: 10.00 equals 10 and is greater than 9', () => {
    expect(Rational.of('10.00').equals(Rational.of('10'))).toBe(true)
    expect(Rational.of('10.00').compare(Rational.of('9'))).toBeGreaterThan(0)
  })

  it('reads decimal text and writes it with all its digits', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 25n), 10n ** 25n), fc.integer({ min: 0, max: 18 }), (digits, scale) => {
        const value = Rational.of(digits).dividedBy(Rational.of(10n ** BigInt(scale)))
        const text = value.toDecimal(scale)
        expect(text.split('.')[1]?.length ?? 0).toBe(scale)
        expect(Rational.of(text).equals(value)).toBe(true)
      }),
    )
  })

  it.each(['', '+1', '1e3', ' 1', '1.', '.5', '01', '1,5', '0x10', '--1', 'NaN', '1_000', '٣', '9'.repeat(81)])(
    'does not read %j as a decimal',
    (text) => {
      expect(Rational.parse(text)).toBeUndefined()
    },
  )

  it.each([
    ['0', 0, '0'],
    ['-0', 2, '0.00'],
    ['0.10029597233', 2, '0.10029597233'],
    ['1.50', 0, '1.5'],
    ['-0.05', 1, '-0.05'],
    ['1000', 5, '1000.00000'],
  ])('writes %s with at least %d digits as %s', (text, scale, written) => {
    expect(Rational.of(text).toDecimal(scale)).toBe(written)
  })

  it('writes a third as a fraction, and refuses to write it as a decimal', () => {
    const third = Rational.one.dividedBy(Rational.of('-3'))
    expect(third.toString()).toBe('-1/3')
    expect(() => third.toDecimal(2)).toThrow(TypeError)
  })

  it('refuses division by zero and values out of bounds', () => {
    expect(() => Rational.one.dividedBy(Rational.zero)).toThrow(DivisionByZeroError)
    const large = Rational.of('9'.repeat(80))
    const power = large.times(large)
    expect(() => power.times(power)).toThrow(OverflowError)
    expect(() => Rational.one.dividedBy(power).dividedBy(power)).toThrow(OverflowError)
  })
})

describe('rounding', () => {
  it('moves a value by less than one unit, for the half modes by at most half of one', () => {
    const scales = fc.integer({ min: 0, max: 8 })
    fc.assert(
      fc.property(parts, scales, fc.constantFrom(...roundingModes), (a, scale, mode) => {
        const value = rational(a)
        const unit = Rational.one.dividedBy(Rational.of(10n ** BigInt(scale)))
        const error = value.round(scale, mode).minus(value).absolute()
        expect(error.compare(unit)).toBeLessThan(0)
        if (mode.startsWith('half_')) expect(error.plus(error).compare(unit)).toBeLessThanOrEqual(0)
        expect(value.round(scale, mode).dividedBy(unit).isInteger()).toBe(true)
      }),
    )
  })

  it('goes the way that its mode names', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 8 }), (a, scale) => {
        const value = rational(a)
        expect(value.round(scale, 'ceiling').compare(value)).toBeGreaterThanOrEqual(0)
        expect(value.round(scale, 'floor').compare(value)).toBeLessThanOrEqual(0)
        expect(value.round(scale, 'up').absolute().compare(value.absolute())).toBeGreaterThanOrEqual(0)
        expect(value.round(scale, 'down').absolute().compare(value.absolute())).toBeLessThanOrEqual(0)
      }),
    )
  })

  it.each([
    ['half_even', '2', '4', '-2', '3'],
    ['half_up', '3', '4', '-3', '3'],
    ['half_down', '2', '3', '-2', '3'],
    ['up', '3', '4', '-3', '3'],
    ['down', '2', '3', '-2', '2'],
    ['ceiling', '3', '4', '-2', '3'],
    ['floor', '2', '3', '-3', '2'],
  ] as const)('%s makes 2.5, 3.5, -2.5 and 2.51 into %s, %s, %s and %s', (mode, ...expected) => {
    const rounded = ['2.5', '3.5', '-2.5', '2.51'].map((text) => Rational.of(text).round(0, mode).toString())
    expect(rounded).toEqual(expected)
  })
})
