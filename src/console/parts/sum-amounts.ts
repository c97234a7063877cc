const form = /^(-?)(\d+)(?:\.(\d+))?$/u

/** The exact sum of decimal texts; what is none is left out. */
export function sumAmounts(amounts: readonly string[]): string {
  const parts = amounts.flatMap((amount) => {
    const [, sign = '', whole, fraction = ''] = form.exec(amount) ?? []
    return whole === undefined ? [] : [{ sign, whole, fraction }]
  })
  const scale = Math.max(0, ...parts.map(({ fraction }) => fraction.length))
  const units = parts.reduce(
    (sum, { sign, whole, fraction }) => sum + BigInt(`${sign}${whole}${fraction.padEnd(scale, '0')}`),
    0n,
  )
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return units < 0n ? `-${text}` : text
}
