import { accountAfterDispute, type DisputeEffect } from '../journal/kinds/dispute-effect.ts'
import type { DisputeNotice as KnownNotice } from '../journal/kinds/dispute-notice.ts'
import { standingOf, worseOf } from '../journal/model/standing.ts'
import { initialState, type RunningState, type Standing } from '../journal/model/state.ts'
import type { DisputeOutcome } from '../policy/model/policy.ts'
import { countsNothing, type DisputeCounts } from './dispute-counts.ts'
import { type DisputeState, opensAgain } from './dispute-state.ts'

/** What a dispute counts once its notice was decided; an inquiry is open for nobody, and standing only rises. */
export function countsAfterRuling(
  known: DisputeState | null,
  notice: KnownNotice,
  outcome: DisputeOutcome,
): DisputeCounts {
  const counts = known?.counts ?? countsNothing
  const isReopened = known !== null && opensAgain(known, notice)
  const isOpen = known === null || known.status === 'open' || isReopened
  return {
    ...counts,
    isOpen: isOpen && notice.kind !== 'inquiry',
    ruled: worseOf(counts.ruled, standingAfter[outcome]),
    ended: isReopened ? 'keeps' : counts.ended,
  }
}

/** What it counts once it is open again: what it took stays taken until it ends otherwise. */
export function countsAfterReopening({ counts, notice }: DisputeState): DisputeCounts {
  return { ...counts, isOpen: notice.kind !== 'inquiry', ended: 'keeps' }
}

/** The account's standing after an entry about the dispute; null for a dispute that it opens. */
export function standingAfterEffect(
  before: RunningState | null,
  dispute: string | null,
  effect: DisputeEffect,
): Standing {
  const { contributions } = accountAfterDispute(before ?? initialState, dispute ?? '', { result: { effect } })
  return standingOf(contributions)
}

const standingAfter: Readonly<Record<DisputeOutcome, Standing>> = {
  none: 'good',
  warn: 'warned',
  suspend: 'suspended',
  terminate: 'terminated',
  ban: 'banned',
}
