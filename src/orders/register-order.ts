import { appendToStream } from '../journal/append-to-stream.ts'
import { type OrdersDeps, orderOf } from './create-orders.ts'
import { freezeOrderFacts } from './freeze-order-facts.ts'
import { entryOfOrder } from './order-entry.ts'
import { assertSameCurrency, currencyOf, identityErrors, invalidFacts, orderOfAnother } from './order-subject.ts'
import type { OrderRegistration, RegisteredOrder } from './orders.ts'
import { readOrderFacts } from './read-order-facts.ts'

/** Binds the order to its account and freezes the facts that are known now; what is known already stays. */
export async function registerOrder(deps: OrdersDeps, registration: OrderRegistration): Promise<RegisteredOrder> {
  const { version, policy } = await deps.policies.active(registration.policy)
  const { given, evaluation, account } = readOrderFacts(policy, registration.order, registration.facts)
  if (account === null) throw invalidFacts(identityErrors(evaluation).filter(({ fact }) => !given.has(fact)))
  const identity = { account, order: registration.order }
  const owner = await deps.store.bindOrder(identity.order, account)
  if (owner !== account) throw orderOfAnother(identity, owner)
  const currency = currencyOf(evaluation)
  const appended = await appendToStream<RegisteredOrder>(deps, account, async () => {
    const previous = await deps.store.newestOfOrder(account, identity.order)
    const before = previous?.state.order ?? null
    assertSameCurrency(identity.order, before?.currency ?? null, currency)
    const known = previous?.confidential?.order_facts ?? {}
    const { frozen, ignored } = freezeOrderFacts(policy, given, known)
    if (previous !== null && Object.keys(frozen).length === Object.keys(known).length) {
      return { answer: { order: orderOf(previous), created: false, ignored_facts: ignored } }
    }
    return {
      order: before,
      draft: entryOfOrder(previous, {
        ...identity,
        kind: 'order_registered',
        author: registration.author,
        policy: { name: version.name, version: version.version, sha256: version.sha256 },
        request: { currency },
        result: { ignored_facts: ignored.map(({ fact, given: value, used }) => ({ fact, given: value, used })) },
        order_facts: frozen,
        message: null,
      }),
    }
  })
  if ('answer' in appended) return appended.answer
  const ignored = appended.entry.result['ignored_facts'] as unknown as RegisteredOrder['ignored_facts']
  return { order: orderOf(appended.entry), created: true, ignored_facts: ignored }
}
