import { type AppendDeps, appendToStream } from '../journal/append-to-stream.ts'
import type { Entry, WaitingReview } from '../journal/entry.ts'
import { entryOfOrder } from '../orders/order-entry.ts'
import { Problem } from '../problems/problem.ts'
import { givenInstant } from '../time/given-instant.ts'
import { formatInstant } from '../time/instant.ts'
import { type AskingEntry, assertWaiting, entryThatAsked, reviewOf } from './find-review.ts'
import type { ExtendCommand, Review } from './reviews.ts'

/** Gives a waiting review a later due time, for a reason that stays with the entry. */
export async function extendReview(deps: AppendDeps, command: ExtendCommand): Promise<Review> {
  const due = givenInstant(command.dueBy)
  const asked = await entryThatAsked(deps.store, command.decision)
  const waiting = await reword(deps, asked, ({ before, now }) => {
    if (due <= before.due_by || due <= formatInstant(now)) {
      throw new Problem('invalid_request', `The new due time has to be later than ${before.due_by} and than now.`)
    }
    return { kind: 'review_extended', author: command.author, result: { due_by: due }, message: command.reason }
  })
  return reviewOf(asked, deps.clock.now(), { waiting, resolution: null })
}

/** What words a waiting review anew; null leaves it as it is. */
export type Rewording = (state: { readonly before: WaitingReview; readonly now: number }) => {
  readonly kind: 'review_extended' | 'review_escalated'
  readonly author: string
  readonly result: { readonly due_by?: string; readonly level?: string }
  readonly message: string | null
} | null

/** Appends a rewording of the review while it waits, and moves its place in the queue. Problem review_already_resolved. */
export async function reword(deps: AppendDeps, asked: AskingEntry, rewording: Rewording): Promise<WaitingReview> {
  let replaced = 0
  const appended = await appendToStream<WaitingReview>(deps, asked.account, async ({ now }) => {
    const previous: Entry | null = await deps.store.newestOfOrder(asked.account, asked.order)
    const before = assertWaiting(asked.id, previous)
    const change = rewording({ before, now })
    if (change === null) return { answer: before }
    replaced = before.sequence
    return {
      order: previous?.state.order ?? null,
      draft: entryOfOrder(previous, {
        account: asked.account,
        order: asked.order,
        kind: change.kind,
        author: change.author,
        policy: asked.policy,
        request: { review: asked.id },
        result: change.result,
        message: change.message,
      }),
    }
  })
  if ('answer' in appended) return appended.answer
  await deps.store.clearPending(asked.account, replaced, 'review')
  return assertWaiting(asked.id, appended.entry)
}
