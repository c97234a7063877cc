import { Rational } from '../money/rational.ts'
import { creditChange } from './credit-sums.ts'
import type { ImpactChange } from './impact.ts'
import type { MovedAnswer, ReplayMove } from './replay-moves.ts'

interface Kept {
  readonly change: ImpactChange
  readonly size: Rational
}

/** Keeps the largest changes of each currency. */
export interface LargestChanges {
  /** `after` as it would be credited. */
  add(move: ReplayMove, after: MovedAnswer): void
  /** By currency, the largest first, whether more or less. */
  list(): readonly ImpactChange[]
}

/** Keeps at most so many for each currency; of two that are as large the one that was decided first. */
export function createLargestChanges(most: number): LargestChanges {
  const byCurrency = new Map<string, Kept[]>()
  const keep = (change: ImpactChange): void => {
    const size = Rational.of(change.extra).absolute()
    const kept = byCurrency.get(change.currency) ?? []
    byCurrency.set(change.currency, kept)
    const place = kept.findIndex((one) => one.size.compare(size) < 0)
    if (place === -1 && kept.length >= most) return
    kept.splice(place === -1 ? kept.length : place, 0, { change, size })
    if (kept.length > most) kept.pop()
  }
  return {
    add: ({ place, before }, after) => {
      for (const currency of new Set([before.currency, after.currency])) {
        if (currency === null) continue
        const { extra } = creditChange(currency, amountIn(before, currency), amountIn(after, currency))
        if (extra !== '0') keep({ ...place, before, after, currency, extra })
      }
    },
    list: () =>
      [...byCurrency]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .flatMap(([, kept]) => kept.map(({ change }) => change)),
  }
}

function amountIn({ amount, currency }: MovedAnswer, asked: string): string {
  return currency === asked ? (amount ?? '0') : '0'
}
