import type { OrderKey, OrderPart, PartMemory } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { Circumstances } from '../journal/kinds/circumstances.ts'
import type { DecisionRequest } from '../journal/kinds/decision.ts'
import type { EntryName, WaitingReview } from '../journal/model/state.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { bindingFor } from '../orders/bind-order.ts'
import { type FreezeResult, freezeOrderFacts } from '../orders/freeze-order-facts.ts'
import { assertSameCurrency, assertSoundMoney, currencyOf, invalidFacts } from '../orders/order-subject.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import type { GivenFacts } from '../policy/facts/read-facts.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { type AtHand, allOf, goOn } from '../time/at-hand.ts'
import { type DayCredits, sumAutomaticCredits } from './automatic-credits.ts'
import { totalOf } from './due.ts'
import { givenSoFar } from './given-so-far.ts'
import { gatherHistoryFacts } from './history-facts.ts'
import { isClaim } from './is-claim.ts'
import { type NamedState, nameState, stateFingerprint, stateOf, wasCounted } from './part-state.ts'
import type { ToldHistory } from './told-history.ts'

/** What everything that a decision looks at is gathered from. */
export interface GatherDeps {
  readonly store: JournalStore
  /** Asked at every decision: the stop switch holds in every process at the next one. */
  readonly approvalsPaused: () => AtHand<boolean>
  /** What was read of the day's credits before; left out or null: nothing. */
  readonly dayCredits?: DayCredits | null
  /** In place of what the journal says; the journal is asked unless given. */
  readonly toldHistory?: ToldHistory | undefined
}

/** A request whose facts were read: whose it is, and what it says. */
export interface ReadRequest {
  readonly loaded: LoadedPolicy
  readonly account: string
  readonly order: OrderPart
  readonly given: GivenFacts
  /** Null where the request leaves it open. */
  readonly currency: string | null
}

/** All that one decision is made from, as of the account's head. */
export interface DecisionInput extends ReadRequest {
  /** The order, where the entry has to bind it to the account. */
  readonly binds: OrderKey | null
  /** The run over all facts, those of the order and of history among them. */
  readonly evaluation: Evaluation
  readonly frozen: FreezeResult
  /** What became of the part, and what was known of it. */
  readonly state: NamedState
  readonly memory: PartMemory | null
  readonly claim: DecisionRequest['claim']
  readonly circumstances: Circumstances
}

/** Gathers, from the store, everything the decision looks at. Problems: invalid_facts, order_conflict. */
export function gatherInput(deps: GatherDeps, request: ReadRequest, view: StreamView): AtHand<DecisionInput> {
  const { loaded, account, order, given } = request
  if (given.errors.length > 0) throw invalidFacts(given.errors)
  const { policy, evaluator } = loaded
  const binds = bindingFor(view, order)
  assertSameCurrency(order.id, view.orderState.currency, request.currency)
  const frozen = freezeOrderFacts(policy, given.facts, view.previous)
  const completed = completeFacts(policy, 'refunds', frozen.facts, view.now)
  if (completed.errors.length > 0) throw invalidFacts(completed.errors)
  const begun = evaluator.begin(completed.facts, view.now)
  assertSoundMoney(begun)
  const currency = currencyOf(begun)
  const place = { view, currency, evaluation: begun }
  const memory = view.previousOfPart?.confidential?.memory ?? null
  const state = nameState(stateOf(policy, given.facts, { orderFacts: frozen.frozen, memory }))
  const { fingerprint } = state
  // What may fail at once is asked first: nothing is under way then that nobody would hear of.
  const pausing = deps.approvalsPaused()
  const gathered = allOf([
    deps.toldHistory?.facts ?? gatherHistoryFacts(deps.store, policy, 'refunds', place),
    sumAutomaticCredits(deps.store, policy, { view, currency, known: deps.dayCredits ?? null }),
    givenSoFar(deps.store, view),
    circumstancesIn(deps, view, { fingerprint, memory }),
    pausing,
  ])
  return goOn(gathered, ([history, automaticCredits, soFar, circumstances, isPaused]) => {
    const isNewClaim = !wasCounted(memory, 'claim', fingerprint)
    const known: Circumstances = {
      order_got: circumstances.order_got,
      part_got: circumstances.part_got,
      given_without_part: circumstances.given_without_part,
      dispute_open: circumstances.dispute_open,
      dispute_unclear: circumstances.dispute_unclear,
      standing: circumstances.standing,
      waiting_review: circumstances.waiting_review,
      repeats_state: circumstances.repeats_state,
      recovery: circumstances.recovery,
      other_review_waits: circumstances.other_review_waits,
      denied: circumstances.denied,
      approvals_paused: isPaused,
      automatic_credits: automaticCredits,
      amounts_given: soFar.amounts_given,
      actions_given: soFar.actions_given,
      approval_counted: circumstances.approval_counted,
      denial_counted: circumstances.denial_counted,
    }
    return {
      loaded,
      account,
      order,
      given,
      currency,
      binds,
      evaluation: begun.withFacts(history),
      frozen,
      state,
      memory,
      claim: isClaim(policy, completed.facts) ? (isNewClaim ? 'counted' : 'repeated') : null,
      circumstances: deps.toldHistory === undefined ? known : { ...known, ...deps.toldHistory.circumstances },
    }
  })
}

