import type { Entry, OrderState } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { type FreezeResult, freezeOrderFacts } from '../orders/freeze-order-facts.ts'
import type { OrderBindingStore } from '../orders/order-binding-store.ts'
import {
  assertSameCurrency,
  assertSoundMoney,
  currencyOf,
  type Identity,
  invalidFacts,
  orderOfAnother,
} from '../orders/order-subject.ts'
import { interpretedEvaluation } from '../policy/evaluate/interpreted-evaluation.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import type { GivenFacts } from '../policy/facts/read-facts.ts'
import type { FactValues } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { sumAutomaticCredits } from './automatic-credits.ts'
import type { Circumstances } from './circumstances.ts'
import { gatherHistoryFacts } from './history-facts.ts'
import { isClaim, orderStateOf } from './order-state.ts'

export interface SituationDeps {
  readonly store: JournalStore & OrderBindingStore
  /** Read at every decision: the stop switch holds in every process at the next one. */
  readonly approvalsPaused: () => Promise<boolean>
}

/** All that one decision is made from, as of the account's head. */
export interface Situation {
  readonly loaded: LoadedPolicy
  readonly identity: Identity
  readonly head: Entry | null
  readonly order: OrderState | null
  /** Whether the order is known to be this account's. */
  readonly bound: boolean
  readonly now: number
  readonly facts: FactValues
  readonly frozen: FreezeResult
  readonly orderState: string
  readonly claim: 'counted' | 'repeated' | null
  readonly currency: string | null
  readonly circumstances: Circumstances
}

export interface SituationQuestion {
  readonly loaded: LoadedPolicy
  readonly identity: Identity
  readonly given: GivenFacts
  readonly head: Entry | null
  /** Milliseconds; never before the head. */
  readonly now: number
}

/** Gathers, from the store, everything the decision looks at. Problems: invalid_facts, order_conflict. */
export async function gatherSituation(deps: SituationDeps, question: SituationQuestion): Promise<Situation> {
  const { loaded, identity, given, head, now } = question
  if (given.errors.length > 0) throw invalidFacts(given.errors)
  const { policy } = loaded
  const [owner, previous, paused] = await Promise.all([
    deps.store.accountOfOrder(identity.order),
    deps.store.newestOfOrder(identity.account, identity.order),
    deps.approvalsPaused(),
  ])
  assertOwnOrder(identity, owner)
  const order = previous?.state.order ?? null
  assertSameCurrency(
    identity.order,
    order?.currency ?? null,
    currencyOf(interpretedEvaluation(policy, given.facts, now)),
  )
  const frozen = freezeOrderFacts(policy, given.facts, previous?.confidential?.order_facts ?? {})
  const completed = completeFacts(policy, 'refunds', frozen.facts)
  if (completed.errors.length > 0) throw invalidFacts(completed.errors)
  const evaluation = interpretedEvaluation(policy, completed.facts, now)
  assertSoundMoney(evaluation)
  const currency = currencyOf(evaluation)
  const context = { head, now, orderId: identity.order, order, currency, facts: completed.facts }
  const [history, automaticCredits, deniedState] = await Promise.all([
    gatherHistoryFacts(deps.store, policy, 'refunds', context),
    sumAutomaticCredits(deps.store, policy, { head, currency, now }),
    stateDeniedByPerson(deps.store, identity.account, order),
  ])
  const orderState = orderStateOf(policy, completed.facts)
  const isRepeated = previous?.confidential?.order_state === orderState
  return {
    loaded,
    identity,
    head,
    order,
    bound: owner !== null,
    now,
    facts: new Map([...completed.facts, ...history]),
    frozen,
    orderState,
    claim: isClaim(policy, completed.facts) ? (isRepeated ? 'repeated' : 'counted') : null,
    currency,
    circumstances: {
      already_credited: order?.credited ?? '0',
      charged_back: order?.charged_back ?? false,
      dispute_open: (order?.open_disputes.length ?? 0) > 0,
      standing: head?.state.standing ?? 'good',
      waiting_review: order?.waiting_review ?? null,
      denied_by_person: deniedState === orderState ? (order?.denied_by_person?.id ?? null) : null,
      approvals_paused: paused,
      automatic_credits: automaticCredits,
    },
  }
}

function assertOwnOrder(identity: Identity, owner: string | null): void {
  if (owner === null || owner === identity.account) return
  throw orderOfAnother(identity, owner)
}

async function stateDeniedByPerson(
  store: JournalStore,
  account: string,
  order: OrderState | null,
): Promise<string | null> {
  if (order === null || order.denied_by_person === null) return null
  const denied = await store.entryAt(account, order.denied_by_person.sequence)
  return denied?.confidential?.order_state ?? null
}
