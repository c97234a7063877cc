// Exact decimals as the peers' users have to bring them: whole units and how many of their digits are decimals.

/** Reads plain decimal text; null for none. */
export function readAmount(text) {
  if (text === null || text === undefined) return null
  const [whole, decimals = ''] = text.split('.')
  return { units: Number(whole + decimals), scale: decimals.length }
}

/** The amount as plain decimal text without needless zeros, to compare with others. */
export function plainText({ units, scale }) {
  const digits = String(units).padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return withoutNeedlessZeros(text)
}

/** The same for decimal text. */
export function withoutNeedlessZeros(text) {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/**
 * The share `part / whole` of an amount (`part` from 0 up to `whole`), rounded once to `scale` decimals;
 * the whole amount keeps its own. `halfUp` for ties away from zero, else to the even digit.
 */
export function shareOf(amount, part, whole, scale, halfUp = false) {
  if (part >= whole) return amount
  const more = scale - amount.scale
  const above = amount.units * part * (more > 0 ? 10 ** more : 1)
  const below = whole * (more < 0 ? 10 ** -more : 1)
  const fits = above <= Number.MAX_SAFE_INTEGER && below <= Number.MAX_SAFE_INTEGER
  const rounded = { units: fits ? divided(above, below, halfUp) : bigDivided(amount, part, below, more, halfUp), scale }
  return isAbove(rounded, amount) ? { units: rounded.units - 1, scale } : rounded
}

function divided(above, below, halfUp) {
  const floor = Math.floor(above / below)
  const twice = (above - floor * below) * 2
  if (twice < below || (twice === below && !halfUp && floor % 2 === 0)) return floor
  return floor + 1
}

function bigDivided(amount, part, below, more, halfUp) {
  const above = BigInt(amount.units) * BigInt(part) * 10n ** BigInt(Math.max(more, 0))
  const floor = above / BigInt(below)
  const twice = (above - floor * BigInt(below)) * 2n
  const down = twice < BigInt(below) || (twice === BigInt(below) && !halfUp && floor % 2n === 0n)
  return Number(down ? floor : floor + 1n)
}

function isAbove(left, right) {
  const scale = Math.max(left.scale, right.scale)
  return left.units * 10 ** (scale - left.scale) > right.units * 10 ** (scale - right.scale)
}

/** The sum of two amounts of at most the scale, which stay far below what a number holds. */
export function sumOf(left, right, scale) {
  return { units: unitsAt(left, scale) + unitsAt(right, scale), scale }
}

function unitsAt(amount, scale) {
  return amount.units * 10 ** (scale - amount.scale)
}
