import type { Entry, EntryOf } from '../journal/entry.ts'
import { isOfKind } from '../journal/of-kind.ts'
import type { FactValues } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { type Replay, replayDecision } from './replay.ts'
import { replayDispute } from './replay-dispute.ts'

/** The kinds of entries that a policy decided. */
export const decidingKinds = ['decision', 'dispute_opened', 'dispute_amended'] as const

/** An entry that a policy decided. */
export type DecidingEntry = EntryOf<(typeof decidingKinds)[number]>

/** Whether a policy decided the entry. */
export function isDeciding(entry: Entry): entry is DecidingEntry {
  return isOfKind(entry, decidingKinds)
}

/** Decides the entry once more, by the policy and on the facts that are given (those stored, unless others are). */
export function replayEntry(
  loaded: LoadedPolicy,
  entry: DecidingEntry,
  facts: FactValues | null = null,
): Promise<Replay> {
  return entry.kind === 'decision' ? replayDecision(loaded, entry, facts) : replayDispute(loaded, entry, facts)
}
