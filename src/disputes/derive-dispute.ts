import {
  beginAgain,
  type Differences,
  differingHistory,
  type StreamBefore,
  viewBefore,
} from '../decisions/derive-again.ts'
import { gatherHistoryFacts } from '../decisions/history-facts.ts'
import { disputeOf } from '../journal/dispute-entries.ts'
import type { EntryOf } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { ofKinds } from '../journal/of-kind.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { disputeEntryKinds, statesAlong } from './dispute-state.ts'
import { historyBefore } from './history-before.ts'

/**
 * Gathers once more the history that a notice was decided on, from the stream before it, and compares it with what is
 * stored. Null where the entry's own facts were erased.
 */
export async function deriveDisputeAgain(
  store: JournalStore,
  loaded: LoadedPolicy,
  { entry, before }: { readonly entry: EntryOf<'dispute_opened' | 'dispute_amended'>; readonly before: StreamBefore },
): Promise<Differences | null> {
  if ((entry.confidential?.facts ?? null) === null) return null
  const view = viewBefore(entry, before)
  const asked = beginAgain(loaded, 'disputes', entry)
  const notice = entry.kind === 'dispute_opened' ? entry.request : entry.request.notice
  const dispute = disputeOf(entry)
  const all = entry.kind === 'dispute_opened' ? [] : await store.disputesOfAccount(entry.account)
  const said = ofKinds(all, disputeEntryKinds).filter(
    (earlier) => earlier.sequence < entry.sequence && disputeOf(earlier) === dispute,
  )
  const known = statesAlong(said).at(-1) ?? null
  const place = await historyBefore(store, view, { known, isChargeback: notice.kind !== 'inquiry' })
  const context = { view: { ...view, ...place }, currency: notice.currency, evaluation: asked }
  const facts = await gatherHistoryFacts(store, loaded.policy, 'disputes', context)
  return { circumstances: [], history: differingHistory(asked, facts, { entry, before }) }
}
