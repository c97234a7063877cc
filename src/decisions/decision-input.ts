import type { StreamView } from '../journal/append-to-stream.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { Circumstances } from '../journal/kinds/circumstances.ts'
import type { DecisionRequest } from '../journal/kinds/decision.ts'
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
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import type { GivenFacts } from '../policy/facts/read-facts.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { sumAutomaticCredits } from './automatic-credits.ts'
import { gatherHistoryFacts } from './history-facts.ts'
import { isClaim } from './is-claim.ts'
import { orderFingerprint } from './order-fingerprint.ts'

/** What everything that a decision looks at is gathered from. */
export interface GatherDeps {
  readonly store: JournalStore & OrderBindingStore
  /** Read at every decision: the stop switch holds in every process at the next one. */
  readonly approvalsPaused: () => Promise<boolean>
}

/** A request whose facts were read: whose it is, and what it says. */
export interface ReadRequest {
  readonly loaded: LoadedPolicy
  readonly identity: Identity
  readonly given: GivenFacts
  /** Null where the request leaves it open. */
  readonly currency: string | null
}

/** All that one decision is made from, as of the account's head. */
export interface DecisionInput {
  readonly loaded: LoadedPolicy
  readonly identity: Identity
  /** Whether the order is known to be this account's. */
  readonly isBound: boolean
  /** The run over all facts, those of the order and of history among them. */
  readonly evaluation: Evaluation
  readonly frozen: FreezeResult
  readonly fingerprint: string
  readonly claim: DecisionRequest['claim']
  readonly currency: string | null
  readonly circumstances: Circumstances
}

/** Gathers, from the store, everything the decision looks at. Problems: invalid_facts, order_conflict. */
export async function gatherInput(deps: GatherDeps, request: ReadRequest, view: StreamView): Promise<DecisionInput> {
  const { loaded, identity, given } = request
  const { previous, orderState } = view
  if (given.errors.length > 0) throw invalidFacts(given.errors)
  const { policy, evaluator } = loaded
  const [owner, paused] = await Promise.all([deps.store.accountOfOrder(identity.order), deps.approvalsPaused()])
  if (owner !== null && owner !== identity.account) throw orderOfAnother(identity, owner)
  assertSameCurrency(identity.order, orderState?.currency ?? null, request.currency)
  const frozen = freezeOrderFacts(policy, given.facts, previous?.confidential?.order_facts ?? {})
  const completed = completeFacts(policy, 'refunds', frozen.facts)
  if (completed.errors.length > 0) throw invalidFacts(completed.errors)
  const asked = evaluator.begin(completed.facts, view.now)
  assertSoundMoney(asked)
  const currency = currencyOf(asked)
  const place = { ...view, orderId: identity.order, currency, facts: completed.facts }
  const [history, automaticCredits, deniedIn] = await Promise.all([
    gatherHistoryFacts(deps.store, policy, 'refunds', place),
    sumAutomaticCredits(deps.store, policy, { head: view.head, currency, now: view.now }),
    fingerprintDeniedByPerson(deps.store, identity.account, view),
  ])
  const fingerprint = orderFingerprint(policy, completed.facts)
  const isRepeated = previous?.confidential?.order_fingerprint === fingerprint
  return {
    loaded,
    identity,
    isBound: owner !== null,
    evaluation: asked.withFacts(history),
    frozen,
    fingerprint,
    claim: isClaim(policy, completed.facts) ? (isRepeated ? 'repeated' : 'counted') : null,
    currency,
    circumstances: {
      already_credited: orderState?.credited ?? '0',
      charged_back: orderState?.charged_back ?? false,
      dispute_open: (orderState?.open_disputes.length ?? 0) > 0,
      standing: view.head?.state.standing ?? 'good',
      waiting_review: orderState?.waiting_review ?? null,
      denied_by_person: deniedIn === fingerprint ? (orderState?.denied_by_person?.id ?? null) : null,
      approvals_paused: paused,
      automatic_credits: automaticCredits,
    },
  }
}

async function fingerprintDeniedByPerson(
  store: JournalStore,
  account: string,
  { orderState }: StreamView,
): Promise<string | null> {
  const denied = orderState?.denied_by_person ?? null
  if (denied === null) return null
  return (await store.entryAt(account, denied.sequence))?.confidential?.order_fingerprint ?? null
}
