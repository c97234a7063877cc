import { Fraction } from 'fraction.js'

/** How a value between two representable ones is rounded; `half_*` differ only at an exact tie. */
export const roundingModes = ['half_even', 'half_up', 'half_down', 'up', 'down', 'ceiling', 'floor'] as const
export type RoundingMode = (typeof roundingModes)[number]

const decimalPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const maximumTextLength = 80
/** Numerators and denominators stay below 2^1024 (some 308 digits): what exceeds it is an {@link OverflowError}. */
const bound = 1n << 1024n

/** A calculation left the bounds within which exact arithmetic stays quick. */
export class OverflowError extends RangeError {
  override readonly name = 'OverflowError'
}

/** A division by zero. */
export class DivisionByZeroError extends RangeError {
  override readonly name = 'DivisionByZeroError'
}

/** An exact rational number, immutable. No operation rounds but those that say so. */
export class Rational {
  readonly #value: Fraction

  private constructor(value: Fraction) {
    if (value.n >= bound || value.d >= bound) throw new OverflowError('the value is out of bounds')
    this.#value = value
  }

  static readonly zero = new Rational(new Fraction(0n))
  static readonly one = new Rational(new Fraction(1n))

  /** Reads plain decimal text (`-12.50`); `undefined` for anything else: no exponent, no plus, no blanks, at most 80 characters. */
  static parse(text: string): Rational | undefined {
    if (text.length > maximumTextLength || !decimalPattern.test(text)) return undefined
    const negative = text.startsWith('-')
    const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.')
    const magnitude = BigInt(whole + fraction)
    return new Rational(new Fraction(negative ? -magnitude : magnitude, 10n ** BigInt(fraction.length)))
  }

  /** As {@link parse}, for text that was checked before; throws otherwise. */
  static of(text: string | bigint): Rational {
    if (typeof text === 'bigint') return new Rational(new Fraction(text))
    const value = Rational.parse(text)
    if (value === undefined) throw new TypeError(`not a decimal: ${text}`)
    return value
  }

  plus(other: Rational): Rational {
    return new Rational(this.#value.add(other.#value))
  }

  minus(other: Rational): Rational {
    return new Rational(this.#value.sub(other.#value))
  }

  times(other: Rational): Rational {
    return new Rational(this.#value.mul(other.#value))
  }

  /** Throws {@link DivisionByZeroError}. */
  dividedBy(other: Rational): Rational {
    if (other.sign() === 0) throw new DivisionByZeroError('division by zero')
    return new Rational(this.#value.div(other.#value))
  }

  negated(): Rational {
    return new Rational(this.#value.neg())
  }

  absolute(): Rational {
    return new Rational(this.#value.abs())
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    return this.#value.n === 0n ? 0 : this.#value.s < 0n ? -1 : 1
  }

  /** Negative, zero or positive as this is less than, equal to or greater than the other. */
  compare(other: Rational): number {
    return this.#value.compare(other.#value)
  }

  equals(other: Rational): boolean {
    return this.compare(other) === 0
  }

  isInteger(): boolean {
    return this.#value.d === 1n
  }

  /** Rounded to so many digits after the point. */
  round(scale: number, mode: RoundingMode): Rational {
    const factor = 10n ** BigInt(scale)
    const numerator = this.#value.n * factor
    const denominator = this.#value.d
    const quotient = numerator / denominator
    const rest = numerator % denominator
    const negative = this.#value.s < 0n
    const magnitude =
      rest === 0n || !awayFromZero(mode, negative, quotient, rest * 2n, denominator) ? quotient : quotient + 1n
    return new Rational(new Fraction(negative ? -magnitude : magnitude, factor))
  }

  /**
   * Exact decimal text with at least `scale` digits after the point. A value without a finite
   * decimal form is a TypeError: round it first.
   */
  toDecimal(scale = 0): string {
    const needed = decimalDigits(this.#value.d)
    if (needed === undefined) throw new TypeError('the value has no finite decimal form')
    const digits = Math.max(scale, needed)
    const scaled = ((this.#value.n * 10n ** BigInt(digits)) / this.#value.d).toString().padStart(digits + 1, '0')
    const sign = this.#value.s < 0n && this.#value.n !== 0n ? '-' : ''
    return digits === 0 ? sign + scaled : `${sign}${scaled.slice(0, -digits)}.${scaled.slice(-digits)}`
  }

  /** For people: exact decimal text where there is one, otherwise `numerator/denominator`. */
  toString(): string {
    if (decimalDigits(this.#value.d) !== undefined) return this.toDecimal()
    return `${this.#value.s < 0n ? '-' : ''}${this.#value.n}/${this.#value.d}`
  }

  toJSON(): string {
    return this.toString()
  }

  /** The value as an integer; only for {@link isInteger} values. */
  toBigInt(): bigint {
    if (!this.isInteger()) throw new TypeError('not an integer')
    return this.#value.s < 0n ? -this.#value.n : this.#value.n
  }
}

/** Digits after the point that a fraction with the denominator needs; `undefined` where it has no finite decimal form. */
function decimalDigits(denominator: bigint): number | undefined {
  let rest = denominator
  let twos = 0
  let fives = 0
  for (; rest % 2n === 0n; rest /= 2n) twos += 1
  for (; rest % 5n === 0n; rest /= 5n) fives += 1
  return rest === 1n ? Math.max(twos, fives) : undefined
}

function awayFromZero(
  mode: RoundingMode,
  negative: boolean,
  quotient: bigint,
  twiceRest: bigint,
  denominator: bigint,
): boolean {
  switch (mode) {
    case 'up':
      return true
    case 'down':
      return false
    case 'ceiling':
      return !negative
    case 'floor':
      return negative
    case 'half_up':
      return twiceRest >= denominator
    case 'half_down':
      return twiceRest > denominator
    case 'half_even':
      return twiceRest > denominator || (twiceRest === denominator && quotient % 2n === 1n)
  }
}
