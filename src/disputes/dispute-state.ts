import type { EntryOf } from '../journal/entry.ts'
import { disputeKinds, type DisputeNotice as KnownNotice } from '../journal/kinds/dispute-notice.ts'
import type { Sum } from '../journal/model/sum.ts'
import { countsAfter, countsNothing, type DisputeCounts } from './dispute-counts.ts'
import type { DisputeStatus } from './disputes.ts'

export const disputeEntryKinds = ['dispute_opened', 'dispute_amended', 'dispute_closed', 'dispute_reopened'] as const

/** An entry about a dispute. */
export type DisputeEntry = EntryOf<(typeof disputeEntryKinds)[number]>

/** A dispute as its entries leave it. */
export interface DisputeState {
  readonly opened: EntryOf<'dispute_opened'>
  /** The newest decision on it. */
  readonly decided: EntryOf<'dispute_opened' | 'dispute_amended'>
  readonly newest: DisputeEntry
  /** The sequence from which on it is no mere inquiry; null for an inquiry. */
  readonly chargebackSince: number | null
  readonly notice: KnownNotice
  readonly status: DisputeStatus
  readonly closedAt: string | null
  /** What a person stated for the end that holds. */
  readonly stated: Sum | null
  readonly rounds: number
  readonly counts: DisputeCounts
}

/** The dispute after each of its entries, which are given oldest first. Pure. */
export function statesAlong([opened, ...later]: readonly DisputeEntry[]): readonly DisputeState[] {
  if (opened === undefined || opened.kind !== 'dispute_opened') return []
  let state = openedDispute(opened)
  const states = [state]
  for (const entry of later) {
    state = disputeAfter(state, entry)
    states.push(state)
  }
  return states
}

/** The dispute that the entries are about, as the last of them leaves it. */
export function stateOf(entries: readonly DisputeEntry[]): DisputeState {
  const state = statesAlong(entries).at(-1)
  if (state === undefined) throw new TypeError('a dispute begins with the entry that opened it')
  return state
}

function openedDispute(opened: EntryOf<'dispute_opened'>): DisputeState {
  const notice = opened.request
  return {
    opened,
    decided: opened,
    newest: opened,
    chargebackSince: notice.kind === 'inquiry' ? null : opened.sequence,
    notice,
    status: 'open',
    closedAt: null,
    stated: null,
    rounds: 0,
    counts: countsAfter(countsNothing, opened.result.effect),
  }
}

function disputeAfter(before: DisputeState, entry: DisputeEntry): DisputeState {
  const after = { ...before, newest: entry, counts: countsAfter(before.counts, entry.result.effect) }
  switch (entry.kind) {
    case 'dispute_opened':
      throw new TypeError(`the dispute ${before.opened.id} was opened once, not again by ${entry.id}`)
    case 'dispute_amended': {
      const { notice } = entry.request
      const chargebackSince = before.chargebackSince ?? (notice.kind === 'inquiry' ? null : entry.sequence)
      const amended = { ...after, decided: entry, notice, chargebackSince }
      return opensAgain(before, notice) ? reopened(amended) : amended
    }
    case 'dispute_closed': {
      const { outcome, stated } = entry.result
      return {
        ...after,
        notice: { ...before.notice, respond_by: null },
        status: outcome,
        closedAt: entry.decided_at,
        stated,
      }
    }
    case 'dispute_reopened': {
      const { respond_by } = entry.request
      return reopened({ ...after, notice: { ...before.notice, respond_by } })
    }
  }
}

/** The sequence of the entry whose deadline counts no more behind another about the dispute; null where it has none. */
export function answeredBy(known: Pick<DisputeState, 'newest'> | null): number | null {
  return known === null || known.newest.pending.response === null ? null : known.newest.sequence
}

/** Whether what is known now makes an ended dispute an open one: it is weightier than it was, or was opened once more later. */
export function opensAgain(before: Pick<DisputeState, 'status' | 'notice'>, notice: KnownNotice): boolean {
  const { status, notice: known } = before
  return status !== 'open' && (isWeightier(notice.kind, known.kind) || notice.opened_at > known.opened_at)
}

/** Whether the first kind weighs more than the second. */
export function isWeightier(left: KnownNotice['kind'], right: KnownNotice['kind']): boolean {
  return disputeKinds.indexOf(left) > disputeKinds.indexOf(right)
}

function reopened(state: DisputeState): DisputeState {
  return { ...state, status: 'open', closedAt: null, stated: null, rounds: state.rounds + 1 }
}
