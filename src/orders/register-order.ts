import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { bindingFor } from './bind-order.ts'
import { orderOf } from './find-order.ts'
import { freezeOrderFacts } from './freeze-order-facts.ts'
import { frozenFacts } from './order-facts.ts'
import { orderMoney } from './order-money.ts'
import { assertSameCurrency, currencyOf, identityErrors, invalidFacts } from './order-subject.ts'
import type { OrderRegistration, RegisteredOrder } from './orders.ts'
import type { OrdersDeps } from './orders-deps.ts'
import { overlapAfter } from './overlap-of.ts'
import { type OrderFacts, readOrderFacts } from './read-order-facts.ts'

/** Freezes the facts that are known now, what is known already stays, and binds the order to its account. */
export async function registerOrder(deps: OrdersDeps, registration: OrderRegistration): Promise<RegisteredOrder> {
  const loaded = await deps.policies.newest(registration.policy)
  const read = readOrderFacts(loaded, registration.order, registration.facts)
  const account = accountIn(read)
  const key = { policy: loaded.policy.name, id: registration.order }
  const currency = currencyOf(read.evaluation)
  const appended = await appendOrAnswer<Draft<'order_registered'>, RegisteredOrder>(
    deps,
    { account, order: { ...key, part: null } },
    async (view) => {
      const { previous, orderState, now } = view
      const binds = bindingFor(view, key)
      assertSameCurrency(key.id, orderState.currency, currency)
      const known = frozenFacts(previous)
      const { frozen, stored, ignored } = freezeOrderFacts(loaded.policy, read.given, previous)
      if (previous !== null && Object.keys(frozen).length === Object.keys(known).length) {
        return { answer: { order: orderOf(previous, loaded), created: false, ignored_facts: ignored } }
      }
      const overlap = overlapAfter({ money: orderMoney(loaded, frozen), state: orderState, gained: {}, now })
      return {
        draft: {
          kind: 'order_registered',
          author: registration.author,
          policy: referenceTo(loaded.version),
          request: { currency },
          result: { overlap },
          confidential: { ...stored, ignored_facts: ignored.length === 0 ? null : ignored },
        },
        binds,
      }
    },
  )
  if ('answer' in appended) return appended.answer
  return createdBy(appended.entry, loaded)
}

function createdBy(
  entry: Parameters<typeof orderOf>[0] & { readonly kind: 'order_registered' },
  loaded: LoadedPolicy,
): RegisteredOrder {
  return { order: orderOf(entry, loaded), created: true, ignored_facts: entry.confidential?.ignored_facts ?? [] }
}

function accountIn({ account, evaluation, given }: OrderFacts): string {
  if (account !== null) return account
  throw invalidFacts(identityErrors(evaluation).filter(({ fact }) => !given.has(fact)))
}
