import type { EntryOf, SaidIn } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import type { DisputeClosing } from './kinds/dispute-closed.ts'

/** Every kind of entry about a dispute. */
export const disputeEntryKinds = ['dispute_opened', 'dispute_amended', 'dispute_closed', 'dispute_reopened'] as const

/** An entry about a dispute. */
export type DisputeEntry = EntryOf<(typeof disputeEntryKinds)[number]>

/** The id of the entry that opened the dispute. */
export function disputeOf(entry: DisputeEntry): string {
  return entry.kind === 'dispute_opened' ? entry.id : entry.request.dispute
}

/** Until when the dispute that the entry leaves open has to be answered; null for any other entry, and where none was told. */
export function deadlineOf(said: { readonly [Name in EntryKind]: SaidIn<Name> }[EntryKind]): string | null {
  switch (said.kind) {
    case 'dispute_opened':
    case 'dispute_reopened':
      return said.request.respond_by
    case 'dispute_amended':
      return said.request.notice.respond_by
    default:
      return null
  }
}

/** Whether a dispute is open, or how it ended last. */
export type DisputeStatus = 'open' | DisputeClosing

/** The status of each dispute, by the id of the entry that opened it, after the entries (oldest first). */
export function disputeStatuses(entries: readonly DisputeEntry[]): ReadonlyMap<string, DisputeStatus> {
  const statuses = new Map<string, DisputeStatus>()
  for (const entry of entries) {
    switch (entry.kind) {
      case 'dispute_opened':
      case 'dispute_reopened':
        statuses.set(disputeOf(entry), 'open')
        break
      case 'dispute_closed':
        statuses.set(disputeOf(entry), entry.result.outcome)
        break
      case 'dispute_amended':
        break
    }
  }
  return statuses
}
