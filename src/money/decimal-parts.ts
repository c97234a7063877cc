/** Powers of ten that are safe integers, by exponent. */
const powers: readonly number[] = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

/** 10 to the exponent; undefined where that is no safe integer. */
export function powerOfTen(exponent: number): number | undefined {
  return powers[exponent]
}

/** The exponent of a power of ten that is a safe integer; -1 for any other number. */
export function exponentOf(power: number): number {
  for (let exponent = 0; exponent < powers.length; exponent += 1) {
    if (powers[exponent] === power) return exponent
  }
  return -1
}

/** Plain decimal text of at most 15 digits as `units / 10^scale`. */
interface DecimalParts {
  readonly units: number
  readonly scale: number
}

const minus = 45
const point = 46
const zero = 48
const mostDigits = 15

/**
 * Reads plain decimal text (`-12.50`) of at most 15 digits; null for everything else, longer decimals
 * among it: no exponent, no plus, no blanks, no needless zero in front.
 */
export function readDecimalParts(text: string): DecimalParts | null {
  const start = text.charCodeAt(0) === minus ? 1 : 0
  const end = text.length
  if (end - start > mostDigits + 1) return null
  let units = 0
  let pointAt = -1
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index)
    if (code === point && pointAt < 0 && index > start) pointAt = index
    else if (code < zero || code > zero + 9) return null
    else units = units * 10 + code - zero
  }
  const whole = (pointAt < 0 ? end : pointAt) - start
  const scale = pointAt < 0 ? 0 : end - pointAt - 1
  if (whole === 0 || whole + scale > mostDigits || (scale === 0) !== pointAt < 0) return null
  if (whole > 1 && text.charCodeAt(start) === zero) return null
  return { units: start === 1 && units !== 0 ? -units : units, scale }
}

const decimalPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const maximumTextLength = 80

/** Reads plain decimal text of at most 80 characters as `units / power`, a power of ten; null for everything else. */
export function readLongDecimal(text: string): { readonly units: bigint; readonly power: bigint } | null {
  if (text.length > maximumTextLength || !decimalPattern.test(text)) return null
  const isNegative = text.startsWith('-')
  const [whole = '', decimals = ''] = (isNegative ? text.slice(1) : text).split('.')
  const magnitude = BigInt(whole + decimals)
  return { units: isNegative ? -magnitude : magnitude, power: 10n ** BigInt(decimals.length) }
}

/** Decimal text of digits without sign, `scale` of them after the point. */
export function writeDecimal(digits: string, scale: number, isNegative: boolean): string {
  const sign = isNegative ? '-' : ''
  if (scale === 0) return sign + digits
  const padded = digits.padStart(scale + 1, '0')
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

/** Digits after the point that a fraction with the denominator needs; `undefined` where it has no finite decimal form. */
export function decimalDigits(denominator: bigint): number | undefined {
  let rest = denominator
  let twos = 0
  let fives = 0
  for (; rest % 2n === 0n; rest /= 2n) twos += 1
  for (; rest % 5n === 0n; rest /= 5n) fives += 1
  return rest === 1n ? Math.max(twos, fives) : undefined
}

const largest = Number.MAX_SAFE_INTEGER

/** Whether a calculation with safe integers came to one, so that it is exact. */
export function isSafe(value: number): boolean {
  return value <= largest && value >= -largest
}
