import { storableId } from '../ids/storable-id.ts'
import type { OrderPart } from '../journal/entry.ts'
import type { DisputeNotice as KnownNotice } from '../journal/kinds/dispute-notice.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'
import { givenInstant } from '../time/given-instant.ts'
import { type DisputeState, isWeightier } from './dispute-state.ts'
import type { DisputeNotice } from './disputes.ts'

/** The notice as it is stored. Problem invalid_request for an amount that is not above 0, no instant, or a part of no order. */
export function statedIn(notice: DisputeNotice): KnownNotice {
  const { amount, providerId, paymentReference, supportContactedAt } = notice
  if (givenAmount(amount).sign() <= 0) {
    throw new Problem('invalid_request', `The disputed amount has to be above 0, not ${amount}.`)
  }
  if (notice.part !== null && notice.order === null) {
    throw new Problem('invalid_request', `The part ${notice.part} is of no order: name the order too.`)
  }
  const payment_reference = storableId(paymentReference)
  const opened_at = givenInstant(notice.openedAt)
  return {
    key: providerId === null ? `payment ${opened_at} ${payment_reference}` : `provider ${storableId(providerId)}`,
    provider_id: providerId,
    kind: notice.kind,
    payment_reference,
    amount,
    currency: notice.currency,
    opened_at,
    support_contacted_at: supportContactedAt === null ? null : givenInstant(supportContactedAt),
  }
}

/** The order, or the part of it, that the notice names. */
export function disputedOrder({ policy, order, part }: DisputeNotice): OrderPart | null {
  return order === null ? null : { policy, id: storableId(order), part: part === null ? null : storableId(part) }
}

/** All that is known with the notice: the kind never weighs less, the opening is the latest, what is left out stays. */
export function mergedNotice(known: KnownNotice, stated: KnownNotice): KnownNotice {
  return {
    ...known,
    kind: isWeightier(stated.kind, known.kind) ? stated.kind : known.kind,
    opened_at: stated.opened_at > known.opened_at ? stated.opened_at : known.opened_at,
    support_contacted_at: stated.support_contacted_at ?? known.support_contacted_at,
  }
}

/** Refuses what contradicts the dispute that is known: Problem dispute_conflict, which shows both. */
export function assertSameDispute(
  { opened, notice }: DisputeState,
  stated: KnownNotice,
  order: OrderPart | null,
): void {
  const registered = identityOf(notice, opened.order)
  const given = identityOf(stated, order)
  const isSame =
    registered.payment_reference === given.payment_reference &&
    registered.policy === given.policy &&
    registered.order === given.order &&
    registered.part === given.part &&
    registered.currency === given.currency &&
    Rational.of(registered.amount).equals(Rational.of(given.amount))
  if (isSame) return
  throw new Problem(
    'dispute_conflict',
    'The dispute was reported before, with another payment, order, amount or currency.',
    { extensions: { dispute: opened.id, registered, given } },
  )
}

function identityOf({ payment_reference, amount, currency }: KnownNotice, order: OrderPart | null) {
  return {
    payment_reference,
    policy: order?.policy ?? null,
    order: order?.id ?? null,
    part: order?.part ?? null,
    amount,
    currency,
  }
}
