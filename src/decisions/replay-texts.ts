import { isSameJson } from '../fingerprint/same-json.ts'
import type { Entry } from '../journal/entry.ts'
import { readEntry } from '../journal/read-entry.ts'
import { sumDecimals } from '../money/sum-decimals.ts'
import { Problem } from '../problems/problem.ts'
import { parseInstant } from '../time/instant.ts'
import type { Replay, ReplayedAnswer } from './replay.ts'
import { type DecidingEntry, isDeciding, replayEntry } from './replay-entry.ts'
import { createQuickReplay, type ReplayScope } from './replay-quickly.ts'
import {
  creditOf,
  inShort,
  mostListed,
  type ReplayDifference,
  type ReplayFault,
  type ReplayTally,
} from './replay-tally.ts'
import { knownFacts, storedFactsFor } from './stored-facts.ts'

/** The texts of one entry; confidential is null once erased. */
export interface StoredTexts {
  readonly body: string
  readonly confidential: string | null
}

/**
 * Decides again what is stored in the texts, each for itself: on its own facts and in its own circumstances, as if
 * nothing else had been decided otherwise. What is no entry, or cannot be decided, is counted and named.
 */
export async function replayTexts(texts: Iterable<StoredTexts>, scope: ReplayScope): Promise<ReplayTally> {
  const count = createCount()
  const provedSame = createQuickReplay(scope)
  for (const { body, confidential } of texts) {
    const same = confidential === null ? null : provedSame(body, confidential)
    if (same !== null) {
      if (same !== 'left_out') count.same(same)
      continue
    }
    let entry: Entry | null = null
    try {
      entry = readTexts(body, confidential)
      if (!isDeciding(entry) || (scope.policy !== null && entry.policy?.name !== scope.policy)) continue
      count.add(entry, await replayWithin(scope, entry))
    } catch (error) {
      const message = error instanceof Problem ? error.detail : String(error)
      count.fault({ id: entry?.id ?? '', account: entry?.account ?? '', message })
    }
  }
  return count.tally()
}

/** Neither the hash nor what waits has a part in it. */
const apart = { hash: '', pending: { review: null, delivery: false, feed: false } }

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

/** What is counted of every answer. */
interface Outcome {
  readonly outcome: string
  readonly refund?: unknown
}

interface Count {
  /** One whose stored answer, which is given, was proved to be the same. */
  same(result: Outcome): void
  add(entry: DecidingEntry, replay: Replay): void
  fault(fault: ReplayFault): void
  tally(): ReplayTally
}

/** Amounts are summed once at the end: the lists are no longer than what was decided. */
interface OpenOutcome {
  decisions: number
  readonly credited: Map<string, string[]>
  readonly wouldBeCredited: Map<string, string[]>
}

function createCount(): Count {
  const total = { decisions: 0, same: 0, different: 0, erased: 0, not_decidable: 0 }
  const outcomes = new Map<string, Map<string, OpenOutcome>>()
  const changed = new Map<string, number>()
  const differences: ReplayDifference[] = []
  const faults: ReplayFault[] = []
  const countOutcome = (stored: Outcome, replayed: Outcome): void => {
    const outcome = outcomeOf(outcomes, stored.outcome, replayed.outcome)
    outcome.decisions += 1
    keepCredit(outcome.credited, stored)
    keepCredit(outcome.wouldBeCredited, replayed)
  }
  return {
    same: (result) => {
      total.decisions += 1
      total.same += 1
      countOutcome(result, result)
    },
    add: (entry, replay) => {
      total.decisions += 1
      total[replay.result] += 1
      if (replay.result === 'erased') return
      const [stored, replayed] = 'stored' in replay ? [replay.stored, replay.replayed] : [entry.result, entry.result]
      countOutcome(stored, replayed)
      if (!('stored' in replay)) return
      const difference = differenceOf(entry, replay.stored, replay.replayed)
      for (const name of difference.changed) changed.set(name, (changed.get(name) ?? 0) + 1)
      if (differences.length < mostListed) differences.push(difference)
    },
    fault: (fault) => {
      total.decisions += 1
      total.not_decidable += 1
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

function keepCredit(credits: Map<string, string[]>, { refund }: Outcome): void {
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

function differenceOf(entry: DecidingEntry, stored: ReplayedAnswer, replayed: ReplayedAnswer): ReplayDifference {
  const { id, kind, account, order, decided_at, policy } = entry
  const names = [...new Set([...Object.keys(stored), ...Object.keys(replayed)])]
  return {
    id,
    kind,
    account,
    order: order?.id ?? null,
    part: order?.part ?? null,
    decided_at,
    policy: { name: policy?.name ?? '', version: policy?.version ?? 0 },
    changed: names.filter((name) => !isSameJson(stored[name], replayed[name])),
    stored: inShort(stored),
    replayed: inShort(replayed),
  }
}
