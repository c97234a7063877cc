import type { Metrics } from './metrics.ts'

/** What is counted of decisions and of the store that they are written to. */
export type DecidingMetrics = Pick<
  Metrics,
  'appended' | 'clockBehind' | 'committed' | 'decided' | 'evaluatorsDiffer' | 'storeFailed'
>

/** One thing to count: plain data. */
export type Counted = {
  [Name in keyof DecidingMetrics]: readonly [Name, ...Parameters<DecidingMetrics[Name]>]
}[keyof DecidingMetrics]

/** Notes what is to be counted elsewhere. */
export function noteMetrics(note: (counted: Counted) => void): DecidingMetrics {
  return {
    appended: (...given) => note(['appended', ...given]),
    clockBehind: (...given) => note(['clockBehind', ...given]),
    committed: (...given) => note(['committed', ...given]),
    decided: (...given) => note(['decided', ...given]),
    evaluatorsDiffer: (...given) => note(['evaluatorsDiffer', ...given]),
    storeFailed: (...given) => note(['storeFailed', ...given]),
  }
}

/** Counts what was noted, in its order. */
export function retellMetrics(metrics: DecidingMetrics, noted: readonly Counted[]): void {
  for (const [name, ...given] of noted) (metrics[name] as (...values: readonly unknown[]) => void)(...given)
}
