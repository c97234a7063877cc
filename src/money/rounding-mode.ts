/** How a value between two representable ones is rounded; `half_*` differ only at an exact tie. */
export const roundingModes = ['half_even', 'half_up', 'half_down', 'up', 'down', 'ceiling', 'floor'] as const
export type RoundingMode = (typeof roundingModes)[number]

/**
 * Whether a magnitude that lies between two representable ones goes to the larger. `half` is below,
 * at or above zero as the rest is less than, equal to or more than half a unit.
 */
function goesAwayFromZero(
  mode: RoundingMode,
  value: { readonly isNegative: boolean; readonly isOdd: boolean; readonly half: number },
): boolean {
  const { isNegative, isOdd, half } = value
  switch (mode) {
    case 'up':
      return true
    case 'down':
      return false
    case 'ceiling':
      return !isNegative
    case 'floor':
      return isNegative
    case 'half_up':
      return half >= 0
    case 'half_down':
      return half > 0
    case 'half_even':
      return half > 0 || (half === 0 && isOdd)
  }
}

/** As {@link roundedQuotient}, of big integers. */
export function roundedLargeQuotient(n: bigint, d: bigint, mode: RoundingMode): bigint {
  const isNegative = n < 0n
  const magnitude = isNegative ? -n : n
  const quotient = magnitude / d
  const rest = magnitude % d
  const value = { isNegative, isOdd: quotient % 2n === 1n, half: rest * 2n < d ? -1 : rest * 2n > d ? 1 : 0 }
  const rounded = rest !== 0n && goesAwayFromZero(mode, value) ? quotient + 1n : quotient
  return isNegative ? -rounded : rounded
}

/** n / d of safe integers, d above zero, rounded to an integer: such a quotient rounds to no other floor than its own. */
export function roundedQuotient(n: number, d: number, mode: RoundingMode): number {
  const magnitude = Math.abs(n)
  const quotient = Math.floor(magnitude / d)
  const rest = magnitude - quotient * d
  const isNegative = n < 0
  const value = { isNegative, isOdd: quotient % 2 === 1, half: rest * 2 - d }
  const rounded = rest !== 0 && goesAwayFromZero(mode, value) ? quotient + 1 : quotient
  return isNegative ? 0 - rounded : rounded
}
