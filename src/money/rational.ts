import { Fraction } from 'fraction.js'
import { DivisionByZeroError, OverflowError } from './calculation-errors.ts'
import {
  decimalDigits,
  exponentOf,
  isSafe,
  powerOfTen,
  readDecimalParts,
  readLongDecimal,
  writeDecimal,
} from './decimal-parts.ts'
import { type RoundingMode, roundedLargeQuotient, roundedQuotient } from './rounding-mode.ts'

/** Numerators and denominators stay below 2^1024 (some 308 digits): what exceeds it is an {@link OverflowError}. */
const bound = 1n << 1024n
/** Divided by the denominator of a decimal of at most 15 digits after the point. */
const longest = 10 ** 15
const largestBigInt = BigInt(Number.MAX_SAFE_INTEGER)

/** Of parts that were checked; for this file alone. */
let make: (n: number, d: number, fraction: Fraction | null) => Rational

/**
 * An exact rational number, immutable. No operation rounds but those that say so. Two safe integers hold it where
 * they can, so that usual amounts cost what numbers cost; a fraction of big integers the rest, with the same results.
 */
export class Rational {
  /** Numerator; with its denominator not always reduced. Of no meaning where there is a fraction. */
  readonly #n: number
  /** Denominator, above zero: a power of ten for decimals. */
  readonly #d: number
  readonly #fraction: Fraction | null

  static {
    make = (n, d, fraction) => new Rational(n, d, fraction)
  }

  private constructor(n: number, d: number, fraction: Fraction | null) {
    this.#n = n
    this.#d = d
    this.#fraction = fraction
  }

  static readonly zero = new Rational(0, 1, null)
  static readonly one = new Rational(1, 1, null)

  /** Reads plain decimal text (`-12.50`); `undefined` for anything else: no exponent, no plus, no blanks, at most 80 characters. */
  static parse(text: string): Rational | undefined {
    const parts = readDecimalParts(text)
    if (parts !== null) return new Rational(parts.units, powerOfTen(parts.scale) ?? 1, null)
    const long = readLongDecimal(text)
    return long === null ? undefined : fromFraction(new Fraction(long.units, long.power))
  }

  /** As {@link parse}, for text that was checked before; throws otherwise. */
  static of(text: string | bigint): Rational {
    const value = typeof text === 'bigint' ? ofBigInt(text) : Rational.parse(text)
    if (value === undefined) throw new TypeError(`not a decimal: ${text}`)
    return value
  }

