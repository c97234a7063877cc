const form = /^(\d{1,3})(?:\.(\d{1,7}))?$/u

/** A share from 0 to 1 as text (`0.125`) in percent (`12.5`); anything else as it is. */
export function percentOf(share: string): string {
  return shifted(share, 2) ?? share
}

/** Percent as text (`12.5`) as a share from 0 to 1 (`0.125`); null where it is no percentage up to 100. */
export function shareOf(percent: string): string | null {
  const share = shifted(percent.trim(), -2)
  return share !== null && /^(?:0(?:\.\d{1,9})?|1)$/u.test(share) ? share : null
}

/** The decimal with its point so many places to the right, exactly; null for what is none. */
function shifted(text: string, places: number): string | null {
  const [, whole, fraction = ''] = form.exec(text) ?? []
  if (whole === undefined) return null
  const digits = `${'0'.repeat(3)}${whole}${fraction}${'0'.repeat(3)}`
  const point = 3 + whole.length + places
  const [left, right] = [digits.slice(0, point), digits.slice(point)]
  const decimals = right.replace(/0+$/u, '')
  return `${left.replace(/^0+(?=\d)/u, '')}${decimals === '' ? '' : `.${decimals}`}`
}
