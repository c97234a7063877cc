import { gatherHistoryFacts } from '../decisions/history-facts.ts'
import { factsToJson } from '../decisions/order-state.ts'
import { storableId } from '../ids/storable-id.ts'
import type { EntryDraft } from '../journal/append-entry.ts'
import { type AppendDeps, appendToStream, type StreamHead } from '../journal/append-to-stream.ts'
import { type Entry, type Standing, standings } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { textIn } from '../journal/read-json.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import { freezeOrderFacts } from '../orders/freeze-order-facts.ts'
import type { OrderBindingStore } from '../orders/order-binding-store.ts'
import { invalidFacts, orderOfAnother } from '../orders/order-subject.ts'
import type { DisputeRuling } from '../policy/evaluate/evaluator.ts'
import { completeFacts } from '../policy/facts/complete-facts.ts'
import type { DisputeOutcome } from '../policy/model/policy.ts'
import type { FactValues, Value } from '../policy/model/value.ts'
import type { LoadedPolicy, Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { givenInstant } from '../time/given-instant.ts'
import { disputeFacts } from './dispute-facts.ts'
import { disputeOf } from './dispute-of.ts'
import type { DisputeNotice, ReportedDispute } from './disputes.ts'

export interface DisputesDeps extends AppendDeps {
  readonly store: JournalStore & OrderBindingStore
  readonly policies: Pick<Policies, 'active'>
}

/** Decides a notice by the active version's dispute rules, at the head of the account's stream. */
export async function reportDispute(deps: DisputesDeps, notice: DisputeNotice): Promise<ReportedDispute> {
  const stated = statedIn(notice)
  const loaded = await deps.policies.active(notice.policy)
  const facts = disputeFacts(loaded.policy, notice)
  await bindOrder(deps.store, notice)
  const { account, paymentReference } = notice
  const appended = await appendToStream<ReportedDispute>(deps, account, async (stream) => {
    const known = await deps.store.disputeEntries(account, paymentReference)
    const opened = known.find((entry) => entry.kind === 'dispute_opened')
    if (opened !== undefined) {
      assertSameDispute(opened, notice)
      return { answer: { dispute: disputeOf(opened, known), replayed: true } }
    }
    const previous = notice.order === null ? null : await deps.store.newestOfOrder(account, notice.order)
    const complete = await completeAll(deps, { loaded, given: facts, notice, stream, previous })
    const ruling = await loaded.evaluator.evaluateDispute(complete, stream.now)
    return {
      order: previous?.state.order ?? null,
      draft: draftOf({ loaded, notice, stated, facts: complete, ruling, previous, head: stream.head }),
    }
  })
  if ('answer' in appended) return appended.answer
  return { dispute: disputeOf(appended.entry, []), replayed: false }
}

type StatedDispute = EntryDraft['request']

/** The notice as it is stored. Problem invalid_request for an amount that is not above 0, or no instant. */
function statedIn({ paymentReference, amount, currency, openedAt, supportContactedAt }: DisputeNotice): StatedDispute {
  if (givenAmount(amount).sign() <= 0) {
    throw new Problem('invalid_request', `The disputed amount has to be above 0, not ${amount}.`)
  }
  return {
    payment_reference: storableId(paymentReference),
    amount,
    currency,
    opened_at: givenInstant(openedAt),
    support_contacted_at: supportContactedAt === null ? null : givenInstant(supportContactedAt),
  }
}

async function bindOrder(store: OrderBindingStore, notice: DisputeNotice): Promise<void> {
  if (notice.order === null) return
  const identity = { account: notice.account, order: notice.order }
  const owner = await store.bindOrder(identity.order, identity.account)
  if (owner !== identity.account) throw orderOfAnother(identity, owner)
}

function assertSameDispute(opened: Entry, notice: DisputeNotice): void {
  const registered = {
    order: opened.order,
    amount: textIn(opened.request, 'amount') ?? '',
    currency: textIn(opened.request, 'currency') ?? '',
  }
  const isSame =
    registered.order === notice.order &&
    registered.currency === notice.currency &&
    Rational.of(registered.amount).equals(Rational.of(notice.amount))
  if (isSame) return
  const given = { order: notice.order, amount: notice.amount, currency: notice.currency }
  throw new Problem(
    'dispute_conflict',
    `The payment ${notice.paymentReference} was reported before, with another order, amount or currency.`,
    { extensions: { dispute: opened.id, registered, given } },
  )
}

interface Gathering {
  readonly loaded: LoadedPolicy
  readonly given: ReadonlyMap<string, Value>
  readonly notice: DisputeNotice
  readonly stream: StreamHead
  readonly previous: Entry | null
}

async function completeAll(deps: DisputesDeps, gathering: Gathering): Promise<FactValues> {
  const { loaded, given, notice, stream, previous } = gathering
  const { policy } = loaded
  const frozen = freezeOrderFacts(policy, given, previous?.confidential?.order_facts ?? {})
  const { facts, errors } = completeFacts(policy, 'disputes', frozen.facts)
  if (errors.length > 0) throw invalidFacts(errors)
  const history = await gatherHistoryFacts(deps.store, policy, 'disputes', {
    ...stream,
    orderId: notice.order,
    order: previous?.state.order ?? null,
    currency: notice.currency,
    facts,
  })
  return new Map([...facts, ...history])
}

function draftOf(decided: {
  readonly loaded: LoadedPolicy
  readonly notice: DisputeNotice
  readonly stated: StatedDispute
  readonly facts: FactValues
  readonly ruling: DisputeRuling
  readonly previous: Entry | null
  readonly head: Entry | null
}): EntryDraft {
  const { loaded, notice, ruling, previous } = decided
  const { name, version, sha256 } = loaded.version
  const { message, outcome, rule, clause, reason, actions } = ruling
  return {
    account: notice.account,
    kind: 'dispute_opened',
    order: notice.order,
    author: notice.author,
    policy: { name, version, sha256 },
    idempotency_key: null,
    request: decided.stated,
    result: {
      outcome,
      rule,
      clause: clause === null ? null : { id: clause },
      reason_code: reason,
      actions: actions.map(({ name: action, parameters }) => ({ name: action, parameters })),
      standing: risen(decided.head?.state.standing ?? 'good', outcome),
    },
    confidential: {
      facts: factsToJson(loaded.policy, decided.facts),
      order_facts: previous?.confidential?.order_facts ?? null,
      message,
      request_fingerprint: null,
      order_state: previous?.confidential?.order_state ?? null,
    },
  }
}

/** Standing only rises by itself. */
function risen(standing: Standing, outcome: DisputeOutcome): Standing {
  const raised = standingAfter[outcome]
  return raised !== null && standings.indexOf(raised) > standings.indexOf(standing) ? raised : standing
}

const standingAfter: Readonly<Record<DisputeOutcome, Standing | null>> = {
  none: null,
  warn: 'warned',
  suspend: 'suspended',
  terminate: 'terminated',
  ban: 'banned',
}
