import type { Circumstances } from '../journal/kinds/circumstances.ts'
import { recoveryReason } from '../journal/kinds/overlap.ts'
import type { PersonsDenial, WaitingReview } from '../journal/model/state.ts'
import { Rational } from '../money/rational.ts'
import { builtInMessage } from '../policy/evaluate/built-in-messages.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import { fillTemplate } from '../policy/evaluate/fill-template.ts'
import { levelFor } from '../policy/evaluate/review-terms.ts'
import type { BuiltInReason } from '../policy/model/policy.ts'
import { serviceText } from '../policy/wording/service-words.ts'
import { type Due, dueOf } from './due.ts'
import { isOverLimit } from './limits.ts'
import { higherLevel } from './review-level.ts'
import { wordsFrom } from './words-from.ts'

/** A ruling after all that the order, the account and the service add to it. */
export interface Settlement {
  /** As the policy words it, or as this step changed it. */
  readonly ruling: Ruling
  /** Credited now: 0 but for an approval. */
  readonly credit: Rational
  /** What a reviewer may approve as it stands. */
  readonly proposed: Rational | null
  readonly cappedFrom: Rational | null
  /** How the request comes to a review; null where it comes to none. */
  readonly review: AskedFor | null
}

/** The waiting review that a request joins, if any, and whether it is about this request from now on. */
export interface AskedFor {
  readonly joins: WaitingReview | null
  readonly asks: boolean
  readonly held: boolean
}

/** What a ruling is settled in. */
export interface SettleBasis {
  readonly evaluation: Evaluation
  readonly circumstances: Circumstances
  /** The ruling on the higher charge that the request reports; null where it reports none. */
  readonly onHigherCharge: Ruling | null
  /** False for a policy's own cases: limits do not apply to them. */
  readonly isLimited: boolean
}

/**
 * Takes what the order already got off the entitlement, keeps what a person decided, and turns what
 * must not be paid by itself into a review. Never credits more than the entitlement less what the part
 * got, nor more than the order may still get. Pure.
 */
export function settle(basis: SettleBasis, ruling: Ruling): Settlement {
  const { recovery, waiting_review: waiting } = basis.circumstances
  const due = dueOf(ruling, basis.circumstances)
  if (recovery !== null) return joined(basis, ruling, { due, waiting: recovery, asks: false })
  if (waiting?.held === true) {
    return joined(basis, ruling, { due, waiting, asks: !basis.circumstances.repeats_state })
  }
  return afterDenial(basis, ruling, due) ?? unheld(basis, ruling, due)
}

/** What a held review leaves of a request: it joins, and may become the one that the review is about. */
function joined(
  { evaluation }: SettleBasis,
  ruling: Ruling,
  { due, waiting, asks }: { readonly due: Due | null; readonly waiting: WaitingReview; readonly asks: boolean },
): Settlement {
  const { policy } = evaluation
  const isWorded = asks && ruling.review !== null && ruling.rule !== null
  const level = isWorded
    ? higherLevel(policy.review.levels, ruling.review?.level ?? waiting.level, waiting.level)
    : waiting.level
  const review = { level, targetMilliseconds: 0, dueMilliseconds: 0 }
  const asked = { joins: waiting, asks, held: true }
  if (isWorded) return { ...notCredited({ ...ruling, review }), ...proposing(due), review: asked }
  const rule = policy.refunds.find((candidate) => candidate.id === waiting.rule)
  const kept: Ruling = {
    ...ruling,
    outcome: 'review',
    kind: 'review',
    reason: waiting.reason_code,
    builtIn: null,
    rule: waiting.rule,
    clause: rule?.clause ?? null,
    message: fillTemplate(serviceText(policy.languages, 'still_waiting'), wordsFrom(evaluation, ruling)),
    decidedBy: null,
    missingFacts: [],
    review,
  }
  const isRecovery = waiting.reason_code === recoveryReason
  return { ...notCredited(kept), ...(isRecovery ? {} : proposing(due)), review: asked }
}

/** A person's denial holds in its state; a stated change that would pay goes to a person again. Null where nothing was denied, or the ruling denies too. */
function afterDenial(basis: SettleBasis, ruling: Ruling, due: Due | null): Settlement | null {
  const { denied } = basis.circumstances
  if (denied === null) return null
  if (ruling.kind === 'deny') return denied.same_state ? notCredited(ruling) : null
  if (denied.same_state) return notCredited(byService(basis, ruling, { reason: 'denied_by_reviewer', kind: 'deny' }))
  if (isAlreadyCredited(ruling, due)) return null
  if (ruling.kind === 'review') return unheld(basis, atLevelOf(basis, ruling, denied), due)
  const again = byService(basis, ruling, { reason: 'denied_before', kind: 'review', amount: due?.amount ?? null })
  return asking(basis, atLevelOf(basis, again, denied), { due, held: true })
}

/** A review that takes at least the level that denied. */
function atLevelOf({ evaluation }: SettleBasis, ruling: Ruling, denied: Pick<PersonsDenial, 'level'>): Ruling {
  const { review } = ruling
  if (review === null) return ruling
  const level = higherLevel(evaluation.policy.review.levels, review.level, denied.level)
  return { ...ruling, review: { ...review, level } }
}

