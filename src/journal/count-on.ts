import { LRUCache } from 'lru-cache'
import { sumDecimals } from '../money/sum-decimals.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import type { CountedHistory, HistoryCount } from './history-selection.ts'
import type { JournalStore } from './journal-store.ts'
import type { Amounts } from './model/state.ts'
import { negated } from './model/sum.ts'

/** What was counted once. Nothing of it changes any more: later entries of the account were decided after `to`. */
interface Counted {
  /** Exclusive; null for no bound. */
  readonly after: string | null
  /** Inclusive. */
  readonly to: string
  readonly upTo: number
  readonly answer: CountedHistory
}

/** Counting fewer than these costs less than asking twice. */
const worthKeeping = 300
/** In an account that is as long as this a store may pass over many to find the few that count. */
const longAccount = 2000
/** So many behind what is kept are counted anew each time. */
const mostBehind = 200
const mostKept = 10_000
/** Windows are told apart by their length, give or take; one that is taken for another is only counted anew. */
const lengthStep = 21_600_000

/**
 * Counts as the store does, but what was counted of a long account before is not counted again: what has left the window is
 * taken off, and what came since is added. So counts cost the same in an account of 100 entries and of 100,000.
 *
 * Only where {@link HistoryCount.inOrderTo} says that times rise with the sequence: then what was decided before the newest entry
 * is as it was for good, whichever process writes the next.
 */
export function countOn(count: JournalStore['historyCount']): JournalStore['historyCount'] {
  const kept = new LRUCache<string, Counted>({ max: mostKept })
  return async (selection) => {
    const { inOrderTo, after } = selection
    if (inOrderTo === undefined || selection.of !== null || selection.before !== null) return count(selection)
    const key = keyOf(selection, inOrderTo)
    const known = kept.get(key)
    if (known === undefined || !reaches(known, selection)) {
      const answer = await count(selection)
      const isWorthKeeping = answer.count >= worthKeeping || selection.upTo >= longAccount
      if (isWorthKeeping) kept.set(key, await kernelOf(count, selection, { answer, inOrderTo }))
      return answer
    }
    const [left, behind] = await Promise.all([
      leftOf(count, known, selection),
      count({ ...selection, after: known.to }),
    ])
    const still = left === null ? known.answer : difference(known.answer, left)
    const answer = sum(still, behind)
    if (behind.count > mostBehind) kept.set(key, await kernelOf(count, selection, { answer, inOrderTo }))
    else if (left !== null) kept.set(key, { ...known, after, answer: still })
    return answer
  }
}

/** Whether what was counted lies within what is asked for, but for what has left the window. */
function reaches(known: Counted, { after, upTo }: HistoryCount): boolean {
  if (known.upTo > upTo || (after !== null && after >= known.to)) return false
  return known.after === null || (after !== null && after >= known.after)
}

/** What of it was decided before the newest of all: the next entry may have the newest one's time. */
async function kernelOf(
  count: JournalStore['historyCount'],
  selection: HistoryCount,
  { answer, inOrderTo }: { readonly answer: CountedHistory; readonly inOrderTo: string },
): Promise<Counted> {
  const { after, upTo } = selection
  const before = formatInstant(parseInstant(inOrderTo) - 1)
  const to = after !== null && after > before ? after : before
  return { after, to, upTo, answer: difference(answer, await count({ ...selection, after: to })) }
}

/** What was counted and is not in the window any more; null where nothing can have left it. */
async function leftOf(
  count: JournalStore['historyCount'],
  known: Counted,
  selection: HistoryCount,
): Promise<CountedHistory | null> {
  const { after } = selection
  if (after === null || after === known.after) return null
  const before = formatInstant(parseInstant(after) + 1)
  return count({ ...selection, after: known.after, before, upTo: known.upTo })
}

function keyOf({ account, counted, where, isSum, after }: HistoryCount, inOrderTo: string): string {
  const length = after === null ? null : Math.round((parseInstant(inOrderTo) - parseInstant(after)) / lengthStep)
  const { outcome, rule, clause, kind } = where
  return JSON.stringify([account, counted, outcome, rule, clause, kind, isSum, length])
}

function sum(one: CountedHistory, other: CountedHistory): CountedHistory {
  const currencies = [...new Set([...Object.keys(one.credited), ...Object.keys(other.credited)])]
  const credited = currencies.map((currency): [string, string] => [
    currency,
    sumDecimals([one.credited[currency] ?? '0', other.credited[currency] ?? '0']),
  ])
  return {
    count: one.count + other.count,
    credited: Object.fromEntries(credited.filter(([, amount]) => /[1-9]/.test(amount))),
  }
}

function difference(one: CountedHistory, other: CountedHistory): CountedHistory {
  const credited: Amounts = Object.fromEntries(
    Object.entries(other.credited).map(([currency, amount]) => [currency, negated(amount)]),
  )
  return sum(one, { count: -other.count, credited })
}
