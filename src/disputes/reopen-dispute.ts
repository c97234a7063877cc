import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import { effectBetween } from './dispute-counts.ts'
import { disputeOf } from './dispute-of.ts'
import { type DisputeEntry, stateOf } from './dispute-state.ts'
import type { Dispute } from './disputes.ts'
import { countsAfterReopening, standingAfterEffect } from './effect-of.ts'
import { entriesAbout, openingOf } from './find-dispute.ts'
import type { DisputesDeps } from './report-dispute.ts'

/** A decision to look at again, and why. */
export interface ReopenCommand {
  readonly dispute: string
  readonly author: string
}

/** Opens a dispute again that had ended; what an open one answers is the dispute as it is. */
export async function reopenDispute(deps: DisputesDeps, { dispute, author }: ReopenCommand): Promise<Dispute> {
  const opened = await openingOf(deps.store, dispute)
  const { account, order } = opened
  let entries: readonly DisputeEntry[] = []
  const appended = await appendOrAnswer<Draft<'dispute_reopened'>, Dispute>(deps, { account, order }, async (view) => {
    entries = await entriesAbout(deps.store, account, opened.request.key)
    const known = stateOf(entries)
    if (known.status === 'open') return { answer: disputeOf(entries) }
    const effect = { ...effectBetween(known.counts, countsAfterReopening(known)), overlap: null }
    const standing = standingAfterEffect(view.head?.state ?? null, opened.id, effect)
    return {
      draft: {
        kind: 'dispute_reopened',
        author,
        policy: opened.policy,
        request: { dispute: opened.id },
        result: { standing, effect },
      },
    }
  })
  return 'answer' in appended ? appended.answer : disputeOf([...entries, appended.entry])
}
