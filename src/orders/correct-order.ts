import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import type { OrderState } from '../journal/model/state.ts'
import { Rational } from '../money/rational.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { assertCoversCredits, correctionRefused } from './assert-covers-credits.ts'
import { changedFacts } from './changed-facts.ts'
import { accountOf, orderNotFound, orderOf } from './find-order.ts'
import { frozenFacts, orderFactsApart } from './order-facts.ts'
import { type OrderMoney, orderMoney, readOrderMoney } from './order-money.ts'
import { orderOfAnother } from './order-subject.ts'
import type { Order, OrderCorrection } from './orders.ts'
import type { OrdersDeps } from './orders-deps.ts'
import { overlapAfter } from './overlap-of.ts'
import { ownFacts, readOrderFacts } from './read-order-facts.ts'

/** Replaces registered facts of the order by the corrected ones, as an entry like all else. */
export async function correctOrder(deps: OrdersDeps, correction: OrderCorrection): Promise<Order> {
  const { author, reason } = correction
  const loaded = await deps.policies.newest(correction.policy)
  const key = { policy: loaded.policy.name, id: correction.order }
  const { given, account } = readOrderFacts(loaded, key.id, correction.facts)
  const owner = await accountOf(deps.store, key)
  if (account !== null && account !== owner) throw orderOfAnother({ account, order: key.id }, owner)
  const corrected = ownFacts(loaded.policy, given)
  const appended = await appendOrAnswer<Draft<'correction'>, Order>(
    deps,
    { account: owner, order: { ...key, part: null } },
    async ({ previous, orderState, now }) => {
      if (previous === null) throw orderNotFound(key.id)
      const known = frozenFacts(previous)
      const changed = changedFacts(known, corrected)
      if (changed.length === 0) return { answer: orderOf(previous, loaded) }
      const facts = { ...known, ...corrected }
      const money = orderMoney(loaded, facts)
      const currency = currencyAfter(orderState, money)
      assertCoversCredits(orderState, { before: readOrderMoney(loaded, known), after: money })
      return {
        draft: {
          kind: 'correction',
          author,
          policy: referenceTo(loaded.version),
          request: { corrected: changed },
          result: { currency, overlap: overlapAfter({ money, state: orderState, gained: {}, now }) },
          confidential: { ...orderFactsApart(loaded.policy, facts, previous), message: reason },
        },
      }
    },
  )
  return 'answer' in appended ? appended.answer : orderOf(appended.entry, loaded)
}

/** The order's currency afterwards. Problem correction_refused for another one once it got something. */
function currencyAfter(state: OrderState, money: OrderMoney): string | null {
  const currency = money.currency ?? state.currency
  const got = [state.credited, state.elsewhere, state.charged_back].find((sum) => Rational.of(sum).sign() !== 0)
  if (got !== undefined && state.currency !== null && currency !== state.currency) {
    throw correctionRefused(`it got ${got} ${state.currency}, so its currency cannot become ${currency}`)
  }
  return currency
}
