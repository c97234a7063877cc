import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendOrAnswer } from '../journal/append-to-stream.ts'
import type { WaitingReview } from '../journal/model/state.ts'
import { Problem } from '../problems/problem.ts'
import { givenInstant } from '../time/given-instant.ts'
import { formatInstant } from '../time/instant.ts'
import { type AskingEntry, assertWaiting, entryThatAsked, reviewOf } from './find-review.ts'
import type { ExtendCommand, Review } from './reviews.ts'

/** Gives a waiting review a later due time, for a reason that stays with the entry. */
export async function extendReview(deps: AppendDeps, command: ExtendCommand): Promise<Review> {
  const due = givenInstant(command.dueBy)
  const asked = await entryThatAsked(deps.store, command.decision)
  const { waiting } = await reword(deps, asked, ({ before, now }) => {
    if (due <= before.due_by || due <= formatInstant(now)) {
      throw new Problem('invalid_request', `The new due time has to be later than ${before.due_by} and than now.`)
    }
    return {
      kind: 'review_extended',
      author: command.author,
      policy: asked.entry.policy,
      request: { review: asked.entry.id },
      result: { due_by: due },
      confidential: { message: command.reason },
    }
  })
  return reviewOf(asked, deps.clock.now(), { waiting, resolution: null })
}

type RewordingDraft = Draft<'review_extended' | 'review_escalated'>

/** What words a waiting review anew; null leaves it as it is. */
export type Rewording = (state: { readonly before: WaitingReview; readonly now: number }) => RewordingDraft | null

/** The review afterwards, and whether it was worded anew. */
export interface Reworded {
  readonly waiting: WaitingReview
  readonly isReworded: boolean
}

/** Appends a rewording of the review while it waits. Problem review_already_resolved. */
export async function reword(deps: AppendDeps, asked: AskingEntry, rewording: Rewording): Promise<Reworded> {
  const { entry, order } = asked
  const subject = { account: entry.account, order }
  const appended = await appendOrAnswer<RewordingDraft, WaitingReview>(deps, subject, async ({ orderState, now }) => {
    const before = assertWaiting(entry.id, orderState)
    const draft = rewording({ before, now })
    return draft === null ? { answer: before } : { draft }
  })
  return 'answer' in appended
    ? { waiting: appended.answer, isReworded: false }
    : { waiting: assertWaiting(entry.id, appended.entry.state.order), isReworded: true }
}
