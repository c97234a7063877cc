import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { Spread } from './spread.ts'
import { createTally, type Tally } from './tally.ts'

/** What the store says when it is asked at a scrape; null where it could not be asked. */
export interface Sample {
  /** Reviews that wait, and those of them past their due time, by level. */
  readonly reviews: Readonly<Record<string, { readonly waiting: number; readonly overdue: number }>>
  /** Of the review that is due first: for how long it waits, and for how long it is overdue. Seconds. */
  readonly review_age: number
  readonly review_overdue: number
  /** Entries that are stored but not yet numbered in the feed; counted up to a bound. */
  readonly feed_lag: number
  readonly feed_tail: number
  /** Credits that nobody reported as delivered, counted up to a bound, and the age of the oldest. Seconds. */
  readonly undelivered: number
  readonly undelivered_age: number
  readonly approvals_paused: boolean
  readonly ready: boolean
}

/** Hears of what happens, and tells it to Prometheus. To hear costs less than a microsecond. */
export interface Metrics {
  decided(decision: DecidedLabels, milliseconds: number): void
  /** A request that is over; the route is the pattern, never the path. */
  answered(request: AnsweredLabels, milliseconds: number): void
  problem(code: string): void
  appended(result: 'appended' | 'conflict' | 'bound_elsewhere' | 'stale'): void
  /** So many writes became durable together. */
  committed(writes: number): void
  storeFailed(code: string): void
  evaluatorsDiffer(policy: string, evaluator: string): void
  clockBehind(milliseconds: number): void
  /** One run of what the service does by itself from time to time failed. */
  repetitionFailed(work: RepeatedWork): void
  /** Policies and evaluators that differ so far, as `policy: evaluator`. */
  differing(): readonly string[]
  /** Begins to watch the event loop and the process, too. */
  watchProcess(): void
  /** All of it in Prometheus' text format, of this process alone. */
  text(): Promise<string>
}

/** What a service does by itself from time to time. */
export type RepeatedWork = 'escalation' | 'feed' | 'erasure' | 'publishing' | 'checkpoint'

/** A decision, as it is counted. */
export interface DecidedLabels {
  readonly policy: string
  readonly outcome: string
  readonly clause: string
}

/** An answer, as it is counted. */
export interface AnsweredLabels {
  readonly method: string
  readonly route: string
  readonly status: number
}

export const metricsMediaType = 'text/plain; version=0.0.4'

const secondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const groupBounds = [1, 2, 4, 8, 16, 32, 64, 128, 256, 500]

/** The metrics of a service, all at zero; `sample` is asked at every scrape. */
export function createMetrics(sample: () => Promise<Sample | null>): Metrics {
  const registry = new SampledRegistry()
  // For the primary that adds up those of all its workers.
  AggregatorRegistry.setRegistries(registry)
  const decisions = tallied(registry, 'decisions_total', 'Decisions that were stored.', ['policy', 'outcome', 'clause'])
  const problems = tallied(registry, 'problems_total', 'Requests answered with a problem.', ['code'])
  const appends = tallied(registry, 'appends_total', 'Entries given to the store, and what came of it.', ['result'])
  const storeErrors = tallied(registry, 'store_errors_total', 'Calls that the store failed.', ['code'])
  const differing = tallied(registry, 'evaluators_differ_total', 'Evaluators not used: they differ.', [
    'policy',
    'evaluator',
  ])
  const repetitions = tallied(registry, 'background_failures_total', 'Runs of background work that failed.', ['work'])
  const behind = tallied(registry, 'clock_behind_entries_total', 'Entries written by a clock far behind.', [])
  const spread = <Label extends string>(
    name: string,
    help: string,
    bounds: readonly number[],
    labels: readonly Label[] = [],
  ): Spread<Label> => new Spread({ name: `refund_policy_${name}`, help, labels, bounds }, registry)
  const deciding = spread('decision_seconds', 'From the request to the durable decision.', secondsBounds)
  const requests = spread(
    'http_request_seconds',
    'From the head of a request to the end of its answer.',
    secondsBounds,
    ['method', 'route', 'status'],
  )
  const groups = spread('commit_group_writes', 'Writes that became durable together.', groupBounds)
  const clock = gauge(registry, 'clock_behind_seconds', 'How far the clock was behind, when it last was.')
  sampled(registry, sample)
  return {
    decided: ({ policy, outcome, clause }, milliseconds) => {
      decisions.add([policy, outcome, clause])
      deciding.count(milliseconds / 1000)
    },
    answered: ({ method, route, status }, milliseconds) =>
      requests.count(milliseconds / 1000, [method, route, String(status)]),
    problem: (code) => problems.add([code]),
    appended: (result) => appends.add([result]),
    committed: (writes) => groups.count(writes),
    storeFailed: (code) => storeErrors.add([code]),
    evaluatorsDiffer: (policy, evaluator) => differing.add([policy, evaluator]),
    clockBehind: (milliseconds) => {
      behind.add([])
      clock.set(milliseconds / 1000)
    },
    repetitionFailed: (work) => repetitions.add([work]),
    differing: () => differing.entries().map(({ labels }) => `${labels.policy}: ${labels.evaluator}`),
    watchProcess: () => collectDefaultMetrics({ register: registry }),
    // Through what a primary does with many: a histogram of ours is told by its values alone.
    text: async () => AggregatorRegistry.aggregate([await registry.getMetricsAsJSON()]).metrics(),
  }
}

