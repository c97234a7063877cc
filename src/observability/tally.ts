/** Counts by labels, in plain numbers: what is counted at each request must cost next to nothing. */
export interface Tally<Label extends string> {
  /** Label values in the order of the labels. */
  add(values: readonly string[], count?: number): void
  /** Every series so far. */
  entries(): readonly { readonly labels: Readonly<Record<Label, string>>; readonly count: number }[]
}

/** More series than these are counted together, with `other` for every label: a label never grows without bound. */
const mostSeries = 1000

/** A tally without counts. */
export function createTally<Label extends string>(labels: readonly Label[]): Tally<Label> {
  const counts = new Map<string, { readonly values: readonly string[]; count: number }>()
  const other = labels.map(() => 'other')

  const seriesOf = (values: readonly string[]): { count: number } => {
    const name = values.join('\0')
    const known = counts.get(name)
    if (known !== undefined) return known
    if (counts.size >= mostSeries && values !== other) return seriesOf(other)
    const made = { values, count: 0 }
    counts.set(name, made)
    return made
  }

  return {
    add: (values, count = 1) => {
      seriesOf(values).count += count
    },
    entries: () =>
      [...counts.values()].map(({ values, count }) => ({
        labels: Object.fromEntries(labels.map((label, index) => [label, values[index] ?? ''])) as Record<Label, string>,
        count,
      })),
  }
}
