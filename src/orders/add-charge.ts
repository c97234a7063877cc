import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import type { EntryOf, OrderKey, StoredFacts } from '../journal/entry.ts'
import { ofKinds } from '../journal/of-kind.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import type { FactDeclaration } from '../policy/model/policy.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { type AddedCharge, addedChargeOf, type ChargeAddition } from './added-charge.ts'
import { assertCoversCredits } from './assert-covers-credits.ts'
import { changedFacts } from './changed-facts.ts'
import { chargeFact, knownCharge } from './charge-fact.ts'
import { accountOf, orderOf } from './find-order.ts'
import { frozenFacts, orderFactsApart } from './order-facts.ts'
import { orderMoney, readOrderMoney } from './order-money.ts'
import { assertSameCurrency, orderOfAnother } from './order-subject.ts'
import type { Recorded } from './orders.ts'
import type { OrdersDeps } from './orders-deps.ts'
import { overlapAfter } from './overlap-of.ts'
import { ownFacts, readOrderFacts } from './read-order-facts.ts'

type Added = EntryOf<'charge_added'>

/** A report, what it raises, and what it restates. */
interface Report {
  readonly addition: ChargeAddition
  readonly loaded: LoadedPolicy
  readonly fact: FactDeclaration
  readonly amount: Rational
  readonly restated: StoredFacts
}

/** Records a further payment for the order; once for the same reference. */
export async function addCharge(
  deps: OrdersDeps,
  addition: ChargeAddition,
): Promise<Recorded & { readonly charge: AddedCharge }> {
  const loaded = await deps.policies.newest(addition.policy)
  const key = { policy: loaded.policy.name, id: addition.order }
  const account = await accountOf(deps.store, key)
  const report = readReport(addition, loaded, account)
  const appended = await appendOrAnswer<Draft<'charge_added'>, Added>(
    deps,
    { account, order: { ...key, part: null } },
    async (view) => {
      const earlier = await earlierCharge(deps, { account, key, reference: addition.reference })
      if (earlier === null) return { draft: draftOf(report, view) }
      assertSameCharge(addition, earlier)
      return { answer: earlier }
    },
  )
  if ('entry' in appended) {
    const { entry } = appended
    return { order: orderOf(entry, loaded), charge: addedChargeOf(entry), replayed: false }
  }
  const newest = (await deps.store.newestOfOrder(account, key)) ?? appended.answer
  return { order: orderOf(newest, loaded), charge: addedChargeOf(appended.answer), replayed: true }
}

function readReport(addition: ChargeAddition, loaded: LoadedPolicy, owner: string): Report {
  const amount = givenAmount(addition.amount)
  if (amount.sign() <= 0) throw new Problem('invalid_request', `The amount has to be above 0, not ${addition.amount}.`)
  const fact = chargeFact(loaded.policy, addition.fact)
  const { given, account } = readOrderFacts(loaded, addition.order, addition.facts ?? {})
  if (account !== null && account !== owner) throw orderOfAnother({ account, order: addition.order }, owner)
  if (given.has(fact.name)) {
    throw new Problem('invalid_request', `${fact.name} is raised by the amount of the payment: do not restate it.`)
  }
  return { addition, loaded, fact, amount, restated: ownFacts(loaded.policy, given) }
}

async function earlierCharge(
  { store }: OrdersDeps,
  { account, key, reference }: { readonly account: string; readonly key: OrderKey; readonly reference: string },
): Promise<Added | null> {
  const [earlier = null] = ofKinds(await store.entriesByReference(account, reference, key), ['charge_added'])
  return earlier
}

/** Refuses another payment under the reference: Problem charge_conflict. */
function assertSameCharge({ amount, currency, fact, reference }: ChargeAddition, { id, request, result }: Added): void {
  const isSameCurrency = currency === null || result.currency === null || currency === result.currency
  const isSameFact = fact === null || fact === request.fact
  if (isSameCurrency && isSameFact && givenAmount(amount).equals(Rational.of(request.amount))) return
  throw new Problem(
    'charge_conflict',
    `The payment ${reference} was reported before as ${request.amount} ${result.currency ?? ''} for ${request.fact}.`,
    { extensions: { reported: { id, amount: request.amount, currency: result.currency, fact: request.fact } } },
  )
}

function draftOf(report: Report, view: StreamView): Draft<'charge_added'> {
  const { addition, loaded, fact, amount, restated } = report
  const { orderState } = view
  const known = frozenFacts(view.previous)
  const raised = factToJson(fact.type, knownCharge(fact, known, addition.order).plus(amount))
  assertRaises(report, known, { ...known, [fact.name]: raised })
  const facts = { ...known, ...restated, [fact.name]: raised }
  const money = orderMoney(loaded, facts)
  const currency = money.currency ?? orderState.currency
  assertSameCurrency(addition.order, orderState.currency, money.currency)
  assertSameCurrency(addition.order, currency, addition.currency)
  assertCoversCredits(orderState, { before: readOrderMoney(loaded, known), after: money })
  return {
    kind: 'charge_added',
    author: addition.author,
    policy: referenceTo(loaded.version),
    request: {
      reference: addition.reference,
      fact: fact.name,
      amount: addition.amount,
      restated: changedFacts(known, restated),
    },
    result: {
      currency: currency ?? addition.currency,
      overlap: overlapAfter({ money, state: orderState, gained: {}, now: view.now }),
    },
    confidential: { ...orderFactsApart(loaded.policy, facts, view.previous), message: addition.reason },
  }
}

/** Refuses a fact that the charge does not simply add up, such as a price for each piece: Problem invalid_request. */
function assertRaises({ loaded, fact, amount }: Report, known: StoredFacts, raised: StoredFacts): void {
  const before = readOrderMoney(loaded, known).charge
  const after = readOrderMoney(loaded, raised).charge
  if (before === null || after === null || after.minus(before).equals(amount)) return
  throw new Problem(
    'invalid_request',
    `${amount.toDecimal()} more in ${fact.name} makes the charge (${loaded.policy.subject.charge.source}) ${after.minus(before).toString()} higher: correct the order's facts instead.`,
  )
}
