import type { AppendDeps } from '../journal/append-to-stream.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { findNamedReview } from './find-review.ts'
import { listWaiting } from './list-reviews.ts'
import type { AnswerDeps } from './review-answer.ts'
import type { Review } from './reviews.ts'
import { reword } from './reword-review.ts'

const pageOfQueue = 200

/** One step up each time its policy's due time has passed again, until the highest level; tells how many went up. */
export async function escalateOverdue(deps: AppendDeps & AnswerDeps): Promise<number> {
  let escalated = 0
  let cursor: string | null = null
  do {
    const page = await listWaiting(deps, { isOverdue: true, level: null }, { limit: pageOfQueue, cursor })
    for (const review of page.items) if (await escalateWaiting(deps, review)) escalated += 1
    cursor = page.next
  } while (cursor !== null)
  return escalated
}

/** A review that was resolved in the meantime needs no escalation. */
async function escalateWaiting(deps: AppendDeps & AnswerDeps, review: Review): Promise<boolean> {
  try {
    return await escalate(deps, review)
  } catch (error) {
    if (error instanceof Problem && error.code === 'review_already_resolved') return false
    throw error
  }
}

async function escalate(deps: AppendDeps & AnswerDeps, { decision_id }: Review): Promise<boolean> {
  const review = await findNamedReview(deps.store, decision_id)
  const { policy: reference } = review.first
  const { policy } =
    reference === null
      ? await deps.policies.newest(review.order.policy)
      : await deps.policies.version(reference.name, reference.version)
  return reword(deps, review, ({ before, now }) => {
    const { levels, dueMilliseconds } = policy.review
    const level = levels.includes(before.level) ? levels[levels.indexOf(before.level) + 1] : undefined
    const since = parseInstant(before.escalated_at ?? before.due_by)
    const wait = before.escalated_at === null ? 0 : dueMilliseconds
    if (level === undefined || before.due_by >= formatInstant(now) || since + wait > now) return null
    return {
      kind: 'review_escalated',
      author: 'system',
      policy: reference,
      request: { review: review.id },
      result: { level },
    }
  })
}
