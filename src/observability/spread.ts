import { Histogram, type MetricObjectWithValues, type MetricValueWithName, type Registry } from 'prom-client'

/** What a histogram is called, and where its buckets end, ascending. */
export interface SpreadOptions<Label extends string> {
  readonly name: string
  readonly help: string
  readonly labels: readonly Label[]
  readonly bounds: readonly number[]
}

interface Series {
  readonly values: readonly string[]
  readonly counts: number[]
  count: number
  sum: number
}

/** More series than these are counted together. */
const mostSeries = 500

/** A histogram that counts into plain numbers and makes its metric when it is asked for. */
export class Spread<Label extends string> extends Histogram<Label> {
  readonly #options: SpreadOptions<Label>
  readonly #series = new Map<string, Series>()

  constructor(options: SpreadOptions<Label>, registry: Registry) {
    super({
      name: options.name,
      help: options.help,
      labelNames: [...options.labels],
      buckets: [...options.bounds],
      registers: [registry],
    })
    this.#options = options
  }

  /** Counts one value; label values in the order of the labels. */
  count(value: number, values: readonly string[] = []): void {
    const series = this.#seriesOf(values)
    const { bounds } = this.#options
    let bucket = 0
    while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket += 1
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1
    series.count += 1
    series.sum += value
  }

  #seriesOf(values: readonly string[]): Series {
    const name = values.join('\0')
    const known = this.#series.get(name)
    if (known !== undefined) return known
    const { labels, bounds } = this.#options
    const other = labels.map(() => 'other')
    if (this.#series.size >= mostSeries && name !== other.join('\0')) return this.#seriesOf(other)
    const made: Series = { values, counts: Array.from({ length: bounds.length + 1 }, () => 0), count: 0, sum: 0 }
    this.#series.set(name, made)
    return made
  }

  override async get(): Promise<MetricObjectWithValues<MetricValueWithName<Label>>> {
    const { name, help } = this.#options
    const values = [...this.#series.values()].flatMap((series) => this.#valuesOf(series))
    return { ...(await super.get()), name, help, values }
  }

  #valuesOf({ values, counts, count, sum }: Series): MetricValueWithName<Label>[] {
    const { name, labels, bounds } = this.#options
    const own = Object.fromEntries(labels.map((label, index) => [label, values[index] ?? '']))
    const value = (metricName: string, amount: number, more: object = {}): MetricValueWithName<Label> => ({
      metricName,
      value: amount,
      labels: { ...own, ...more } as MetricValueWithName<Label>['labels'],
    })
    let below = 0
    const buckets = bounds.map((bound, index) => {
      below += counts[index] ?? 0
      return value(`${name}_bucket`, below, { le: bound })
    })
    return [
      ...buckets,
      value(`${name}_bucket`, count, { le: '+Inf' }),
      value(`${name}_sum`, sum),
      value(`${name}_count`, count),
    ]
  }
}
