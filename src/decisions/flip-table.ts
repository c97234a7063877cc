import { createCreditSums } from './credit-sums.ts'
import type { FlippedAnswer, ImpactFlips } from './impact.ts'
import type { MovedAnswer, ReplayMove } from './replay-moves.ts'

interface Row {
  readonly section: ImpactFlips['section']
  readonly before: FlippedAnswer
  readonly after: FlippedAnswer
  decisions: number
}

/** Counts flips by what they go from and to. */
export interface FlipTable {
  /** `after` as it would be credited. */
  add(move: ReplayMove, after: MovedAnswer): void
  count(): number
  /** The most frequent first. */
  rows(): readonly ImpactFlips[]
}

/** No flip was counted yet. */
export function createFlipTable(): FlipTable {
  const rows = new Map<string, Row>()
  const sums = createCreditSums()
  let count = 0
  return {
    add: ({ place, before }, after) => {
      const section = place.kind === 'decision' ? 'refunds' : 'disputes'
      const sides = { section, before: flipped(before), after: flipped(after) } as const
      const key = JSON.stringify(sides)
      const row = rows.get(key) ?? { ...sides, decisions: 0 }
      rows.set(key, row)
      row.decisions += 1
      count += 1
      for (const [side, { amount, currency }] of [['before', before] as const, ['after', after] as const]) {
        if (amount !== null && currency !== null) sums.add(key, side, { amount, currency })
      }
    },
    count: () => count,
    rows: () =>
      [...rows]
        .sort(([left, { decisions: of }], [right, { decisions: than }]) => than - of || (left < right ? -1 : 1))
        .map(([key, row]) => ({ ...row, credits: sums.of(key) })),
  }
}

function flipped({ outcome, rule, reason_code }: MovedAnswer): FlippedAnswer {
  return { outcome, rule, reason_code }
}
