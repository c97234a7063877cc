import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendOrAnswer } from '../journal/append-to-stream.ts'
import { freezeOrderFacts } from '../orders/freeze-order-facts.ts'
import { orderMoney } from '../orders/order-money.ts'
import { currencyOf } from '../orders/order-subject.ts'
import { overlapAfter } from '../orders/overlap-of.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import type { ReadRequest } from './decision-input.ts'

/**
 * Registers what a request says of an order that got too much elsewhere before it was known what it cost:
 * the overlap begins a review of its own, which the request then joins. Nothing where there is none.
 */
export async function noteOverlap(deps: AppendDeps, request: ReadRequest, author: string): Promise<void> {
  const { loaded, account, order, given } = request
  const subject = { account, order: { ...order, part: null } }
  await appendOrAnswer<Draft<'order_registered'>, null>(deps, subject, async ({ previous, orderState, now }) => {
    const { frozen, stored } = freezeOrderFacts(loaded.policy, given.facts, previous)
    const money = orderMoney(loaded, frozen)
    const overlap = overlapAfter({ money, state: orderState, gained: {}, now })
    if (overlap === null || overlap.review === null) return { answer: null }
    return {
      draft: {
        kind: 'order_registered',
        author,
        policy: referenceTo(loaded.version),
        request: { currency: currencyOf(money.evaluation) },
        result: { overlap },
        confidential: stored,
      },
    }
  })
}
