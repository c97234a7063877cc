import { type AppendDeps, appendToStream } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import { initialOrderState } from '../journal/order-state.ts'
import { objectIn, textIn } from '../journal/read-json.ts'
import { formatAmount } from '../money/amounts.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import { freezeOrderFacts } from '../orders/freeze-order-facts.ts'
import { entryOfOrder } from '../orders/order-entry.ts'
import { assertSoundMoney, currencyOf } from '../orders/order-subject.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import { interpretedEvaluation } from '../policy/evaluate/interpreted-evaluation.ts'
import { nothingGiven } from '../policy/model/given.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { type AskingEntry, assertWaiting, entryThatAsked, readResolution, reviewOf } from './find-review.ts'
import type { ResolveCommand, Review } from './reviews.ts'

export interface ResolveDeps extends AppendDeps {
  readonly policies: Pick<Policies, 'version'>
}

/** Writes a person's resolution: at most one per review, and never more than the charge less what the order got. */
export async function resolveReview(deps: ResolveDeps, command: ResolveCommand): Promise<Review> {
  const asked = await entryThatAsked(deps.store, command.decision)
  const policy = await policyOf(deps, asked)
  let pendingSequence = 0
  const appended = await appendToStream<never>(deps, asked.account, async () => {
    const previous = await deps.store.newestOfOrder(asked.account, asked.order)
    pendingSequence = assertWaiting(asked.id, previous).sequence
    const refund = command.outcome === 'approve' ? approvedRefund(policy, { command, asked, previous }) : null
    return {
      order: previous?.state.order ?? null,
      draft: entryOfOrder(previous, {
        account: asked.account,
        order: asked.order,
        kind: 'review_resolved',
        author: command.author,
        policy: asked.policy,
        request: { review: asked.id },
        result: {
          outcome: command.outcome,
          reason_code: command.outcome === 'approve' ? 'approved_by_reviewer' : 'denied_by_reviewer',
          refund,
        },
        message: command.note,
      }),
    }
  })
  if (!('entry' in appended)) throw new TypeError('a resolution is always an entry')
  await deps.store.clearPending(asked.account, pendingSequence, 'review')
  return reviewOf(asked, deps.clock.now(), { waiting: null, resolution: readResolution(appended.entry) })
}

async function policyOf(deps: ResolveDeps, asked: AskingEntry): Promise<Policy> {
  if (asked.policy === null) throw new TypeError('a review is asked for under a policy')
  return (await deps.policies.version(asked.policy.name, asked.policy.version)).policy
}

interface Approval {
  readonly command: ResolveCommand
  readonly asked: AskingEntry
  readonly previous: Entry | null
}

interface ApprovedRefund {
  readonly [name: string]: string
}

function approvedRefund(policy: Policy, approval: Approval): ApprovedRefund {
  const { command, asked, previous } = approval
  const order = previous?.state.order ?? initialOrderState
  if (order.open_disputes.length > 0) {
    throw notReady('a payment dispute about the order is open. Close it first (won, lost or withdrawn).')
  }
  const { charge, currency } = chargeOf(policy, previous)
  const credited = Rational.of(order.credited)
  const rest = order.charged_back ? Rational.zero : charge.minus(credited)
  const amount = amountOf(command, asked)
  const scale = currencyScale(policy, currency) ?? 0
  if (amount.compare(rest) > 0) {
    throw new Problem(
      'refund_too_large',
      `The order may still get ${formatAmount(rest, scale)} ${currency} at most, not ${formatAmount(amount, scale)}.`,
      { extensions: { at_most: { amount: formatAmount(rest, scale), currency } } },
    )
  }
  return {
    amount: formatAmount(amount, scale),
    entitled: formatAmount(credited.plus(amount), scale),
    already_credited: formatAmount(credited, scale),
    currency,
    method: methodOf(policy, command, asked),
  }
}

function chargeOf(policy: Policy, previous: Entry | null): { readonly charge: Rational; readonly currency: string } {
  const { facts } = freezeOrderFacts(policy, new Map(), previous?.confidential?.order_facts ?? {})
  const evaluation = interpretedEvaluation(policy, facts, 0)
  assertSoundMoney(evaluation)
  const charge = evaluation.evaluate(policy.subject.charge, nothingGiven)
  const currency = currencyOf(evaluation)
  if (!(charge instanceof Rational) || currency === null) {
    throw notReady("the order's charge or currency is not known. Register the order with them first.")
  }
  return { charge, currency }
}

function amountOf(command: ResolveCommand, asked: AskingEntry): Rational {
  const proposed = textIn(objectIn(asked.result, 'review') ?? {}, 'proposed')
  const text = command.amount ?? proposed
  if (text === null) throw new Problem('invalid_request', 'Nothing was proposed: name the amount to approve.')
  const amount = givenAmount(text)
  if (amount.sign() <= 0) {
    throw new Problem('invalid_request', `The amount has to be above 0, not ${text}.`)
  }
  return amount
}

function methodOf(policy: Policy, command: ResolveCommand, asked: AskingEntry): string {
  const proposed = textIn(objectIn(asked.result, 'review') ?? {}, 'method')
  const only = policy.refundMethods.length === 1 ? policy.refundMethods[0] : undefined
  const method = command.method ?? proposed ?? only
  if (method !== undefined && policy.refundMethods.includes(method)) return method
  throw new Problem('invalid_request', `Name a method: one of ${policy.refundMethods.join(', ')}.`)
}

function notReady(why: string): Problem {
  return new Problem('review_not_ready', `The review can not be approved yet: ${why}`)
}