/** Nothing holds the request: it is decided as the policy rules, or goes to a person for a reason of the service. */
function unheld(basis: SettleBasis, ruling: Ruling, due: Due | null): Settlement {
  const obstacle = findObstacle(basis, ruling, due)
  if (obstacle !== null) {
    const amount = due?.amount ?? null
    const instead = byService(basis, ruling, { reason: obstacle, kind: 'review', amount })
    const { denied } = basis.circumstances
    // What a higher charge would pay after a denial is looked at by whoever may lift it.
    return asking(basis, denied === null ? instead : atLevelOf(basis, instead, denied), {
      due,
      held: obstacle === 'over_limit' || denied !== null,
    })
  }
  if (ruling.kind === 'review' && wasApproved(basis, ruling, due)) return alreadyCredited(basis, approved(ruling), due)
  if (ruling.kind === 'review') return asking(basis, ruling, { due, held: ruling.builtIn === null })
  if (ruling.kind === 'deny' || due === null) return notCredited(ruling)
  if (isAlreadyCredited(ruling, due)) return alreadyCredited(basis, ruling, due)
  return { ...notCredited(ruling), credit: due.amount, cappedFrom: due.cappedFrom }
}

function alreadyCredited({ evaluation }: SettleBasis, ruling: Ruling, due: Due | null): Settlement {
  const message = builtInMessage(evaluation.policy, 'already_credited', wordsFrom(evaluation, ruling))
  const settled = { ...ruling, reason: 'already_credited', builtIn: 'already_credited' as const, message }
  return { ...notCredited(settled), cappedFrom: due?.cappedFrom ?? null }
}

/** What the rule would ask a person about was approved in this very state, and the order got all of it. */
function wasApproved({ circumstances }: SettleBasis, { entitled, builtIn }: Ruling, due: Due | null): boolean {
  return (
    builtIn === null &&
    circumstances.approval_counted &&
    entitled !== null &&
    entitled.sign() > 0 &&
    due?.amount.sign() === 0
  )
}

/** The ruling as a person approved it: its actions were given then. */
function approved(ruling: Ruling): Ruling {
  return { ...ruling, outcome: 'approve', kind: 'approve', decidedBy: null, review: null }
}

/** A review: of its own, or under the name and times of the one that waits. */
function asking(
  { circumstances, evaluation }: SettleBasis,
  ruling: Ruling,
  { due, held }: { readonly due: Due | null; readonly held: boolean },
): Settlement {
  const waiting = circumstances.waiting_review
  const review = { joins: waiting, asks: true, held }
  if (waiting === null || ruling.review === null || waiting.escalated_at === null) {
    return { ...notCredited(ruling), ...proposing(due), review }
  }
  const level = higherLevel(evaluation.policy.review.levels, ruling.review.level, waiting.level)
  return { ...notCredited({ ...ruling, review: { ...ruling.review, level } }), ...proposing(due), review }
}

function notCredited(ruling: Ruling): Settlement {
  return { ruling, credit: Rational.zero, proposed: null, cappedFrom: null, review: null }
}

function proposing(due: Due | null): Pick<Settlement, 'proposed' | 'cappedFrom'> {
  return { proposed: due?.amount ?? null, cappedFrom: due?.cappedFrom ?? null }
}

/** It is entitled to something, and got all of it. An approval without a refund is none: it is about its actions. */
function isAlreadyCredited({ kind, entitled }: Ruling, due: Due | null): boolean {
  return kind === 'approve' && entitled !== null && entitled.sign() > 0 && due?.amount.sign() === 0
}

/** Why an approval is not given by itself; null where it is. */
function findObstacle(basis: SettleBasis, ruling: Ruling, due: Due | null): BuiltInReason | null {
  const { circumstances } = basis
  const pays = isPaying(ruling, due)
  if (basis.onHigherCharge !== null && ruling.kind !== 'review') {
    const onHigher = basis.onHigherCharge
    if (pays || isPaying(onHigher, dueOf(onHigher, circumstances))) return 'charge_differs'
  }
  if (ruling.kind !== 'approve' || isAlreadyCredited(ruling, due)) return null
  if (pays) {
    if (circumstances.given_without_part) return 'whole_order_credited'
    if (circumstances.other_review_waits) return 'part_waits'
    if (circumstances.dispute_open) return 'dispute_open'
    if (circumstances.dispute_unclear) return 'dispute_amount'
  }
  if (circumstances.approvals_paused) return 'approvals_paused'
  if (!pays || due === null || !basis.isLimited) return null
  const credit = { amount: due.amount, currency: ruling.currency, sums: circumstances.automatic_credits }
  return isOverLimit(basis.evaluation.policy.limits, credit) ? 'over_limit' : null
}

function isPaying(ruling: Ruling, due: Due | null): boolean {
  return ruling.kind === 'approve' && due !== null && due.amount.sign() > 0
}

/** The service decides by itself, for a reason of its own: no rule, no clause, no actions. */
function byService(
  { evaluation }: SettleBasis,
  ruling: Ruling,
  instead: { readonly reason: BuiltInReason; readonly kind: 'deny' | 'review'; readonly amount?: Rational | null },
): Ruling {
  const { policy } = evaluation
  const { targetMilliseconds, dueMilliseconds } = policy.review
  const level = levelFor(evaluation, ruling.decidedBy, instead.amount ?? null)
  return {
    ...ruling,
    outcome: instead.kind,
    kind: instead.kind,
    reason: instead.reason,
    builtIn: instead.reason,
    rule: null,
    clause: null,
    message: builtInMessage(policy, instead.reason, wordsFrom(evaluation, ruling)),
    decidedBy: null,
    missingFacts: [],
    review: instead.kind === 'review' ? { level, targetMilliseconds, dueMilliseconds } : null,
  }
}
