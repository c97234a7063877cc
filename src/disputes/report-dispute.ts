import { gatherHistoryFacts } from '../decisions/history-facts.ts'
import { factsToJson } from '../decisions/stored-facts.ts'
import { storableId } from '../ids/storable-id.ts'
import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendOrAnswer, type StreamView } from '../journal/append-to-stream.ts'
import type { EntryOf } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { DisputeOpenedRequest, DisputeOpenedResult } from '../journal/kinds/dispute-opened.ts'
import { type Standing, standings } from '../journal/model/state.ts'
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
import { referenceTo } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { givenInstant } from '../time/given-instant.ts'
import { disputeFacts } from './dispute-facts.ts'
import { disputeOf } from './dispute-of.ts'
import type { DisputeNotice, ReportedDispute } from './disputes.ts'
import { entriesAbout } from './find-dispute.ts'

/** What disputes are decided with. */
export interface DisputesDeps extends AppendDeps {
  readonly store: JournalStore & OrderBindingStore
  readonly policies: Pick<Policies, 'active'>
}

/** Decides a notice by the active version's dispute rules, at the head of the account's stream. */
export async function reportDispute(deps: DisputesDeps, notice: DisputeNotice): Promise<ReportedDispute> {
  const { account, order, author } = notice
  const stated = statedIn(notice)
  const loaded = await deps.policies.active(notice.policy)
  const given = disputeFacts(loaded.policy, notice)
  await bindOrder(deps.store, notice)
  const appended = await appendOrAnswer<Draft<'dispute_opened'>, ReportedDispute>(
    deps,
    { account, order },
    async (view) => {
      const known = await entriesAbout(deps.store, account, stated.payment_reference)
      const opened = known.find((entry) => entry.kind === 'dispute_opened')
      if (opened !== undefined) {
        assertSameDispute(opened, notice)
        return { answer: { dispute: disputeOf(opened, known), replayed: true } }
      }
      const facts = await completeAll(deps, { loaded, given, notice, view })
      const ruling = await loaded.evaluator.evaluateDispute(facts, view.now)
      return {
        draft: {
          kind: 'dispute_opened',
          author,
          policy: referenceTo(loaded.version),
          request: stated,
          result: resultOf(ruling, view.head?.state.standing ?? 'good'),
          confidential: { facts: factsToJson(loaded.policy, facts), message: ruling.message },
        },
      }
    },
  )
  if ('answer' in appended) return appended.answer
  return { dispute: disputeOf(appended.entry, []), replayed: false }
}

/** The notice as it is stored. Problem invalid_request for an amount that is not above 0, or no instant. */
function statedIn({
  paymentReference,
  amount,
  currency,
  openedAt,
  supportContactedAt,
}: DisputeNotice): DisputeOpenedRequest {
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

function assertSameDispute(opened: EntryOf<'dispute_opened'>, notice: DisputeNotice): void {
  const { amount, currency } = opened.request
  const registered = { order: opened.order, amount, currency }
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
  readonly view: StreamView
}

async function completeAll(deps: DisputesDeps, gathering: Gathering): Promise<FactValues> {
  const { loaded, given, notice, view } = gathering
  const { policy } = loaded
  const frozen = freezeOrderFacts(policy, given, view.previous?.confidential?.order_facts ?? {})
  const { facts, errors } = completeFacts(policy, 'disputes', frozen.facts)
  if (errors.length > 0) throw invalidFacts(errors)
  const history = await gatherHistoryFacts(deps.store, policy, 'disputes', {
    ...view,
    orderId: notice.order,
    currency: notice.currency,
    facts,
  })
  return new Map([...facts, ...history])
}

function resultOf(ruling: DisputeRuling, standing: Standing): DisputeOpenedResult {
  const { outcome, rule, clause, reason, actions } = ruling
  return {
    outcome,
    rule,
    clause: clause === null ? null : { id: clause },
    reason_code: reason,
    actions,
    standing: risen(standing, outcome),
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
