import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { Rational } from '../../src/money/rational.ts'
import { type RoundingMode, roundingModes } from '../../src/money/rounding-mode.ts'

/** A fraction of big integers, its denominator above zero: the plain way to calculate, to compare with. */
interface Plain {
  readonly n: bigint
  readonly d: bigint
}

const edge = BigInt(Number.MAX_SAFE_INTEGER)
const integers = fc.oneof(
  fc.bigInt(-2000n, 2000n),
  fc.bigInt(-(10n ** 12n), 10n ** 12n),
  // Where safe integers end.
  fc
    .tuple(fc.bigInt(-3n, 3n), fc.constantFrom(edge, -edge, edge / 3n, edge / 100n, 94_906_265n))
    .map(([a, b]) => a + b),
  fc.bigInt(-(10n ** 30n), 10n ** 30n),
)
const denominators = fc.oneof(
  fc.integer({ min: 0, max: 15 }).map((scale) => 10n ** BigInt(scale)),
  fc.constantFrom(1n, 3n, 7n, 365n, 1000n, 1n << 40n, edge, edge + 2n, 10n ** 24n),
)
const values = fc.record({ n: integers, d: denominators })

function rational({ n, d }: Plain): Rational {
  return Rational.of(n).dividedBy(Rational.of(d))
}

function textOf({ n, d }: Plain): string {
  const common = greatestDivisor(n < 0n ? -n : n, d)
  const [top, bottom] = [n / common, d / common]
  for (let digits = 0; digits <= 400; digits += 1) {
    const scaled = top * 10n ** BigInt(digits)
    if (scaled % bottom === 0n) return decimalText(scaled / bottom, digits)
    if (digits === 0 && !/^1?$/u.test(String(withoutTwosAndFives(bottom)))) return `${top}/${bottom}`
  }
  throw new RangeError('too many digits')
}

function decimalText(units: bigint, digits: number): string {
  const padded = String(units < 0n ? -units : units).padStart(digits + 1, '0')
  const sign = units < 0n ? '-' : ''
  return digits === 0 ? sign + padded : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}

function greatestDivisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : greatestDivisor(right, left % right)
}

function withoutTwosAndFives(value: bigint): bigint {
  if (value % 2n === 0n) return withoutTwosAndFives(value / 2n)
  return value % 5n === 0n ? withoutTwosAndFives(value / 5n) : value
}

/** The two neighbours of a value, and the one that the mode names. */
function rounded({ n, d }: Plain, scale: number, mode: RoundingMode): Plain {
  const factor = 10n ** BigInt(scale)
  const low = floorOf(n * factor, d)
  const isExact = low * d === n * factor
  const twice = (n * factor - low * d) * 2n
  const towardsZero = n < 0n ? low + 1n : low
  const away = n < 0n ? low : low + 1n
  const nearest = (atTie: bigint) => (twice < d ? low : twice > d ? low + 1n : atTie)
  const byMode: Readonly<Record<RoundingMode, bigint>> = {
    floor: low,
    ceiling: low + 1n,
    down: towardsZero,
    up: away,
    half_down: nearest(towardsZero),
    half_up: nearest(away),
    half_even: nearest(low % 2n === 0n ? low : low + 1n),
  }
  return { n: isExact ? low : byMode[mode], d: factor }
}

function floorOf(n: bigint, d: bigint): bigint {
  const quotient = n / d
  return quotient * d > n ? quotient - 1n : quotient
}

it('safe integers and big ones calculate to the same text', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const [left, right] = [rational(a), rational(b)]
      expect(left.toString()).toBe(textOf(a))
      expect(left.plus(right).toString()).toBe(textOf({ n: a.n * b.d + b.n * a.d, d: a.d * b.d }))
      expect(left.minus(right).toString()).toBe(textOf({ n: a.n * b.d - b.n * a.d, d: a.d * b.d }))
      expect(left.times(right).toString()).toBe(textOf({ n: a.n * b.n, d: a.d * b.d }))
      const sign = b.n < 0n ? -1n : 1n
      if (b.n !== 0n) {
        expect(left.dividedBy(right).toString()).toBe(textOf({ n: a.n * b.d * sign, d: a.d * b.n * sign }))
      }
      const difference = a.n * b.d - b.n * a.d
      expect(Math.sign(left.compare(right))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0)
      expect(left.negated().absolute().toString()).toBe(textOf({ n: a.n < 0n ? -a.n : a.n, d: a.d }))
      expect(left.isInteger()).toBe(a.n % a.d === 0n)
      expect(left.sign()).toBe(a.n < 0n ? -1 : a.n > 0n ? 1 : 0)
    }),
    { numRuns: 400 },
  )
})

it('the share of a part is the same by safe integers and by big ones', () => {
  fc.assert(
    fc.property(values, values, values, (amount, part, whole) => {
      const share = rational(amount).prorated(rational(part), rational(whole))
      if (whole.n <= 0n) return expect(share).toBeNull()
      const isAll = part.n * whole.d >= whole.n * part.d
      const [n, d] = part.n <= 0n ? [0n, 1n] : isAll ? [1n, 1n] : [part.n * whole.d, part.d * whole.n]
      expect(share?.toString()).toBe(textOf({ n: amount.n * n, d: amount.d * d }))
    }),
    { numRuns: 400 },
  )
})

it('they round to the same text, in every mode and at ties', () => {
  const halves = fc.tuple(integers, fc.integer({ min: 0, max: 8 })).map(([n, scale]) => ({
    value: { n: n * 2n + 1n, d: 2n * 10n ** BigInt(scale) },
    scale,
  }))
  const any = fc.record({ value: values, scale: fc.integer({ min: 0, max: 18 }) })
  fc.assert(
    fc.property(fc.oneof(halves, any), ({ value, scale }) => {
      for (const mode of roundingModes) {
        expect(rational(value).round(scale, mode).toString()).toBe(textOf(rounded(value, scale, mode)))
      }
    }),
    { numRuns: 400 },
  )
})

it('decimal text is read to the same value whatever its length', () => {
  fc.assert(
    fc.property(integers, fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 6 }), (units, digits, more) => {
      const text = decimalText(units, digits)
      expect(Rational.of(text).toString()).toBe(textOf({ n: units, d: 10n ** BigInt(digits) }))
      expect(Rational.of(text).toDecimal(digits)).toBe(text.replace(/^-(?=[0.]+$)/u, ''))
      const shorter = textOf({ n: units, d: 10n ** BigInt(digits) })
      const digitsLeft = shorter.split('.')[1]?.length ?? 0
      expect(Rational.of(text).toDecimal(digitsLeft + more)).toBe(
        decimalText((units * 10n ** BigInt(digitsLeft + more)) / 10n ** BigInt(digits), digitsLeft + more),
      )
    }),
    { numRuns: 400 },
  )
})
