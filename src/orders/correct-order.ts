import type { Draft } from '../journal/append-entry.ts'
import { appendOrAnswer } from '../journal/append-to-stream.ts'
import type { StoredFacts } from '../journal/entry.ts'
import type { OrderState } from '../journal/model/state.ts'
import { Rational } from '../money/rational.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import { nothingGiven } from '../policy/model/given.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { Value } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { accountOf, orderNotFound, orderOf } from './find-order.ts'
import { freezeOrderFacts } from './freeze-order-facts.ts'
import { assertSoundMoney, currencyOf, orderOfAnother } from './order-subject.ts'
import type { Order, OrderCorrection } from './orders.ts'
import type { OrdersDeps } from './orders-deps.ts'
import { readOrderFacts } from './read-order-facts.ts'

/** Replaces registered facts of the order by the corrected ones, as an entry like all else. */
export async function correctOrder(deps: OrdersDeps, correction: OrderCorrection): Promise<Order> {
  const { order, author, reason } = correction
  const loaded = await deps.policies.active(correction.policy)
  const { given, account } = readOrderFacts(loaded, order, correction.facts)
  const owner = await accountOf(deps.store, order)
  if (account !== null && account !== owner) throw orderOfAnother({ account, order }, owner)
  const corrected = ownFacts(loaded.policy, given)
  const appended = await appendOrAnswer<Draft<'correction'>, Order>(
    deps,
    { account: owner, order },
    async ({ previous, orderState }) => {
      if (previous === null) throw orderNotFound(order)
      const known = previous.confidential?.order_facts ?? {}
      const changed = Object.keys(corrected).filter((name) => corrected[name] !== known[name])
      if (changed.length === 0) return { answer: orderOf(previous) }
      const order_facts = { ...known, ...corrected }
      const currency = assertCorrectable(loaded, orderState, order_facts)
      return {
        draft: {
          kind: 'correction',
          author,
          policy: referenceTo(loaded.version),
          request: { corrected: changed.sort() },
          result: { currency },
          confidential: { order_facts, message: reason },
        },
      }
    },
  )
  return 'answer' in appended ? appended.answer : orderOf(appended.entry)
}

function ownFacts(policy: Policy, given: ReadonlyMap<string, Value>): StoredFacts {
  return Object.fromEntries(
    [...policy.facts.values()].flatMap(({ name, type, from }) => {
      const value = given.get(name)
      return from === 'order' && value !== undefined ? [[name, factToJson(type, value)]] : []
    }),
  )
}

/** The currency after the correction. Problem correction_refused where money that was given forbids it. */
function assertCorrectable(
  { policy, evaluator }: LoadedPolicy,
  state: OrderState | null,
  facts: StoredFacts,
): string | null {
  const evaluation = evaluator.begin(freezeOrderFacts(policy, new Map(), facts).facts, 0)
  assertSoundMoney(evaluation)
  const credited = Rational.of(state?.credited ?? '0')
  const registered = state?.currency ?? null
  const currency = currencyOf(evaluation)
  if (credited.sign() > 0 && currency !== registered) {
    throw refused(
      `${credited.toDecimal()} ${registered} was credited for it, so its currency cannot become ${currency}`,
    )
  }
  const charge = evaluation.evaluate(policy.subject.charge, nothingGiven)
  if (charge instanceof Rational && charge.compare(credited) < 0) {
    throw refused(`${credited.toDecimal()} was credited for it, so its charge cannot become ${charge.toString()}`)
  }
  return currency
}

function refused(why: string): Problem {
  return new Problem('correction_refused', `The order cannot be corrected so: ${why}.`)
}