function tallied<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labels: readonly Label[],
): Tally<Label> {
  const tally = createTally(labels)
  const counter = new Counter({
    name: `refund_policy_${name}`,
    help,
    labelNames: [...labels],
    registers: [],
    collect() {
      this.reset()
      for (const { labels: own, count } of tally.entries()) this.inc({ ...own }, count)
    },
  })
  registry.registerMetric(counter)
  return tally
}

/** Every process asks the one store: to add their answers up would count it several times. */
function gauge(
  registry: Registry,
  name: string,
  help: string,
  labelNames: string[] = [],
  aggregator: 'max' | 'min' = 'max',
): Gauge {
  return new Gauge({ name: `refund_policy_${name}`, help, labelNames, registers: [registry], aggregator })
}

/** Asks the store once for each scrape, before anything is told: the metrics of a scrape are told side by side. */
class SampledRegistry extends Registry {
  takeSample: () => Promise<void> = async () => {}

  override async getMetricsAsJSON(): ReturnType<Registry['getMetricsAsJSON']> {
    await this.takeSample()
    return super.getMetricsAsJSON()
  }
}

/** What is asked of the store at each scrape. */
function sampled(registry: SampledRegistry, sample: () => Promise<Sample | null>): void {
  const review_age = gauge(registry, 'review_age_seconds', 'For how long the review that is due first waits.')
  const review_overdue = gauge(registry, 'review_overdue_seconds', 'For how long the review due first is overdue.')
  const feed_lag = gauge(registry, 'feed_lag_entries', 'Entries without a number in the feed, up to 1000.')
  const feed_tail = gauge(registry, 'feed_tail', 'The highest number in the feed.')
  const undelivered = gauge(registry, 'undelivered_credits', 'Credits not reported as delivered, up to 200.')
  const undelivered_age = gauge(registry, 'undelivered_age_seconds', 'Age of the oldest credit not delivered.')
  const paused = gauge(registry, 'approvals_paused', '1 while approvals are paused.')
  const waiting = gauge(registry, 'reviews_waiting', 'Reviews that wait for a person.', ['level'])
  const overdue = gauge(registry, 'reviews_overdue', 'Reviews past their due time.', ['level'])
  const ready = gauge(registry, 'ready', '1 while a decision could be stored.', [], 'min')
  registry.takeSample = async () => {
    const found = await sample()
    ready.set(found?.ready === true ? 1 : 0)
    if (found === null) return
    review_age.set(found.review_age)
    review_overdue.set(found.review_overdue)
    feed_lag.set(found.feed_lag)
    feed_tail.set(found.feed_tail)
    undelivered.set(found.undelivered)
    undelivered_age.set(found.undelivered_age)
    paused.set(found.approvals_paused ? 1 : 0)
    for (const each of [waiting, overdue]) each.reset()
    for (const [level, counts] of Object.entries(found.reviews)) {
      waiting.set({ level }, counts.waiting)
      overdue.set({ level }, counts.overdue)
    }
  }
}
