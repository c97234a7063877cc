import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import { givenInstant } from '../time/given-instant.ts'
import { effectBetween } from './dispute-counts.ts'
import { disputeOf } from './dispute-of.ts'
import { type DisputeEntry, stateOf } from './dispute-state.ts'
import type { Dispute, ReopenCommand } from './disputes.ts'
import { countsAfterReopening, standingAfterEffect } from './effect-of.ts'
import { entriesAbout, openingOf } from './find-dispute.ts'
import type { DisputesDeps } from './report-dispute.ts'

/** Opens a dispute again that had ended; what an open one answers is the dispute as it is. Problem invalid_request for a deadline that is no instant. */
export async function reopenDispute(deps: DisputesDeps, command: ReopenCommand): Promise<Dispute> {
  const { dispute, author, respondBy } = command
  const respond_by = respondBy === null ? null : givenInstant(respondBy)
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
        request: { dispute: opened.id, respond_by },
        result: { standing, effect },
      },
    }
  })
  return 'answer' in appended ? appended.answer : disputeOf([...entries, appended.entry])
}
