/** An exact fraction of whole numbers; this file shares nothing with src. */
export interface Fraction {
  readonly top: bigint
  /** Above zero, and without a common divisor. */
  readonly bottom: bigint
}

export function fraction(top: bigint, bottom = 1n): Fraction {
  const sign = bottom < 0n ? -1n : 1n
  const divisor = gcd(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom)
  return { top: (sign * top) / divisor, bottom: (sign * bottom) / divisor }
}

function gcd(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right]
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}

/** Reads `-12.50`. */
export function decimal(text: string): Fraction {
  const [whole = '0', digits = ''] = text.replace('-', '').split('.')
  const size = fraction(BigInt(whole + digits), 10n ** BigInt(digits.length))
  return text.startsWith('-') ? minus(zero, size) : size
}

export const zero = fraction(0n)
export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
export const minus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom)
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom, a.bottom * b.top)

/** Below, at or above zero as the first is less than, equal to or more than the second. */
export function order(a: Fraction, b: Fraction): number {
  const difference = a.top * b.bottom - b.top * a.bottom
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Rounded to so many digits after the point, by the name of the way of rounding. */
export function rounded(value: Fraction, digits: number, way: string): Fraction {
  const unit = 10n ** BigInt(digits)
  const scaled = value.top * unit
  const isNegative = scaled < 0n
  const size = isNegative ? -scaled : scaled
  const [low, rest] = [size / value.bottom, (size % value.bottom) * 2n]
  const goesUp: Readonly<Record<string, boolean>> = {
    up: rest > 0n,
    down: false,
    ceiling: rest > 0n && !isNegative,
    floor: rest > 0n && isNegative,
    half_up: rest >= value.bottom,
    half_down: rest > value.bottom,
    half_even: rest > value.bottom || (rest === value.bottom && low % 2n === 1n),
  }
  const whole = low + (goesUp[way] === true ? 1n : 0n)
  return fraction(isNegative ? -whole : whole, unit)
}

/** `n/d`, for comparison. */
export const shown = ({ top, bottom }: Fraction): string => `${top}/${bottom}`
