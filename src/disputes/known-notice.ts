import { storableId } from '../ids/storable-id.ts'
import type { OrderPart } from '../journal/entry.ts'
import type { DisputeNotice as KnownNotice } from '../journal/kinds/dispute-notice.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import { Problem } from '../problems/problem.ts'
import { millisecondsPerDay } from '../time/civil-day.ts'
import { givenInstant } from '../time/given-instant.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { type DisputeState, isWeightier, opensAgain } from './dispute-state.ts'
import type { DisputeNotice } from './disputes.ts'

/**
 * The notice as it is stored. Problem invalid_request for an amount that is not above 0, no instant, a part of no order, or
 * what is said to have happened more than a day from now.
 */
export function statedIn(notice: DisputeNotice, now: number): KnownNotice {
  const { amount, providerId, paymentReference, supportContactedAt, respondBy } = notice
  if (givenAmount(amount).sign() <= 0) {
    throw new Problem('invalid_request', `The disputed amount has to be above 0, not ${amount}.`)
  }
  if (notice.part !== null && notice.order === null) {
    throw new Problem('invalid_request', `The part ${notice.part} is of no order: name the order too.`)
  }
  const payment_reference = storableId(paymentReference)
  const opened_at = happenedAt(notice.openedAt, 'opened_at', now)
  return {
    key: providerId === null ? `payment ${opened_at} ${payment_reference}` : `provider ${storableId(providerId)}`,
    provider_id: providerId,
    kind: notice.kind,
    payment_reference,
    amount,
    currency: notice.currency,
    opened_at,
    support_contacted_at:
      supportContactedAt === null ? null : happenedAt(supportContactedAt, 'support_contacted_at', now),
    respond_by: respondBy === null ? null : givenInstant(respondBy),
  }
}

/** A day ahead of this service's clock may be what has happened: a provider's day may have begun, and its clock may be ahead. */
function happenedAt(text: string, name: string, now: number): string {
  const instant = givenInstant(text)
  if (parseInstant(instant) <= now + millisecondsPerDay) return instant
  throw new Problem('invalid_request', `${name} is ${instant}, which lies ahead: here it is ${formatInstant(now)}.`)
}

/** The order, or the part of it, that the notice names. */
export function disputedOrder({ policy, order, part }: DisputeNotice): OrderPart | null {
  return order === null ? null : { policy, id: storableId(order), part: part === null ? null : storableId(part) }
}

/** All that is known with the notice: the kind never weighs less, the opening is the latest, what is left out stays. */
export function mergedNotice(before: Pick<DisputeState, 'status' | 'notice'>, stated: KnownNotice): KnownNotice {
  const { notice: known } = before
  const merged = {
    ...known,
    kind: isWeightier(stated.kind, known.kind) ? stated.kind : known.kind,
    opened_at: stated.opened_at > known.opened_at ? stated.opened_at : known.opened_at,
    support_contacted_at: stated.support_contacted_at ?? known.support_contacted_at,
  }
  return { ...merged, respond_by: deadlineAfter(before, merged, stated) }
}

/** A later stage or round has the deadline that it is told with, or none; what comes late of an earlier one moves none; what has ended has none. */
function deadlineAfter(
  before: Pick<DisputeState, 'status' | 'notice'>,
  merged: KnownNotice,
  stated: KnownNotice,
): string | null {
  const { status, notice: known } = before
  if (status !== 'open' && !opensAgain(before, merged)) return null
  if (merged.kind !== known.kind || merged.opened_at !== known.opened_at) return stated.respond_by
  const isOfNow = stated.kind === known.kind && stated.opened_at === known.opened_at
  return (isOfNow ? stated.respond_by : null) ?? known.respond_by
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
  const detail =
    registered.order === null && given.order !== null
      ? withoutOrder
      : 'The dispute was reported before, with another payment, order, amount or currency.'
  throw new Problem('dispute_conflict', detail, { extensions: { dispute: opened.id, registered, given } })
}

const withoutOrder =
  'The dispute was reported before without an order, and none can be added to it: what it takes is booked on the account ' +
  'alone. Send what follows about it without `order`; or close it as withdrawn, and report it with its order under a ' +
  '`provider_id` that it did not have.'

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