  /** A safe integer; throws for any other number. */
  static ofInteger(value: number): Rational {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`)
    return new Rational(value + 0, 1, null)
  }

  /** The value as a reduced fraction of big integers. */
  #large(): Fraction {
    return this.#fraction ?? new Fraction(BigInt(this.#n), BigInt(this.#d))
  }

  plus(other: Rational): Rational {
    if (this.#fraction === null && other.#fraction === null) {
      const sum = sumOf(this.#n, this.#d, other.#n, other.#d)
      if (sum !== null) return sum
    }
    return fromFraction(this.#large().add(other.#large()))
  }

  minus(other: Rational): Rational {
    if (this.#fraction === null && other.#fraction === null) {
      const difference = sumOf(this.#n, this.#d, -other.#n, other.#d)
      if (difference !== null) return difference
    }
    return fromFraction(this.#large().sub(other.#large()))
  }

  times(other: Rational): Rational {
    if (this.#fraction === null && other.#fraction === null) {
      const product = ofSafe(this.#n * other.#n, this.#d * other.#d)
      if (product !== null) return product
    }
    return fromFraction(this.#large().mul(other.#large()))
  }

  /** Throws {@link DivisionByZeroError}. */
  dividedBy(other: Rational): Rational {
    if (other.sign() === 0) throw new DivisionByZeroError('division by zero')
    if (this.#fraction === null && other.#fraction === null) {
      const turned = other.#n < 0 ? -1 : 1
      const quotient = ofSafe(this.#n * other.#d * turned, this.#d * other.#n * turned)
      if (quotient !== null) return quotient
    }
    return fromFraction(this.#large().div(other.#large()))
  }

  /** This times a part by its whole above zero, the part counted as within 0 and the whole; null for any other whole. */
  prorated(part: Rational, whole: Rational): Rational | null {
    if (whole.sign() <= 0) return null
    if (part.sign() <= 0) return Rational.zero
    if (part.compare(whole) >= 0) return this
    if (this.#fraction === null && part.#fraction === null && whole.#fraction === null) {
      const share = ofSafe(this.#n * part.#n * whole.#d, this.#d * part.#d * whole.#n)
      if (share !== null) return share
    }
    return this.times(part).dividedBy(whole)
  }

  negated(): Rational {
    if (this.#fraction !== null) return fromFraction(this.#fraction.neg())
    return new Rational(0 - this.#n, this.#d, null)
  }

  absolute(): Rational {
    return this.sign() < 0 ? this.negated() : this
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    if (this.#fraction !== null) return this.#fraction.s < 0n ? -1 : 1
    return this.#n > 0 ? 1 : this.#n < 0 ? -1 : 0
  }

  /** Negative, zero or positive as this is less than, equal to or greater than the other. */
  compare(other: Rational): number {
    const isAlike = this.#fraction === null && other.#fraction === null && this.#d === other.#d
    return isAlike ? this.#n - other.#n : this.#compareUnlike(other)
  }

  #compareUnlike(other: Rational): number {
    if (this.#fraction === null && other.#fraction === null) {
      const down = this.#d / other.#d
      if (Number.isInteger(down) && isSafe(other.#n * down)) return this.#n - other.#n * down
      const [left, right] = [this.#n * other.#d, other.#n * this.#d]
      if (isSafe(left) && isSafe(right)) return left - right
    }
    return this.#large().compare(other.#large())
  }

  equals(other: Rational): boolean {
    return this.compare(other) === 0
  }

  isInteger(): boolean {
    return this.#fraction === null ? Number.isInteger(this.#n / this.#d) : this.#fraction.d === 1n
  }

  /** Whether it is a decimal of at most 16 digits before and 15 after the point that safe integers hold. */
  isShortDecimal(): boolean {
    return this.#fraction === null && Number.isInteger(longest / this.#d)
  }

  /** Whether two safe integers hold it: rounding then stays in bounds, whatever the scale. */
  isSafe(): boolean {
    return this.#fraction === null
  }

  /** Rounded to so many digits after the point. */
  round(scale: number, mode: RoundingMode): Rational {
    const power = powerOfTen(scale)
    if (this.#fraction === null && power !== undefined) {
      if (Number.isInteger(power / this.#d)) return this
      const divisor = this.#d / power
      if (Number.isInteger(divisor)) return make(roundedQuotient(this.#n, divisor, mode), power, null)
      const units = this.#n * power
      if (isSafe(units)) return make(roundedQuotient(units, this.#d, mode), power, null)
    }
    const { n, d, s } = this.#large()
    const factor = 10n ** BigInt(scale)
    return fromFraction(new Fraction(roundedLargeQuotient(n * factor * s, d, mode), factor))
  }

  /** Exact decimal text with at least `scale` digits after the point; a TypeError where there is none: round it first. */
  toDecimal(scale = 0): string {
    const exponent = this.#fraction === null ? exponentOf(this.#d) : -1
    if (exponent < 0) return this.#largeDecimal(scale)
    let units = Math.abs(this.#n)
    let digits = exponent
    for (; digits > scale && units % 10 === 0; units /= 10) digits -= 1
    const zeros = digits < scale ? '0'.repeat(scale - digits) : ''
    const text = units === 0 ? '0' : units + zeros
    return writeDecimal(text, Math.max(digits, scale), this.#n < 0)
  }

  #largeDecimal(scale: number): string {
    const { n, d, s } = this.#large()
    const needed = decimalDigits(d)
    if (needed === undefined) throw new TypeError('the value has no finite decimal form')
    const digits = Math.max(scale, needed)
    return writeDecimal(((n * 10n ** BigInt(digits)) / d).toString(), digits, s < 0n && n !== 0n)
  }

  /** For people: exact decimal text where there is one, otherwise `numerator/denominator`. */
  toString(): string {
    if (this.#fraction === null && exponentOf(this.#d) >= 0) return this.toDecimal()
    const { n, d, s } = this.#large()
    return decimalDigits(d) === undefined ? `${s < 0n ? '-' : ''}${n}/${d}` : this.toDecimal()
  }

  toJSON(): string {
    return this.toString()
  }

  /** The value as an integer; only for {@link isInteger} values. */
  toBigInt(): bigint {
    if (!this.isInteger()) throw new TypeError('not an integer')
    const { n, s } = this.#large()
    return s < 0n ? -n : n
  }
}

function ofBigInt(value: bigint): Rational {
  const near = Number(value)
  return Number.isSafeInteger(near) ? make(near, 1, null) : fromFraction(new Fraction(value))
}

function fromFraction(fraction: Fraction): Rational {
  const { n, d, s } = fraction
  if (n <= largestBigInt && d <= largestBigInt) return make(Number(s * n), Number(d), null)
  if (n >= bound || d >= bound) throw new OverflowError('the value is out of bounds')
  return make(0, 1, fraction)
}

/** Null where the sum leaves the safe integers. A division of safe integers is whole only where it is exact. */
function sumOf(n: number, d: number, m: number, e: number): Rational | null {
  if (d === e) return ofSafe(n + m, d)
  const down = d / e
  if (down >= 1 && Number.isInteger(down)) return ofSafe(n + m * down, d, m * down)
  const up = e / d
  if (up >= 1 && Number.isInteger(up)) return ofSafe(n * up + m, e, n * up)
  const left = n * e
  const right = m * d
  return isSafe(left) ? ofSafe(left + right, d * e, right) : null
}

/** Null where one of the parts, or a step on the way to them, is no safe integer. */
function ofSafe(n: number, d: number, step = 0): Rational | null {
  return isSafe(n) && isSafe(d) && isSafe(step) ? make(n + 0, d, null) : null
}
