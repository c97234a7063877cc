import type { Circumstances } from '../journal/kinds/circumstances.ts'
import type { WaitingReview } from '../journal/model/state.ts'
import { Rational } from '../money/rational.ts'
import { builtInMessage } from '../policy/evaluate/built-in-messages.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import type { TemplateSource } from '../policy/evaluate/fill-template.ts'
import type { BuiltInReason, Policy } from '../policy/model/policy.ts'
import { isOverLimit } from './limits.ts'

/** A lost dispute over an order that got credit before: what was paid twice goes to a person. */
export const recoveryReason = 'credited_before_lost_dispute'

/** The policy, and where its own words for built-in reasons find their values. */
export interface SettleContext {
  readonly policy: Policy
  readonly source: TemplateSource
}

/** A ruling after all that the order, the account and the service add to it. */
export interface Settlement {
  /** As the policy words it, or as this step changed it. */
  readonly ruling: Ruling
  /** Credited now: 0 but for an approval. */
  readonly credit: Rational
  /** What a reviewer may approve as it stands. */
  readonly proposed: Rational | null
  /** The waiting review whose times go on. */
  readonly continues: WaitingReview | null
}

const stillWaitingMessage = 'This order is already being checked by a person; what you sent now is added to that check.'

/**
 * Takes what the order already got off the entitlement, and turns what must not be paid by itself
 * into a review: an open dispute, paused approvals, a limit, a review that still waits and that a
 * rule or a lost dispute asked for. Never credits more than the entitlement less what was credited. Pure.
 */
export function settle(context: SettleContext, ruling: Ruling, circumstances: Circumstances): Settlement {
  const { policy } = context
  const due = creditDue(ruling, circumstances)
  const waiting = circumstances.waiting_review
  if (waiting !== null && isHeld(waiting)) return stillWaiting(policy, ruling, due, waiting)
  if (circumstances.denied_by_person !== null && ruling.kind !== 'deny') {
    return settled(byService(context, ruling, { reason: 'denied_by_reviewer', kind: 'deny' }))
  }
  if (ruling.kind === 'review') return { ...settled(ruling), proposed: due }
  if (ruling.kind === 'deny' || due === null) return settled(ruling)
  if (due.sign() === 0) {
    const message = builtInMessage(policy.messages, 'already_credited', context.source)
    return settled({ ...ruling, reason: 'already_credited', builtIn: 'already_credited', message })
  }
  const obstacle = findObstacle(policy, ruling, { due, circumstances })
  if (obstacle === null) return { ...settled(ruling), credit: due }
  return { ...settled(byService(context, ruling, { reason: obstacle, kind: 'review' })), proposed: due }
}

function settled(ruling: Ruling): Settlement {
  return { ruling, credit: Rational.zero, proposed: null, continues: null }
}

/** Entitled less what the order got, at least 0; a lost dispute has paid the whole charge back. */
function creditDue(ruling: Ruling, circumstances: Circumstances): Rational | null {
  if (ruling.entitled === null) return null
  if (circumstances.charged_back) return Rational.zero
  const due = ruling.entitled.minus(Rational.of(circumstances.already_credited))
  return due.sign() < 0 ? Rational.zero : due
}

/** Whether a later callback cannot take the review's place: a rule asked for it, or money that was paid twice. */
function isHeld(waiting: WaitingReview): boolean {
  return waiting.rule !== null || waiting.reason_code === recoveryReason
}

/** A held review goes on, whatever a later callback leaves out; a rule may word anew what a rule asked for. */
function stillWaiting(policy: Policy, ruling: Ruling, due: Rational | null, waiting: WaitingReview): Settlement {
  if (ruling.review !== null && ruling.rule !== null && waiting.rule !== null) {
    const level = escalatedLevel(policy.review.levels, ruling.review.level, waiting)
    const worded = { ...ruling, review: { ...ruling.review, level } }
    return { ...settled(worded), proposed: due, continues: waiting }
  }
  const rule = policy.refunds.find((candidate) => candidate.id === waiting.rule)
  const kept: Ruling = {
    ...ruling,
    outcome: 'review',
    kind: 'review',
    reason: waiting.reason_code,
    builtIn: null,
    rule: waiting.rule,
    clause: rule?.clause ?? null,
    message: [stillWaitingMessage],
    actions: [],
    missingFacts: [],
    review: { level: waiting.level, targetMilliseconds: 0, dueMilliseconds: 0 },
  }
  return { ...settled(kept), proposed: due, continues: waiting }
}

/** The rule's level, but never below the one that the review was escalated to. */
function escalatedLevel(levels: readonly string[], level: string, waiting: WaitingReview): string {
  const isBelow = waiting.escalated_at !== null && levels.indexOf(level) < levels.indexOf(waiting.level)
  return isBelow ? waiting.level : level
}

function findObstacle(
  policy: Policy,
  ruling: Ruling,
  credit: { readonly due: Rational; readonly circumstances: Circumstances },
): BuiltInReason | null {
  if (credit.circumstances.dispute_open) return 'dispute_open'
  if (credit.circumstances.approvals_paused) return 'approvals_paused'
  const sums = credit.circumstances.automatic_credits
  return isOverLimit(policy.limits, { amount: credit.due, currency: ruling.currency, sums }) ? 'over_limit' : null
}

/** The service decides by itself, for a reason of its own: no rule, no clause, no actions. */
function byService(
  context: SettleContext,
  ruling: Ruling,
  instead: { readonly reason: BuiltInReason; readonly kind: 'deny' | 'review' },
): Ruling {
  const { level, targetMilliseconds, dueMilliseconds } = context.policy.review
  return {
    ...ruling,
    outcome: instead.kind,
    kind: instead.kind,
    reason: instead.reason,
    builtIn: instead.reason,
    rule: null,
    clause: null,
    message: builtInMessage(context.policy.messages, instead.reason, context.source),
    actions: [],
    missingFacts: [],
    review: instead.kind === 'review' ? { level, targetMilliseconds, dueMilliseconds } : null,
  }
}
