import { clauseOf } from '../decisions/clause-of.ts'
import { amountsText, decimalsOf, languageOf, totalsOf } from '../decisions/decide.ts'
import { totalOf } from '../decisions/due.ts'
import { addedAmounts, giveActions } from '../decisions/give.ts'
import { higherLevel } from '../decisions/review-level.ts'
import type { Refund } from '../journal/kinds/refund.ts'
import type { ReviewResolvedResult } from '../journal/kinds/review-resolved.ts'
import type { WaitingReview } from '../journal/model/state.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { formatAmount } from '../money/amounts.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import { frozenFacts } from '../orders/order-facts.ts'
import { orderMoney } from '../orders/order-money.ts'
import { levelFor } from '../policy/evaluate/review-terms.ts'
import { Unknown } from '../policy/model/value.ts'
import { Problem } from '../problems/problem.ts'
import type { Proposal } from './proposal.ts'
import { assertLevel } from './reviewer.ts'
import type { ResolveCommand } from './reviews.ts'

interface Approval {
  readonly command: ResolveCommand
  readonly waiting: WaitingReview
  readonly proposal: Proposal | null
  readonly view: StreamView
}

/** What an approval comes to. */
export interface Approved {
  readonly result: ReviewResolvedResult
}

interface Money {
  readonly cap: Rational
  readonly currency: string
  readonly scale: number
}

/**
 * What a person approves is the decision of the rule that led to it: its clause, label and actions,
 * with the amount that was approved. Problems: invalid_request, proposal_changed, refund_too_large,
 * review_not_ready, review_level_too_low.
 */
export function approve(approval: Approval): Approved {
  const { command, waiting, view } = approval
  const proposal = proposalToApprove(approval)
  const amount = amountOf(approval, proposal)
  const money = amount.sign() === 0 ? null : moneyOf(proposal, view)
  if (money !== null) assertPayable(view, { amount, money, proposal })
  const { evaluation, ruling, loaded } = proposal
  const needed = higherLevel(loaded.policy.review.levels, waiting.level, levelFor(evaluation, ruling.decidedBy, amount))
  assertLevel(command.reviewer, loaded.policy, needed)
  return { result: resultOf(approval, proposal, { amount, money }) }
}

function proposalToApprove({ proposal }: Approval): Proposal {
  if (proposal !== null) return proposal
  throw notReady('what was asked is not known any more.')
}

function resultOf(
  { command, view }: Approval,
  proposal: Proposal,
  { amount, money }: { readonly amount: Rational; readonly money: Money | null },
): ReviewResolvedResult {
  const { evaluation, ruling, loaded, scale, soFar, due } = proposal
  const isRuled = ruling.kind !== 'deny' && ruling.builtIn === null
  const amounts = addedAmounts(ruling, amount, { soFar, decimals: decimalsOf(amount, scale) })
  const given = giveActions(evaluation, isRuled ? (ruling.decidedBy?.actions ?? []) : [], {
    refund: amount,
    amounts,
    scale,
    soFar,
  })
  if (given instanceof Unknown) throw notReady('the parameters of its actions cannot be worked out.')
  return {
    outcome: 'approve',
    label: isRuled && ruling.outcome !== ruling.kind ? ruling.outcome : null,
    reason_code: 'approved_by_reviewer',
    refund: money === null ? null : refundOf(view, { amount, money, method: methodOf(command, proposal) }),
    amounts: amountsText(amounts, scale),
    amounts_total: totalsOf(soFar, amounts, scale),
    rule: isRuled ? ruling.rule : null,
    clause: isRuled ? clauseOf(loaded.policy, ruling.clause, languageOf({ evaluation })) : null,
    actions: given.actions,
    actions_given_before: given.before,
    denies: due !== null && amount.compare(due.amount) < 0,
    counted: false,
    settled_overlap: null,
  }
}

function refundOf(
  { order, orderState, partState }: StreamView,
  { amount, money, method }: { readonly amount: Rational; readonly money: Money; readonly method: string },
): Refund {
  const got = totalOf(order?.part === null ? orderState : partState)
  return {
    amount: formatAmount(amount, money.scale),
    entitled: formatAmount(got.plus(amount), money.scale),
    already_credited: formatAmount(got, money.scale),
    currency: money.currency,
    method,
    capped_from: null,
  }
}

