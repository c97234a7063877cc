/** The names that stand elsewhere among those that both lists have: as few as explain the new order. */
export function movedNames(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = new Map(before.map((name, place) => [name, place]))
  const kept = after.flatMap((name) => {
    const place = places.get(name)
    return place === undefined ? [] : [{ name, place }]
  })
  const stayed = new Set(longestAscending(kept.map(({ place }) => place)))
  return new Set(kept.filter(({ place }) => !stayed.has(place)).map(({ name }) => name))
}

/** A longest run of ascending values, not necessarily side by side. */
function longestAscending(values: readonly number[]): readonly number[] {
  /** By length: where the run of that length with the lowest end ends. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  for (const [index, value] of values.entries()) {
    let low = 0
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    before[index] = ends[low - 1]
    ends[low] = index
  }
  const run: number[] = []
  for (let at = ends.at(-1); at !== undefined; at = before[at]) run.push(values[at] ?? 0)
  return run
}
