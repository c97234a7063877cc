/** The middle one of the values, the lower of two. */
export function median(values) {
  return percentile(values, 0.5)
}

/** The value that the share of all is not above: 0.99 is the 99th percentile. */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
}

/** Minimum, median and maximum of what the rounds measured. */
export function spread(values) {
  return { minimum: Math.min(...values), median: median(values), maximum: Math.max(...values) }
}

/** How many times the second each of the first is, round by round: what a mood of the machine does to both is gone. */
export function pairedRatio(values, bases) {
  return spread(values.map((value, round) => value / bases[round]))
}

/** Numbers from 0 up to 1 in an order that is the same in every run (mulberry32). */
export function seededRandom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
