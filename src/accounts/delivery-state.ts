import type { Entry, EntryOf } from '../journal/entry.ts'
import { creditOf, decisionOfCredit } from '../journal/evolve.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { Sum } from '../journal/model/sum.ts'
import { ofKinds } from '../journal/of-kind.ts'

const reportKinds = ['credit_delivered', 'credit_failed', 'credit_returned'] as const
/** What was reported of a credit that was to be delivered. */
export type DeliveryEntry = EntryOf<(typeof reportKinds)[number]>

/** What became of a decision's credit; the reports newest first. */
export interface DeliveryState {
  readonly sum: Sum
  /** How it is to be delivered; null where the policy left it open. */
  readonly method: string | null
  readonly reports: readonly DeliveryEntry[]
  /** The entry whose credit waits: the one that credited, or that came back last; null while it is delivered. */
  readonly waiting: Entry | null
  /** Entries that a crash left in the queue though their credit was delivered. */
  readonly leftInQueue: readonly Entry[]
}

/** What the stream says of the credit of a decision; null where it credited nothing. */
export async function deliveryState(
  store: Pick<JournalStore, 'entriesAbout'>,
  decision: Entry,
): Promise<DeliveryState | null> {
  const entries = await store.entriesAbout(decision.account, decision.id)
  const resolutions = ofKinds(entries, ['review_resolved'])
  const credit = [decision, ...resolutions].find(
    (entry) => creditOf(entry) !== null && decisionOfCredit(entry) === decision.id,
  )
  const sum = credit === undefined ? null : creditOf(credit)
  if (credit === undefined || sum === null) return null
  const reports = [...ofKinds(entries, reportKinds)].reverse()
  const last = reports.find(({ kind }) => kind !== 'credit_failed')
  const waiting = last?.kind === 'credit_delivered' ? null : (last ?? credit)
  const leftInQueue = [credit, ...reports].filter(({ id, pending }) => pending.delivery && id !== waiting?.id)
  return { sum, method: methodOf(credit), reports, waiting, leftInQueue }
}

/** How a credit is to be delivered. */
export function methodOf(credit: Entry): string | null {
  if (credit.kind === 'credit_returned') return credit.result.method
  return credit.kind === 'decision' || credit.kind === 'review_resolved' ? (credit.result.refund?.method ?? null) : null
}
