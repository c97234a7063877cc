import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import type { EntryOf, OrderKey } from '../journal/entry.ts'
import { negated } from '../journal/model/sum.ts'
import { ofKinds } from '../journal/of-kind.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { givenAmount } from '../money/given-amount.ts'
import { Rational } from '../money/rational.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { bindingFor } from './bind-order.ts'
import { type CreditElsewhere, type ElsewhereCredit, elsewhereCreditOf } from './elsewhere-credit.ts'
import { orderOf } from './find-order.ts'
import { assertKnownCurrency } from './known-currency.ts'
import { frozenFacts } from './order-facts.ts'
import { orderMoney } from './order-money.ts'
import { assertSameCurrency, orderOfAnother } from './order-subject.ts'
import type { Recorded } from './orders.ts'
import type { OrdersDeps } from './orders-deps.ts'
import { overlapAfter } from './overlap-of.ts'

type Reported = EntryOf<'credited_elsewhere'>
type Answered = Recorded & { readonly credit: ElsewhereCredit }

/** One report, whose it is and under which policy. */
interface Report {
  readonly credit: CreditElsewhere
  readonly loaded: LoadedPolicy
  readonly key: OrderKey
  readonly account: string
}

/** Records a credit that the order got elsewhere, or lost there again; once for the same reference. */
export async function creditElsewhere(deps: OrdersDeps, credit: CreditElsewhere): Promise<Answered> {
  const loaded = await deps.policies.newest(credit.policy)
  const key = { policy: loaded.policy.name, id: credit.order }
  if (givenAmount(credit.amount).sign() <= 0) {
    throw new Problem('invalid_request', `The amount has to be above 0, not ${credit.amount}.`)
  }
  assertKnownCurrency(loaded.policy, credit.currency)
  const account = await accountFor(deps, credit, key)
  const report = { credit, loaded, key, account }
  for (;;) {
    const earlier = await newestReport(deps, report)
    const part = earlier === null ? credit.part : (earlier.order?.part ?? null)
    const answered = await record(deps, report, part)
    if (answered !== 'elsewhere') return answered
  }
}

async function accountFor({ store }: OrdersDeps, { account }: CreditElsewhere, key: OrderKey): Promise<string> {
  const owner = await store.accountOfOrder(key)
  if (owner !== null && account !== null && owner !== account) throw orderOfAnother({ account, order: key.id }, owner)
  const named = owner ?? account
  if (named !== null) return named
  throw new Problem(
    'order_not_found',
    `No order ${key.id} is known: name its account with the first that is said of it.`,
  )
}

async function newestReport({ store }: OrdersDeps, { credit, key, account }: Report): Promise<Reported | null> {
  const entries = await store.entriesByReference(account, credit.reference, key)
  return ofKinds(entries, ['credited_elsewhere']).at(-1) ?? null
}

/** `elsewhere` where a rival has just recorded the reference for another part than this entry would be about. */
async function record(deps: OrdersDeps, report: Report, part: string | null): Promise<Answered | 'elsewhere'> {
  const { key, account, loaded } = report
  const appended = await appendOrAnswer<Draft<'credited_elsewhere'>, Reported | 'elsewhere'>(
    deps,
    { account, order: { ...key, part } },
    async (view) => {
      const earlier = await newestReport(deps, report)
      if (earlier !== null && earlier.order?.part !== part) return { answer: 'elsewhere' }
      if (earlier !== null) assertSameCredit(report.credit, earlier)
      if (earlier !== null && isKnown(report.credit, earlier)) return { answer: earlier }
      return { draft: draftOf(report, earlier, view), binds: bindingFor(view, key) }
    },
  )
  if ('entry' in appended) return answerOf(appended.entry, orderOf(appended.entry, loaded), false)
  if (appended.answer === 'elsewhere') return 'elsewhere'
  const newest = (await deps.store.newestOfOrder(account, key)) ?? appended.answer
  return answerOf(appended.answer, orderOf(newest, loaded), true)
}

function answerOf(entry: Reported, order: Recorded['order'], replayed: boolean): Answered {
  return { order, credit: elsewhereCreditOf(entry), replayed }
}

/** What was taken back stays so; a credit that counts is known until it is taken back. */
function isKnown(credit: CreditElsewhere, { request }: Reported): boolean {
  return request.taken_back || !credit.taken_back
}

/** Refuses another amount, or another part, under the reference: Problem credit_conflict. */
function assertSameCredit(credit: CreditElsewhere, { request, order, id }: Reported): void {
  const { sum, taken_back } = request
  const isSameSum = sum.currency === credit.currency && givenAmount(credit.amount).equals(Rational.of(sum.amount))
  const part = order?.part ?? null
  // Whoever takes a credit back may leave its part out; two reports of the credit itself may not differ.
  const isPartOpen = (taken_back || credit.taken_back) && (part === null || credit.part === null)
  if (isSameSum && (isPartOpen || part === credit.part)) return
  throw new Problem(
    'credit_conflict',
    `The credit ${credit.reference} of the order ${credit.order} was reported before as ${sum.amount} ${sum.currency}${part === null ? '' : ` for its part ${part}`}.`,
    { extensions: { reported: { id, ...sum, part } } },
  )
}

function draftOf(report: Report, earlier: Reported | null, view: StreamView): Draft<'credited_elsewhere'> {
  const { credit, loaded, key } = report
  const { amount, currency, reference, method, taken_back } = credit
  const money = orderMoney(loaded, frozenFacts(view.previous))
  assertSameCurrency(key.id, view.orderState.currency ?? money.currency, currency)
  const counted = taken_back ? (earlier === null ? '0' : negated(earlier.result.counted)) : amount
  const gain = { money, state: view.orderState, gained: { elsewhere: counted }, currency, now: view.now }
  return {
    kind: 'credited_elsewhere',
    author: credit.author,
    policy: referenceTo(loaded.version),
    request: { reference, sum: { amount, currency }, method, taken_back },
    result: { counted, overlap: overlapAfter(gain) },
    confidential: { message: credit.reason },
  }
}
