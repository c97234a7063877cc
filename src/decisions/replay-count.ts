import { isSameJson } from '../fingerprint/same-json.ts'
import { sumDecimals } from '../money/sum-decimals.ts'
import type { AnswerGiven, ReplayedAnswer } from './replay.ts'
import type { FoundPlace, ReplayPlace } from './replay-place.ts'
import {
  creditOf,
  inShort,
  mostListed,
  type ReplayDifference,
  type ReplayFault,
  type ReplayTally,
} from './replay-tally.ts'
import type { ReplayListener } from './replay-texts.ts'

/** Amounts are summed once at the end: the lists are no longer than what was decided. */
interface OpenOutcome {
  decisions: number
  readonly credited: Map<string, string[]>
  readonly wouldBeCredited: Map<string, string[]>
}

/** Counts what came of deciding again, one entry after the other. */
export function createReplayCount(): ReplayListener & { tally(): ReplayTally } {
  const total = { decisions: 0, same: 0, different: 0, erased: 0, not_decidable: 0 }
  const outcomes = new Map<string, Map<string, OpenOutcome>>()
  const [changed, problems] = [new Map<string, number>(), new Map<string, number>()]
  const period: { first: string | null; last: string | null } = { first: null, last: null }
  const differences: ReplayDifference[] = []
  const faults: ReplayFault[] = []
  const seen = ({ decidedAt }: FoundPlace): void => {
    total.decisions += 1
    period.first ??= decidedAt
    period.last = decidedAt
  }
  const countOutcome = (stored: AnswerGiven, replayed: AnswerGiven): void => {
    const outcome = outcomeOf(outcomes, stored.outcome, replayed.outcome)
    outcome.decisions += 1
    keepCredit(outcome.credited, stored)
    keepCredit(outcome.wouldBeCredited, replayed)
  }
  return {
    same: (place, answer) => {
      seen(place)
      total.same += 1
      countOutcome(answer, answer)
    },
    different: (place, stored, replayed) => {
      seen(place)
      total.different += 1
      countOutcome(stored, replayed)
      const difference = differenceOf(place.whole(), stored, replayed)
      for (const name of difference.changed) changed.set(name, (changed.get(name) ?? 0) + 1)
      if (differences.length < mostListed) differences.push(difference)
    },
    erased: (place) => {
      seen(place)
      total.erased += 1
    },
    fault: (fault) => {
      total.decisions += 1
      total.not_decidable += 1
      problems.set(fault.code, (problems.get(fault.code) ?? 0) + 1)
      if (faults.length < mostListed) faults.push(fault)
    },
    tally: () => ({
      ...total,
      outcomes: [...outcomes].flatMap(([stored, to]) =>
        [...to].map(([replayed, { decisions, credited, wouldBeCredited }]) => ({
          stored,
          replayed,
          decisions,
          credited: sumsOf(credited),
          would_be_credited: sumsOf(wouldBeCredited),
        })),
      ),
      changed: Object.fromEntries(changed),
      problems: Object.fromEntries(problems),
      first_decided_at: period.first,
      last_decided_at: period.last,
      differences,
      faults,
    }),
  }
}

function outcomeOf(outcomes: Map<string, Map<string, OpenOutcome>>, stored: string, replayed: string): OpenOutcome {
  const to = outcomes.get(stored) ?? new Map<string, OpenOutcome>()
  outcomes.set(stored, to)
  const open = to.get(replayed) ?? { decisions: 0, credited: new Map(), wouldBeCredited: new Map() }
  to.set(replayed, open)
  return open
}

function keepCredit(credits: Map<string, string[]>, { refund }: AnswerGiven): void {
  const credit = creditOf(refund)
  if (credit === null) return
  const kept = credits.get(credit.currency)
  if (kept === undefined) credits.set(credit.currency, [credit.amount])
  else kept.push(credit.amount)
}

function sumsOf(credits: ReadonlyMap<string, readonly string[]>): Readonly<Record<string, string>> {
  const currencies = [...credits].sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(currencies.map(([currency, amounts]) => [currency, sumDecimals(amounts)]))
}

function differenceOf(place: ReplayPlace, stored: ReplayedAnswer, replayed: ReplayedAnswer): ReplayDifference {
  const names = [...new Set([...Object.keys(stored), ...Object.keys(replayed)])]
  return {
    ...place,
    changed: names.filter((name) => !isSameJson(stored[name], replayed[name])),
    stored: inShort(stored),
    replayed: inShort(replayed),
  }
}
