import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendOrAnswer } from '../journal/append-to-stream.ts'
import type { WaitingReview } from '../journal/model/state.ts'
import { Problem } from '../problems/problem.ts'
import { givenInstant } from '../time/given-instant.ts'
import { formatInstant } from '../time/instant.ts'
import { assertWaiting, findNamedReview, type NamedReview } from './find-review.ts'
import { type AnswerDeps, answerReview } from './review-answer.ts'
import type { ExtendCommand, Review } from './reviews.ts'

/** Gives a waiting review a later due time, for a reason that stays with the entry. */
export async function extendReview(deps: AppendDeps & AnswerDeps, command: ExtendCommand): Promise<Review> {
  const due = givenInstant(command.dueBy)
  const review = await findNamedReview(deps.store, command.decision)
  await reword(deps, review, ({ before, now }) => {
    if (due <= before.due_by || due <= formatInstant(now)) {
      throw new Problem('invalid_request', `The new due time has to be later than ${before.due_by} and than now.`)
    }
    return {
      kind: 'review_extended',
      author: command.author,
      policy: review.first.policy,
      request: { review: review.id },
      result: { due_by: due },
      confidential: { message: command.reason },
    }
  })
  return answerReview(deps, review)
}

type RewordingDraft = Draft<'review_extended' | 'review_escalated'>

/** What words a waiting review anew; null leaves it as it is. */
export type Rewording = (state: { readonly before: WaitingReview; readonly now: number }) => RewordingDraft | null

/** Appends a rewording of the review while it waits; tells whether it did. Problem review_already_resolved. */
export async function reword(
  deps: AppendDeps,
  { id, account, order }: NamedReview,
  rewording: Rewording,
): Promise<boolean> {
  const appended = await appendOrAnswer<RewordingDraft, null>(deps, { account, order }, async (view) => {
    const draft = rewording({ before: assertWaiting(view, id), now: view.now })
    return draft === null ? { answer: null } : { draft }
  })
  return 'entry' in appended
}
