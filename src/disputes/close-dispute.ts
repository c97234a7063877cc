import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import type { EntryOf } from '../journal/entry.ts'
import type { DisputeClosedResult } from '../journal/kinds/dispute-closed.ts'
import type { Overlap } from '../journal/kinds/overlap.ts'
import type { Sum } from '../journal/model/sum.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { Rational } from '../money/rational.ts'
import { frozenFacts } from '../orders/order-facts.ts'
import { type OrderMoney, readOrderMoney } from '../orders/order-money.ts'
import { overlapAfter } from '../orders/overlap-of.ts'
import type { Policy } from '../policy/model/policy.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { chargedBackBy } from './charged-back.ts'
import { type DisputeCounts, effectBetween } from './dispute-counts.ts'
import { disputeOf } from './dispute-of.ts'
import { answeredBy, type DisputeEntry, type DisputeState, stateOf } from './dispute-state.ts'
import type { Dispute, DisputeEnd } from './disputes.ts'
import { standingAfterEffect } from './effect-of.ts'
import { entriesAbout, openingOf } from './find-dispute.ts'
import type { DisputesDeps } from './report-dispute.ts'
import { statedSum } from './stated-sum.ts'

/**
 * Notes how a dispute ended, or corrects it. What it counts for its order and for the account's
 * standing is worked out from what it counted before; no other dispute is touched.
 */
export async function closeDispute(deps: DisputesDeps, end: DisputeEnd): Promise<Dispute> {
  const opened = await openingOf(deps.store, end.dispute)
  const { account, order } = opened
  const loaded = await deps.policies.newest(policyOf(opened))
  let entries: readonly DisputeEntry[] = []
  const appended = await appendOrAnswer<Draft<'dispute_closed'>, Dispute>(deps, { account, order }, async (view) => {
    entries = await entriesAbout(deps.store, account, opened.request.key)
    const known = stateOf(entries)
    const money = readOrderMoney(loaded, frozenFacts(view.previous))
    const result = resultOf({ end, known, view, money, policy: loaded.policy })
    if (result === null) return { answer: disputeOf(entries) }
    const request = { dispute: opened.id }
    return {
      draft: { kind: 'dispute_closed', author: end.author, policy: referenceTo(loaded.version), request, result },
      answers: answeredBy(known),
    }
  })
  return 'answer' in appended ? appended.answer : disputeOf([...entries, appended.entry])
}

/** The policy whose endings count: the order's, else the one that the dispute was reported under. */
function policyOf({ id, order, policy }: EntryOf<'dispute_opened'>): string {
  const name = order?.policy ?? policy?.name
  if (name === undefined) throw new TypeError(`the dispute ${id} names no policy`)
  return name
}

interface Closing {
  readonly end: DisputeEnd
  readonly known: DisputeState
  readonly view: StreamView
  readonly money: OrderMoney
  readonly policy: Policy
}

/** What the end changes; null where it is the one that is known. */
function resultOf(closing: Closing): DisputeClosedResult | null {
  const { end, known, view } = closing
  const stated = statedSum(closing)
  const counts = countsAfterEnd(closing, stated)
  if (isKnown(closing, counts, stated)) return null
  const change = effectBetween(known.counts, counts)
  const effect = { ...change, overlap: overlapByEnd(closing, change.charged_back) }
  const standing = standingAfterEffect(view.head?.state ?? null, known.opened.id, effect)
  return { outcome: end.outcome, stated, standing, effect }
}

function countsAfterEnd({ end, known, money, policy }: Closing, stated: Sum | null): DisputeCounts {
  const { outcome } = end
  // An inquiry takes no money by itself: only what a person states was taken all the same.
  const mayTake = known.notice.kind !== 'inquiry' || stated !== null
  const tookMoney = outcome === 'lost' && known.opened.order !== null && mayTake
  const taken = tookMoney ? chargedBackBy(known.notice, stated, money) : { chargedBack: '0', isUnclear: false }
  // A sum that is stated later ends nothing anew: the standing stays as the end left it.
  const ended = known.status === outcome ? known.counts.ended : endingOf(policy, outcome)
  return { ...known.counts, ...taken, isOpen: false, ended }
}

function endingOf({ disputeEndings }: Policy, outcome: DisputeEnd['outcome']): DisputeCounts['ended'] {
  const ending = disputeEndings[outcome]
  switch (ending) {
    case 'keep':
      return 'keeps'
    case 'restore':
      return 'good'
    default:
      return ending
  }
}

/** A sum that had to be stated may be known by now from the order itself: then the same end is news. */
function isKnown({ end, known }: Closing, counts: DisputeCounts, stated: Sum | null): boolean {
  if (known.status !== end.outcome) return false
  const { isUnclear, chargedBack } = known.counts
  if (stated === null) return known.stated !== null || !isUnclear || counts.isUnclear
  return !isUnclear && Rational.of(chargedBack).equals(Rational.of(stated.amount))
}

function overlapByEnd({ known, view, money }: Closing, chargedBack: string): Overlap | null {
  if (known.opened.order === null || chargedBack === '0') return null
  return overlapAfter({ money, state: view.orderState, gained: { charged_back: chargedBack }, now: view.now })
}
