import { type AppendDeps, appendToStream, type StreamView } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import type { Refund } from '../journal/kinds/refund.ts'
import { initialOrderState } from '../journal/model/state.ts'
import { formatAmount } from '../money/amounts.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import { freezeOrderFacts } from '../orders/freeze-order-facts.ts'
import { assertSoundMoney, currencyOf } from '../orders/order-subject.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { LoadedPolicy, Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { type AskingEntry, assertWaiting, entryThatAsked, readResolution, reviewOf } from './find-review.ts'
import type { ResolveCommand, Review } from './reviews.ts'

/** What reviews are resolved with. */
export interface ResolveDeps extends AppendDeps {
  readonly policies: Pick<Policies, 'version'>
}

/** Writes a person's resolution: at most one per review, and never more than the charge less what the order got. */
export async function resolveReview(deps: ResolveDeps, command: ResolveCommand): Promise<Review> {
  const { outcome, author, note } = command
  const asked = await entryThatAsked(deps.store, command.decision)
  const { account, id, policy } = asked.entry
  const loaded = await policyOf(deps, asked)
  const resolved = await appendToStream(deps, { account, order: asked.order }, async (view) => {
    assertWaiting(id, view.orderState)
    return {
      kind: 'review_resolved',
      author,
      policy,
      request: { review: id },
      result: {
        outcome,
        reason_code: outcome === 'approve' ? 'approved_by_reviewer' : 'denied_by_reviewer',
        refund: outcome === 'approve' ? approvedRefund(loaded, { command, asked, view }) : null,
      },
      confidential: { message: note },
    }
  })
  return reviewOf(asked, deps.clock.now(), { waiting: null, resolution: readResolution(resolved) })
}

async function policyOf(deps: ResolveDeps, { entry }: AskingEntry): Promise<LoadedPolicy> {
  if (entry.policy === null) throw new TypeError('a review is asked for under a policy')
  return deps.policies.version(entry.policy.name, entry.policy.version)
}

interface Approval {
  readonly command: ResolveCommand
  readonly asked: AskingEntry
  readonly view: StreamView
}

function approvedRefund(loaded: LoadedPolicy, { command, asked, view }: Approval): Refund {
  const { policy } = loaded
  const order = view.orderState ?? initialOrderState
  if (order.open_disputes.length > 0) {
    throw notReady('a payment dispute about the order is open. Close it first (won, lost or withdrawn).')
  }
  const { charge, currency } = chargeOf(loaded, view.previous)
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

function chargeOf(
  { policy, evaluator }: LoadedPolicy,
  previous: Entry | null,
): { readonly charge: Rational; readonly currency: string } {
  const { facts } = freezeOrderFacts(policy, new Map(), previous?.confidential?.order_facts ?? {})
  const evaluation = evaluator.begin(facts, 0)
  assertSoundMoney(evaluation)
  const charge = evaluation.evaluate(policy.subject.charge, null)
  const currency = currencyOf(evaluation)
  if (!(charge instanceof Rational) || currency === null) {
    throw notReady("the order's charge or currency is not known. Register the order with them first.")
  }
  return { charge, currency }
}

function amountOf(command: ResolveCommand, { review }: AskingEntry): Rational {
  const text = command.amount ?? review.proposed
  if (text === null) throw new Problem('invalid_request', 'Nothing was proposed: name the amount to approve.')
  const amount = givenAmount(text)
  if (amount.sign() <= 0) {
    throw new Problem('invalid_request', `The amount has to be above 0, not ${text}.`)
  }
  return amount
}

function methodOf(policy: Policy, command: ResolveCommand, { review }: AskingEntry): string {
  const only = policy.refundMethods.length === 1 ? policy.refundMethods[0] : undefined
  const method = command.method ?? review.method ?? only
  if (method !== undefined && policy.refundMethods.includes(method)) return method
  throw new Problem('invalid_request', `Name a method: one of ${policy.refundMethods.join(', ')}.`)
}

function notReady(why: string): Problem {
  return new Problem('review_not_ready', `The review cannot be approved yet: ${why}`)
}
