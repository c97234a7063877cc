import { Rational } from '../money/rational.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { unpublished } from '../policy/versions/unpublished-version.ts'
import { millisecondsPerDay } from '../time/civil-day.ts'
import { parseInstant } from '../time/instant.ts'
import { createCreditSums } from './credit-sums.ts'
import { createFlipTable } from './flip-table.ts'
import { createFollowedParts } from './followed-parts.ts'
import type { CreditChange, CurrencyImpact, Impact } from './impact.ts'
import { createLargestChanges } from './largest-changes.ts'
import type { ReplayMove } from './replay-moves.ts'
import type { ReplaySelection } from './replay-selection.ts'
import { addTallies, emptyTally, type ReplayTally } from './replay-tally.ts'
import type { ReplayDone } from './replay-task.ts'

/** What an impact is asked for. */
export interface ImpactQuestion {
  /** Decisions by the policy of this name. */
  readonly policy: string
  /** The text; unpublished, or a version. */
  readonly by: PolicyVersion
  readonly only: ReplaySelection
  /** How many of the largest changes are listed, for each currency. */
  readonly top: number
}

/** Adds up what came of deciding again, block after block, in constant memory. */
export interface ImpactCount {
  hear(done: ReplayDone): void
  /** How many were looked at so far. */
  decisions(): number
  impact(): Impact
}

/** Nothing was looked at yet. */
export function createImpactCount(question: ImpactQuestion): ImpactCount {
  const [totals, clauses, rules] = [createCreditSums(), createCreditSums(), createCreditSums()]
  const parts = createFollowedParts()
  const flips = createFlipTable()
  const largest = createLargestChanges(question.top)
  let tally = emptyTally
  const hearMove = (move: ReplayMove): void => {
    const after = { ...move.after, amount: parts.credit(move) }
    const sides = [
      { side: 'before', answer: move.before },
      { side: 'after', answer: after },
    ] as const
    for (const { side, answer } of sides) {
      const { amount, currency, clause, rule } = answer
      if (amount === null || currency === null) continue
      totals.add(null, side, { amount, currency })
      clauses.add(clause, side, { amount, currency })
      rules.add(rule, side, { amount, currency })
    }
    if (move.flips) flips.add(move, after)
    largest.add(move, after)
  }
  return {
    hear: (done) => {
      tally = addTallies(tally, done.tally)
      for (const move of done.moves) hearMove(move)
    },
    decisions: () => tally.decisions,
    impact: () => {
      const { policy, by, only } = question
      const days = daysOf(tally)
      const again = tally.same + tally.different
      return {
        policy,
        version: by.version === unpublished ? null : by.version,
        sha256: by.sha256,
        ...only,
        first_decided_at: tally.first_decided_at,
        last_decided_at: tally.last_decided_at,
        days,
        decisions: tally.decisions,
        unchanged: tally.same,
        reworded: tally.different - flips.count(),
        flips: flips.count(),
        flip_share: again === 0 ? 0 : flips.count() / again,
        moves: flips.rows(),
        credits: totals.of(null).map((change) => perDay(change, days, only)),
        clauses: clauses.all(),
        rules: rules.all(),
        largest: largest.list(),
        not_replayed: { erased: tally.erased, problems: tally.problems, faults: tally.faults },
        orders_followed: parts.isComplete(),
      }
    },
  }
}

/** Days of UTC from the first decision to the last, both counted. */
function daysOf({ first_decided_at: first, last_decided_at: last }: ReplayTally): number {
  if (first === null || last === null) return 0
  const day = (instant: string): number => Math.floor(parseInstant(instant) / millisecondsPerDay)
  return day(last) - day(first) + 1
}

function perDay(change: CreditChange, days: number, { sample }: ReplaySelection): CurrencyImpact {
  const share = Rational.of(sample === null ? '1' : decimalShare(sample.share))
  const extra = Rational.of(change.extra)
  const each = days === 0 ? Rational.zero : extra.dividedBy(Rational.ofInteger(days)).dividedBy(share)
  const scale = Math.max(change.extra.split('.')[1]?.length ?? 0, 2)
  return { ...change, extra_per_day: each.round(scale, 'up').toDecimal() }
}

/** A share of a millionth is the smallest that is told apart. */
function decimalShare(share: number): string {
  return Rational.ofInteger(Math.max(Math.round(share * 1_000_000), 1))
    .dividedBy(Rational.ofInteger(1_000_000))
    .toDecimal()
}
