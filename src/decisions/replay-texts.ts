import type { Entry } from '../journal/entry.ts'
import { readEntry } from '../journal/read-entry.ts'
import { Problem } from '../problems/problem.ts'
import { parseInstant } from '../time/instant.ts'
import type { AnswerGiven, Replay, ReplayedAnswer } from './replay.ts'
import { type DecidingEntry, isDeciding, replayEntry } from './replay-entry.ts'
import { type FoundPlace, placeOf } from './replay-place.ts'
import { createQuickReplay, type ReplayScope } from './replay-quickly.ts'
import { accountOfBody } from './replay-selection.ts'
import type { ReplayFault } from './replay-tally.ts'
import { knownFacts, storedFactsFor } from './stored-facts.ts'

/** The texts of one entry; confidential is null once erased. */
export interface StoredTexts {
  readonly body: string
  readonly confidential: string | null
}

/** Hears what came of deciding again, entry by entry in their order; whole places are worked out where they are asked for. */
export interface ReplayListener {
  same(place: FoundPlace, answer: AnswerGiven): void
  different(place: FoundPlace, stored: ReplayedAnswer, replayed: ReplayedAnswer): void
  erased(place: FoundPlace): void
  fault(fault: ReplayFault): void
}

/** Texts to decide again, by what, and who hears what came of it. */
export interface ReplayWork {
  readonly scope: ReplayScope
  /** Whether decisions on this account are asked for; null: all are. */
  readonly isAsked: ((account: string) => boolean) | null
  readonly listeners: readonly ReplayListener[]
}

/**
 * Decides again what is stored in the texts, each for itself: on its own facts and in its own circumstances, as if
 * nothing else had been decided otherwise. What is no entry, or cannot be decided, is told as a fault.
 */
export async function replayTexts(texts: Iterable<StoredTexts>, work: ReplayWork): Promise<void> {
  const { scope, isAsked, listeners } = work
  const quickly = createQuickReplay(scope)
  for (const { body, confidential } of texts) {
    const account = isAsked === null ? null : accountOfBody(body)
    if (isAsked !== null && account !== null && !isAsked(account)) continue
    const quick = confidential === null ? null : quickly(body, confidential)
    if (quick === 'left_out') continue
    if (quick !== null) {
      for (const listener of listeners) tell(listener, quick.place, quick)
      continue
    }
    let entry: Entry | null = null
    try {
      entry = readTexts(body, confidential)
      if (!isDeciding(entry) || (scope.policy !== null && entry.policy?.name !== scope.policy)) continue
      const deciding = entry
      const replay = await replayWithin(scope, deciding)
      for (const listener of listeners) tellOf(listener, deciding, replay)
    } catch (error) {
      const [code, message] = error instanceof Problem ? [error.code, error.detail] : ['store_damaged', String(error)]
      const fault = { id: entry?.id ?? '', account: entry?.account ?? '', code, message }
      for (const listener of listeners) listener.fault(fault)
    }
  }
}

type Answered =
  | { readonly result: 'same'; readonly answer: AnswerGiven }
  | { readonly result: 'different'; readonly stored: ReplayedAnswer; readonly replayed: ReplayedAnswer }

function tell(listener: ReplayListener, place: FoundPlace, answered: Answered): void {
  if (answered.result === 'same') listener.same(place, answered.answer)
  else listener.different(place, answered.stored, answered.replayed)
}

function tellOf(listener: ReplayListener, entry: DecidingEntry, replay: Replay): void {
  const place = { decidedAt: entry.decided_at, whole: () => placeOf(entry) }
  if (replay.result === 'erased') listener.erased(place)
  else if ('stored' in replay) tell(listener, place, replay)
  else tell(listener, place, { result: 'same', answer: entry.result })
}

/** Neither the hash nor what waits has a part in it. */
const apart = { hash: '', pending: { review: null, delivery: false, response: null } }

function readTexts(body: string, confidential: string | null): Entry {
  return readEntry({
    body: JSON.parse(body) as unknown,
    confidential: confidential === null ? null : (JSON.parse(confidential) as unknown),
    ...apart,
  })
}

async function replayWithin({ by, version }: ReplayScope, entry: DecidingEntry): Promise<Replay> {
  const facts = knownFacts(entry)
  const section = entry.kind === 'decision' ? 'refunds' : 'disputes'
  if (by !== null)
    return replayEntry(
      by,
      entry,
      entry.confidential === null
        ? null
        : storedFactsFor(by.policy, facts, { section, now: parseInstant(entry.decided_at) }),
    )
  const loaded = entry.policy === null ? null : version(entry.policy)
  if (loaded === null) throw new Error('the policy version that it names is not there or another text')
  return replayEntry(loaded, entry)
}
