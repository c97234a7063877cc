import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { orderOf } from './find-order.ts'
import { freezeOrderFacts } from './freeze-order-facts.ts'
import { assertSameCurrency, currencyOf, identityErrors, invalidFacts, orderOfAnother } from './order-subject.ts'
import type { OrderRegistration, RegisteredOrder } from './orders.ts'
import type { OrdersDeps } from './orders-deps.ts'
import { readOrderFacts } from './read-order-facts.ts'

/** Binds the order to its account and freezes the facts that are known now; what is known already stays. */
export async function registerOrder(deps: OrdersDeps, registration: OrderRegistration): Promise<RegisteredOrder> {
  const loaded = await deps.policies.active(registration.policy)
  const { order, author } = registration
  const { given, evaluation, account } = readOrderFacts(loaded, order, registration.facts)
  if (account === null) throw invalidFacts(identityErrors(evaluation).filter(({ fact }) => !given.has(fact)))
  const owner = await deps.store.bindOrder(order, account)
  if (owner !== account) throw orderOfAnother({ account, order }, owner)
  const currency = currencyOf(evaluation)
  const appended = await appendOrAnswer<Draft<'order_registered'>, RegisteredOrder>(
    deps,
    { account, order },
    async ({ previous, orderState }) => {
      assertSameCurrency(order, orderState?.currency ?? null, currency)
      const known = previous?.confidential?.order_facts ?? {}
      const { frozen, ignored } = freezeOrderFacts(loaded.policy, given, known)
      if (previous !== null && Object.keys(frozen).length === Object.keys(known).length) {
        return { answer: { order: orderOf(previous), created: false, ignored_facts: ignored } }
      }
      return {
        draft: {
          kind: 'order_registered',
          author,
          policy: referenceTo(loaded.version),
          request: { currency },
          result: { ignored_facts: ignored },
          confidential: { order_facts: frozen },
        },
      }
    },
  )
  if ('answer' in appended) return appended.answer
  const { entry } = appended
  return { order: orderOf(entry), created: true, ignored_facts: entry.result.ignored_facts }
}
