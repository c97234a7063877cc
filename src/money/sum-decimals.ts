/** The exact sum of plain decimal texts of any length, without needless zeros; `0` for none. */
export function sumDecimals(amounts: Iterable<string>): string {
  const all: string[] = []
  for (const amount of amounts) if (amount !== '0') all.push(amount)
  if (all.length === 0) return '0'
  let scale = 0
  for (const amount of all) scale = Math.max(scale, decimalsOf(amount))
  let total = 0n
  for (const amount of all) total += unscaled(amount, scale)
  return writeDecimal(total, scale)
}

function decimalsOf(amount: string): number {
  const point = amount.indexOf('.')
  return point === -1 ? 0 : amount.length - point - 1
}

/** The amount as a whole number of the last of `scale` decimals. */
function unscaled(amount: string, scale: number): bigint {
  const decimals = decimalsOf(amount)
  return BigInt(amount.replace('.', '') + '0'.repeat(scale - decimals))
}

function writeDecimal(total: bigint, scale: number): string {
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return (total < 0n ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`)
}
