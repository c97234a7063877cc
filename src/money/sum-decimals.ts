/** The exact sum of plain decimal texts of any length, without needless zeros; `0` for none. */
export function sumDecimals(amounts: Iterable<string>): string {
  const sumsByScale = new Map<number, bigint>()
  for (const amount of amounts) {
    const [whole = '', fraction = ''] = amount.split('.')
    sumsByScale.set(fraction.length, (sumsByScale.get(fraction.length) ?? 0n) + BigInt(whole + fraction))
  }
  const scale = Math.max(0, ...sumsByScale.keys())
  let total = 0n
  for (const [digits, sum] of sumsByScale) total += sum * 10n ** BigInt(scale - digits)
  return writeDecimal(total, scale)
}

function writeDecimal(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return (unscaled < 0n ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`)
}
