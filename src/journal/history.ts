import { sumDecimals } from '../money/sum-decimals.ts'
import { formatInstant } from '../time/instant.ts'
import type { Entry } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import { creditOf } from './evolve.ts'
import type { JournalStore } from './journal-store.ts'
import type { Amounts, Counters } from './model/state.ts'
import { addSum, negated } from './model/sum.ts'

/** Which entries a question is about; a filter left out lets all pass. */
export interface HistoryQuestion {
  readonly entries: 'claims' | 'denials' | 'approvals' | 'reviews' | 'decisions' | 'disputes' | 'credits'
  /** Whether the sum of what the entries credited is asked for, not only their count. */
  readonly isSum: boolean
  /** Null: of the whole account. */
  readonly order: string | null
  /** Only entries in the last so many milliseconds before `now`; null for all. */
  readonly withinMilliseconds: number | null
  /** Only entries before this instant; null for all. */
  readonly before: number | null
  readonly where: {
    readonly outcome?: string
    readonly rule?: string
    readonly clause?: string
    readonly kind?: string
  }
}

/** The head that the decision stands on: it sees exactly the entries up to there. */
export interface HistoryPoint {
  readonly head: Entry | null
  readonly now: number
}

/** How many entries a question found, and what they credited. */
export interface HistoryAnswer {
  readonly count: number
  /** What the counted entries credited, by currency, exact decimal text. */
  readonly credited: Readonly<Record<string, string>>
}

const nothing: HistoryAnswer = { count: 0, credited: {} }

/**
 * Counts what the account's stream holds up to the head. Unfiltered questions over the account cost
 * two reads however long the history (difference of cumulative counters); others read the entries
 * that an index selects.
 */
export async function readHistory(
  store: Pick<JournalStore, 'newestUpTo' | 'historyEntries'>,
  point: HistoryPoint,
  question: HistoryQuestion,
): Promise<HistoryAnswer> {
  if (point.head === null) return nothing
  const isPlain =
    question.order === null &&
    Object.keys(question.where).length === 0 &&
    !(question.isSum && question.entries === 'claims')
  return isPlain
    ? countByDifference(store, point.head, { ...question, now: point.now })
    : countEntries(store, point.head, { ...question, now: point.now })
}

type DatedQuestion = HistoryQuestion & { readonly now: number }

async function countByDifference(
  store: Pick<JournalStore, 'newestUpTo'>,
  head: Entry,
  question: DatedQuestion,
): Promise<HistoryAnswer> {
  const countersAt = async (milliseconds: number): Promise<Counters | null> =>
    (await store.newestUpTo(head.account, formatInstant(milliseconds), head.sequence))?.state.counters ?? null
  const end = question.before === null ? head.state.counters : await countersAt(question.before - 1)
  const start =
    question.withinMilliseconds === null ? null : await countersAt(question.now - question.withinMilliseconds)
  if (end === null) return nothing
  const count = end[question.entries] - (start?.[question.entries] ?? 0)
  if (count <= 0) return nothing
  const credited = (counters: Counters | null): Amounts =>
    counters === null ? {} : creditedBy(counters, question.entries)
  return { count, credited: differences(credited(end), credited(start)) }
}

/** All that such entries ever credited. Only approvals pay by themselves; claims are not told apart here. */
function creditedBy(counters: Counters, entries: HistoryQuestion['entries']): Amounts {
  switch (entries) {
    case 'credits':
      return counters.credited
    case 'approvals':
    case 'decisions':
      return counters.credited_automatically
    case 'claims':
    case 'denials':
    case 'reviews':
    case 'disputes':
      return {}
  }
}

function differences(end: Amounts, start: Amounts): Amounts {
  return Object.fromEntries(
    Object.entries(end).map(([currency, amount]) => [currency, sumDecimals([amount, negated(start[currency] ?? '0')])]),
  )
}

async function countEntries(
  store: Pick<JournalStore, 'historyEntries'>,
  head: Entry,
  question: DatedQuestion,
): Promise<HistoryAnswer> {
  const selected = await store.historyEntries({
    account: head.account,
    order: question.order,
    kinds: kindsOf(question.entries),
    after: question.withinMilliseconds === null ? null : formatInstant(question.now - question.withinMilliseconds),
    before: question.before === null ? null : formatInstant(question.before),
    upTo: head.sequence,
  })
  const matching = selected.filter((entry) => isOne(entry, question.entries) && passes(entry, question.where))
  const credited = matching.map(creditOf).reduce(addSum, {})
  return { count: matching.length, credited }
}

function kindsOf(entries: HistoryQuestion['entries']): readonly EntryKind[] {
  switch (entries) {
    case 'claims':
    case 'denials':
    case 'approvals':
    case 'reviews':
    case 'decisions':
      return ['decision']
    case 'disputes':
      return ['dispute_opened']
    case 'credits':
      return ['decision', 'review_resolved']
  }
}

function isOne(entry: Entry, entries: HistoryQuestion['entries']): boolean {
  switch (entries) {
    case 'claims':
      return isClaim(entry)
    case 'denials':
      return isClaim(entry) && outcomeOf(entry) === 'deny'
    case 'approvals':
      return outcomeOf(entry) === 'approve'
    case 'reviews':
      return outcomeOf(entry) === 'review'
    case 'decisions':
    case 'disputes':
      return true
    case 'credits':
      return creditOf(entry) !== null
  }
}

function isClaim(entry: Entry): boolean {
  return entry.kind === 'decision' && entry.request.claim === 'counted'
}

function outcomeOf(entry: Entry): string | null {
  return entry.kind === 'decision' ? entry.result.outcome : null
}

function passes(entry: Entry, where: HistoryQuestion['where']): boolean {
  if (where.kind !== undefined && where.kind !== entry.kind) return false
  const { outcomes, rule, clause } = decidedIn(entry)
  return (
    (where.outcome === undefined || outcomes.includes(where.outcome)) &&
    (where.rule === undefined || where.rule === rule) &&
    (where.clause === undefined || where.clause === clause)
  )
}

/** What filters look at. An entry that no rule decided has neither rule nor clause. */
function decidedIn(entry: Entry): {
  readonly outcomes: readonly (string | null)[]
  readonly rule: string | null
  readonly clause: string | null
} {
  switch (entry.kind) {
    case 'decision': {
      const { outcome, label, rule, clause } = entry.result
      return { outcomes: [outcome, label], rule, clause: clause?.id ?? null }
    }
    case 'dispute_opened': {
      const { outcome, rule, clause } = entry.result
      return { outcomes: [outcome], rule, clause: clause?.id ?? null }
    }
    case 'review_resolved':
      return { outcomes: [entry.result.outcome], rule: null, clause: null }
    default:
      return { outcomes: [], rule: null, clause: null }
  }
}