type FromStream = Omit<Circumstances, 'amounts_given' | 'actions_given' | 'approvals_paused' | 'automatic_credits'>

/** What of the circumstances the stream says, at the head that the view shows; there at once where the head alone says it. */
export function circumstancesIn(
  deps: Pick<GatherDeps, 'store'>,
  view: StreamView,
  known: { readonly fingerprint: string; readonly memory: PartMemory | null },
): FromStream | Promise<FromStream> {
  const asked = allOf([repeatsState(deps, view, known), denialFor(deps, view, known.fingerprint)])
  return asked instanceof Promise
    ? asked.then((found) => circumstancesBy(view, known, found))
    : circumstancesBy(view, known, asked)
}

function circumstancesBy(
  { head, order, orderState, partState }: StreamView,
  { fingerprint, memory }: { readonly fingerprint: string; readonly memory: PartMemory | null },
  [repeats_state, denied]: readonly [boolean, Circumstances['denied']],
): FromStream {
  const isWhole = order === null || order.part === null
  const got = isWhole ? orderState : partState
  return {
    order_got: gotIn(orderState),
    part_got: gotIn(got),
    given_without_part: !isWhole && totalOf(orderState.whole).sign() > 0,
    dispute_open: orderState.open_chargebacks > 0,
    dispute_unclear: orderState.unclear_disputes > 0,
    standing: head?.state.standing ?? 'good',
    waiting_review: partState.waiting_review,
    repeats_state,
    recovery: orderState.recovery,
    other_review_waits: isWhole ? orderState.waiting_parts > 0 : orderState.whole.waiting_review !== null,
    denied,
    approval_counted: wasCounted(memory, 'approve', fingerprint),
    denial_counted: wasCounted(memory, 'deny', fingerprint),
  }
}

function gotIn({ credited, elsewhere, charged_back }: Circumstances['order_got']): Circumstances['order_got'] {
  return { credited, elsewhere, charged_back }
}

/** A denial of a part holds the whole, and the other way round; only of the same part can the state be the same. */
function denialFor(
  deps: Pick<GatherDeps, 'store'>,
  { account, order, orderState, partState }: StreamView,
  fingerprint: string,
): Circumstances['denied'] | Promise<Circumstances['denied']> {
  const own = partState.denied
  if (own !== null) {
    const isSame = isStateOf(deps, account, { asked: own.decision, fingerprint })
    return isSame.then((same_state) => ({ ...own, same_state }))
  }
  const isWhole = order === null || order.part === null
  if (!isWhole) return orderState.whole.denied === null ? null : { ...orderState.whole.denied, same_state: false }
  return orderState.denied_part === null ? null : { ...orderState.denied_part, same_state: false }
}

/** Whether the request says nothing that the waiting review does not know: it is in the state that asks, or, after a reopening, in the one that was known then. */
function repeatsState(
  deps: Pick<GatherDeps, 'store'>,
  view: StreamView,
  known: { readonly fingerprint: string; readonly memory: PartMemory | null },
): boolean | Promise<boolean> {
  const waiting = view.partState.waiting_review
  return waiting !== null && repeatsWaiting(deps, view, { ...known, waiting })
}

async function repeatsWaiting(
  deps: Pick<GatherDeps, 'store'>,
  { account, partState: { last_decision: last } }: StreamView,
  {
    fingerprint,
    memory,
    waiting,
  }: { readonly fingerprint: string; readonly memory: PartMemory | null; readonly waiting: WaitingReview },
): Promise<boolean> {
  if (await isStateOf(deps, account, { asked: waiting.asked_by, fingerprint })) return true
  if (memory === null || last === null || stateFingerprint(memory.state) !== fingerprint) return false
  const first = await deps.store.entryById(waiting.id)
  return first?.kind === 'decision_reopened' && first.sequence > last.sequence
}

/** Whether the decision was asked for in that state; reports in between may have been in another. */
async function isStateOf(
  { store }: Pick<GatherDeps, 'store'>,
  account: string,
  { asked, fingerprint }: { readonly asked: EntryName | null; readonly fingerprint: string },
): Promise<boolean> {
  const entry = asked === null ? null : await store.entryAt(account, asked.sequence)
  const state = entry?.confidential?.memory?.state
  return state !== undefined && stateFingerprint(state) === fingerprint
}