/** The amount to credit: as it was named, else as it is proposed; 0 only where the rule pays nothing by itself. */
function amountOf({ command }: Approval, { due, ruling, scale }: Proposal): Rational {
  assertStillDue(command, { due, scale, currency: ruling.currency })
  if (command.amount === null) {
    if (due === null) throw new Problem('invalid_request', 'Nothing is proposed: name the amount to approve.')
    const isPaying = ruling.decidedBy?.refund !== null
    if (due.amount.sign() > 0 || !isPaying) return due.amount
    throw new Problem('refund_too_large', 'Nothing more is due for the order: it got all of it.', {
      extensions: { at_most: { amount: formatAmount(Rational.zero, scale), currency: ruling.currency } },
    })
  }
  const amount = givenAmount(command.amount)
  if (amount.sign() <= 0) {
    throw new Problem('invalid_request', `The amount has to be above 0, not ${command.amount}.`)
  }
  return amount
}

/** A reviewer who sends the figure that was shown approves no other. */
function assertStillDue(
  { proposed }: ResolveCommand,
  now: { readonly due: Proposal['due']; readonly scale: number; readonly currency: string | null },
): void {
  if (proposed === null) return
  const { due, scale, currency } = now
  if (due !== null && givenAmount(proposed).equals(due.amount)) return
  const amount = due === null ? null : formatAmount(due.amount, scale)
  throw new Problem(
    'proposal_changed',
    amount === null
      ? 'Nothing is proposed any more: look at the review again.'
      : `${amount} ${currency ?? ''} is proposed now, not ${proposed}: look at the review again.`,
    { extensions: { proposed: amount, currency } },
  )
}

function moneyOf({ loaded, asked }: Proposal, { previous }: StreamView): Money {
  const { cap, currency, scale } = orderMoney(loaded, frozenFacts(previous))
  if (cap === null || currency === null || scale === null) {
    throw notReady("the order's charge or currency is not known. Register the order with them first.")
  }
  const before = asked.request.currency
  // The figures that a person saw mean something else now.
  if (before !== null && before !== currency) {
    throw notReady(
      `it was asked in ${before}, and the order is in ${currency} by now. Report the order again, so that it is asked anew.`,
    )
  }
  return { cap, currency, scale }
}

function assertPayable(
  { orderState }: StreamView,
  { amount, money, proposal }: { readonly amount: Rational; readonly money: Money; readonly proposal: Proposal },
): void {
  if (orderState.open_chargebacks > 0) {
    throw notReady('a payment dispute about the order is open. Close it first (won, lost or withdrawn).')
  }
  if (orderState.unclear_disputes > 0) {
    throw notReady('what a lost dispute about the order took is not known. State it first.')
  }
  const open = money.cap.minus(totalOf(orderState))
  const rest = open.sign() < 0 ? Rational.zero : open
  const isRest = proposal.due !== null && amount.equals(proposal.due.amount)
  if (!isRest && !amount.equals(rest) && decimalsOf(amount, 0) > money.scale) {
    throw new Problem(
      'invalid_request',
      `An amount in ${money.currency} has at most ${money.scale} decimals, unless it is exactly the rest that is due.`,
    )
  }
  if (amount.compare(rest) > 0) {
    const most = formatAmount(rest, money.scale)
    throw new Problem(
      'refund_too_large',
      `The order may still get ${most} ${money.currency} at most, not ${formatAmount(amount, money.scale)}.`,
      { extensions: { at_most: { amount: most, currency: money.currency } } },
    )
  }
}

function methodOf(command: ResolveCommand, { loaded, ruling, asked }: Proposal): string {
  const { refundMethods } = loaded.policy
  const only = refundMethods.length === 1 ? refundMethods[0] : undefined
  const method = command.method ?? ruling.method ?? asked.result.review?.method ?? only
  if (method !== undefined && refundMethods.includes(method)) return method
  throw new Problem('invalid_request', `Name a method: one of ${refundMethods.join(', ')}.`)
}

function notReady(why: string): Problem {
  return new Problem('review_not_ready', `The review cannot be approved yet: ${why}`)
}
