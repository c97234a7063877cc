import { canonicalJson, type Json } from '../fingerprint/canonical-json.ts'
import { sumDecimals } from '../money/sum-decimals.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { type DisputeStatus, disputeEntryKinds, disputeOf, disputeStatuses } from './dispute-entries.ts'
import type { Entry, OrderKey, OrderPart } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import { countedAs, creditOf, decidedBy } from './evolve.ts'
import type { CountedHistory, HistoryFilter, HistoryStretch } from './history-selection.ts'
import type { JournalStore } from './journal-store.ts'
import type { Amounts, CountedThing, Counters } from './model/state.ts'
import { negated, sumsByCurrency } from './model/sum.ts'
import { isOfKind, ofKinds } from './of-kind.ts'

/** Which entries a question is about; a filter left out lets all pass. */
export interface HistoryQuestion {
  readonly entries: CountedThing
  /** Whether the sum of what the entries credited is asked for, not only their count. */
  readonly isSum: boolean
  /** The whole account (null), an order with all its parts, or exactly one part of it. */
  readonly of: OrderKey | OrderPart | null
  readonly window: HistoryWindow
  readonly where: HistoryFilter & {
    /** How a dispute ended, or that it did not yet. */
    readonly ended?: DisputeStatus
    /** Facts that an earlier request must have had, as they are stored. */
    readonly facts?: ReadonlyMap<string, Json>
  }
}

/** Instants (UTC ISO 8601), exclusive; null for no bound. */
export interface HistoryWindow {
  readonly after: string | null
  readonly before: string | null
}

/** The head that the decision stands on: it sees exactly the entries up to there. */
export interface HistoryPoint {
  readonly head: Entry | null
  /** The clock's time. Milliseconds. */
  readonly now: number
}

/** What a question reads of the store. */
export type HistoryReads = Pick<
  JournalStore,
  'newestDecidedUpTo' | 'historyCount' | 'historyEntries' | 'disputesOfAccount' | 'entryAt'
>

/** The reads, but where a window begins is not asked once more where the look at the stream told it. */
export function withKnownWindows(
  reads: HistoryReads,
  { head, windows }: { readonly head: Entry | null; readonly windows: ReadonlyMap<string, Entry | null> },
): HistoryReads {
  if (windows.size === 0) return reads
  return {
    historyCount: (selection) => reads.historyCount(selection),
    historyEntries: (selection) => reads.historyEntries(selection),
    disputesOfAccount: (account) => reads.disputesOfAccount(account),
    entryAt: (account, sequence) => reads.entryAt(account, sequence),
    newestDecidedUpTo: async (account, decidedAt, upTo) => {
      const known = account === head?.account ? windows.get(decidedAt) : undefined
      // One that was written after the head stands before none of the head's entries.
      const isKnown = known === null || (known !== undefined && known.sequence <= upTo)
      return isKnown ? known : reads.newestDecidedUpTo(account, decidedAt, upTo)
    },
  }
}

/** Of an account without entries. */
export const noHistory: CountedHistory = { count: 0, credited: {} }

/**
 * Counts what the account's stream holds up to the head. A time in the future counts as now. A plain
 * question over the account costs two reads however long the history (difference of cumulative counters),
 * as long as the stream's clock never ran back; others are counted in an index. Only what earlier requests
 * said, and how disputes ended, is read from the entries themselves.
 */
export async function readHistory(
  store: HistoryReads,
  { head, now }: HistoryPoint,
  question: HistoryQuestion,
): Promise<CountedHistory> {
  const window = windowAt(question.window, now)
  if (head === null || window === null) return noHistory
  const stretch = { account: head.account, of: question.of, ...window, upTo: head.sequence }
  const { ended, facts, ...where } = question.where
  if (ended !== undefined || (facts !== undefined && facts.size > 0)) return countByReading(store, stretch, question)
  const { latest, ran_back } = head.state.clock
  const isPlain = question.of === null && Object.keys(where).length === 0 && !ran_back
  if (isPlain && (!question.isSum || creditedBy[question.entries] !== null)) {
    return countByDifference(store, head, { counted: question.entries, window })
  }
  const selection = { ...stretch, counted: question.entries, where, isSum: question.isSum }
  return store.historyCount(ran_back ? selection : { ...selection, inOrderTo: latest })
}

/** The window as plain comparisons see it; null where nothing can be in it. What is in the future counts as now. */
function windowAt({ after, before }: HistoryWindow, now: number): HistoryWindow | null {
  if (after !== null && parseInstant(after) >= now) return null
  return { after, before: before !== null && parseInstant(before) > now ? null : before }
}

/**
 * What all entries that count as such ever credited, where the counters say so: only decisions credit by
 * themselves, and approvals and claims are not told apart there (null).
 */
