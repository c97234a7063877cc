import { Problem } from '../problems/problem.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { entryThatAsked, resolutionOf, reviewOf } from './find-review.ts'
import { listResolved, listWaiting, summarize } from './list-reviews.ts'
import { type ResolveDeps, resolveReview } from './resolve-review.ts'
import type { Review, Reviews } from './reviews.ts'
import { extendReview, reword } from './reword-review.ts'

const pageOfQueue = 200

/** Wires the use cases of reviews over one store. */
export function createReviews(deps: ResolveDeps): Reviews {
  const { store, clock } = deps
  return {
    list: ({ status, level }, page) =>
      status === 'resolved'
        ? listResolved(store, clock.now(), level, page)
        : listWaiting(store, clock.now(), { status, level }, page),
    find: async (decision) => findReview(deps, decision),
    resolve: (command) => resolveReview(deps, command),
    extend: (command) => extendReview(deps, command),
    escalateOverdue: () => escalateOverdue(deps),
    summary: () => summarize(store, clock.now()),
  }
}

async function findReview({ store, clock }: ResolveDeps, decision: string): Promise<Review> {
  const asked = await entryThatAsked(store, decision)
  const newest = await store.newestOfOrder(asked.entry.account, asked.order)
  const waiting = newest?.state.order?.waiting_review ?? null
  const isWaiting = waiting !== null && waiting.decision_id === decision
  const resolution = isWaiting ? null : await resolutionOf(store, asked, newest?.sequence ?? 0)
  return reviewOf(asked, clock.now(), { waiting: isWaiting ? waiting : null, resolution })
}

/** One step up each time its policy's due time has passed again, until the highest level. */
async function escalateOverdue(deps: ResolveDeps): Promise<number> {
  let escalated = 0
  let cursor: string | null = null
  do {
    const now = deps.clock.now()
    const page = await listWaiting(deps.store, now, { status: 'overdue', level: null }, { limit: pageOfQueue, cursor })
    for (const review of page.items) if (await escalateWaiting(deps, review)) escalated += 1
    cursor = page.next
  } while (cursor !== null)
  return escalated
}

/** A review that was resolved in the meantime needs no escalation. */
async function escalateWaiting(deps: ResolveDeps, review: Review): Promise<boolean> {
  try {
    return await escalate(deps, review)
  } catch (error) {
    if (error instanceof Problem && error.code === 'review_already_resolved') return false
    throw error
  }
}

async function escalate(deps: ResolveDeps, waiting: Review): Promise<boolean> {
  const asked = await entryThatAsked(deps.store, waiting.decision_id)
  const review = asked.entry.id
  const reference = asked.entry.policy
  if (reference === null) return false
  const { policy } = await deps.policies.version(reference.name, reference.version)
  const { isReworded } = await reword(deps, asked, ({ before, now }) => {
    const { levels } = policy.review
    const level = levels.includes(before.level) ? levels[levels.indexOf(before.level) + 1] : undefined
    const since = parseInstant(before.escalated_at ?? before.due_by)
    const wait = before.escalated_at === null ? 0 : policy.review.dueMilliseconds
    if (level === undefined || before.due_by >= formatInstant(now) || since + wait > now) return null
    return { kind: 'review_escalated', author: 'system', policy: reference, request: { review }, result: { level } }
  })
  return isReworded
}
