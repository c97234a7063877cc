import { higherLevel } from '../decisions/review-level.ts'
import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendToStream } from '../journal/append-to-stream.ts'
import type { EntryOf } from '../journal/entry.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { formatAmount } from '../money/amounts.ts'
import { levelFor } from '../policy/evaluate/review-terms.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { findNamedReview } from './find-review.ts'
import { type Proposal, proposalOf } from './proposal.ts'
import { type AnswerDeps, answerReview } from './review-answer.ts'
import type { ReopenCommand, Review } from './reviews.ts'

/** A person wants any decision to be looked at again: a held review; its approval lifts the denial. */
export async function reopenDecision(deps: AppendDeps & AnswerDeps, command: ReopenCommand): Promise<Review> {
  const decision = await deps.store.entryById(command.decision)
  if (decision?.kind !== 'decision' || decision.order === null) {
    throw new Problem('decision_not_found', `No decision has the id ${command.decision}.`)
  }
  const { account, order } = decision
  const reopened = await appendToStream(deps, { account, order }, (view) => draftOf(deps, { command, decision, view }))
  return answerReview(deps, await findNamedReview(deps.store, reopened.id))
}

interface Reopening {
  readonly command: ReopenCommand
  readonly decision: EntryOf<'decision'>
  readonly view: StreamView
}

async function draftOf(deps: AnswerDeps, { command, decision, view }: Reopening): Promise<Draft<'decision_reopened'>> {
  const waiting = view.partState.waiting_review ?? view.orderState.recovery
  if (waiting?.held === true) {
    throw new Problem('review_waits', `The review ${waiting.id} of this order waits already.`, {
      extensions: { waiting: waiting.id },
    })
  }
  const name = { id: decision.id, sequence: decision.sequence }
  const proposal = await proposalOf(deps, name, view)
  if (proposal === null)
    throw new Problem('review_not_ready', 'The facts of this decision were erased: nothing can be looked at again.')
  return {
    kind: 'decision_reopened',
    author: command.author,
    policy: decision.policy,
    request: { decision: name, supersedes: waiting?.id ?? null },
    result: { reason_code: 'reopened', rule: null, review: termsOf(proposal, view) },
    confidential: { message: command.reason },
  }
}

function termsOf(
  { loaded, evaluation, ruling, due, scale }: Proposal,
  { now, partState }: StreamView,
): Draft<'decision_reopened'>['result']['review'] {
  const { levels, targetMilliseconds, dueMilliseconds } = loaded.policy.review
  const level = levelFor(evaluation, ruling.decidedBy, due?.amount ?? null)
  return {
    joins: null,
    asks: true,
    held: true,
    level: partState.denied === null ? level : higherLevel(levels, level, partState.denied.level),
    proposed: due === null ? null : formatAmount(due.amount, scale),
    currency: ruling.currency,
    method: ruling.method,
    missing_facts: [],
    target_by: formatInstant(now + targetMilliseconds),
    due_by: formatInstant(now + dueMilliseconds),
  }
}
