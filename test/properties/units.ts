const digits = 40

/** A plain decimal text as a whole number of 10^-40: exact arithmetic that shares nothing with src/money. */
export function units(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  const fraction = match?.[3] ?? ''
  if (match === null || fraction.length > digits) throw new Error(`no decimal: ${text}`)
  const magnitude = BigInt(`${match[2]}${fraction.padEnd(digits, '0')}`)
  return match[1] === '-' ? -magnitude : magnitude
}