const creditedBy: Readonly<Record<CountedThing, ((counters: Counters) => Amounts) | null>> = {
  credits: ({ credited }) => credited,
  decisions: ({ credited_automatically }) => credited_automatically,
  denials: () => ({}),
  reviews: () => ({}),
  disputes: () => ({}),
  approvals: null,
  claims: null,
}

async function countByDifference(
  store: Pick<JournalStore, 'newestDecidedUpTo'>,
  head: Entry,
  { counted, window }: { readonly counted: CountedThing; readonly window: HistoryWindow },
): Promise<CountedHistory> {
  const countersAt = async (instant: string): Promise<Counters | null> =>
    (await store.newestDecidedUpTo(head.account, instant, head.sequence))?.state.counters ?? null
  const end =
    window.before === null ? head.state.counters : await countersAt(formatInstant(parseInstant(window.before) - 1))
  const start = window.after === null ? null : await countersAt(window.after)
  if (end === null) return noHistory
  const count = end[counted] - (start?.[counted] ?? 0)
  if (count <= 0) return noHistory
  const credited = creditedBy[counted] ?? (() => ({}))
  return { count, credited: differences(credited(end), start === null ? {} : credited(start)) }
}

function differences(end: Amounts, start: Amounts): Amounts {
  return Object.fromEntries(
    Object.entries(end).map(([currency, amount]) => [currency, sumDecimals([amount, negated(start[currency] ?? '0')])]),
  )
}

/** Every kind of entry that counts as the thing. */
const kindsOf: Readonly<Record<CountedThing, readonly EntryKind[]>> = {
  claims: ['decision'],
  reviews: ['decision'],
  decisions: ['decision'],
  denials: ['decision', 'review_resolved'],
  approvals: ['decision', 'review_resolved'],
  credits: ['decision', 'review_resolved'],
  disputes: ['dispute_opened', 'dispute_amended'],
}

async function countByReading(
  store: HistoryReads,
  stretch: HistoryStretch,
  { entries, where }: HistoryQuestion,
): Promise<CountedHistory> {
  const selected = await store.historyEntries({ ...stretch, kinds: kindsOf[entries] })
  const counted = selected.filter((entry) => countedAs(entry).includes(entries) && passes(entry, where))
  const ended =
    where.ended === undefined ? counted : await endedSo(store, stretch, { entries: counted, as: where.ended })
  const matching = await withFacts(store, ended, where.facts ?? new Map())
  return { count: matching.length, credited: sumsByCurrency(matching.map(creditOf).filter((sum) => sum !== null)) }
}

function passes(entry: Entry, where: HistoryFilter): boolean {
  const { outcome, label, rule, clause } = decidedBy(entry)
  return (
    (where.kind === undefined || where.kind === entry.kind) &&
    (where.outcome === undefined || where.outcome === outcome || where.outcome === label) &&
    (where.rule === undefined || where.rule === rule) &&
    (where.clause === undefined || where.clause === clause)
  )
}

/** Those about a dispute that, up to the head, ended so. */
async function endedSo(
  store: Pick<JournalStore, 'disputesOfAccount'>,
  { account, upTo }: HistoryStretch,
  { entries, as }: { readonly entries: readonly Entry[]; readonly as: DisputeStatus },
): Promise<readonly Entry[]> {
  const known = ofKinds(await store.disputesOfAccount(account), disputeEntryKinds)
  const statuses = disputeStatuses(known.filter(({ sequence }) => sequence <= upTo))
  return entries.filter((entry) => isOfKind(entry, disputeEntryKinds) && statuses.get(disputeOf(entry)) === as)
}

/** Those whose request said so. Of what was erased nothing can be said any more. */
async function withFacts(
  store: Pick<JournalStore, 'entryAt'>,
  entries: readonly Entry[],
  facts: ReadonlyMap<string, Json>,
): Promise<readonly Entry[]> {
  if (facts.size === 0) return entries
  const wanted = [...facts].map(([name, value]) => [name, canonicalJson(value)] as const)
  const matching: Entry[] = []
  for (const entry of entries) {
    const said = (await requestOf(store, entry))?.confidential?.facts ?? {}
    if (wanted.every(([name, value]) => canonicalJson(said[name] ?? null) === value)) matching.push(entry)
  }
  return matching
}

/** The entry whose facts count: of a resolution the decision that the review was about. */
async function requestOf(store: Pick<JournalStore, 'entryAt'>, entry: Entry): Promise<Entry | null> {
  if (entry.kind !== 'review_resolved') return entry
  const { asked_by } = entry.request
  return asked_by === null ? null : store.entryAt(entry.account, asked_by.sequence)
}
