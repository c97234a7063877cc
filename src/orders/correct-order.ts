import { appendToStream } from '../journal/append-to-stream.ts'
import type { Entry } from '../journal/entry.ts'
import { Rational } from '../money/rational.ts'
import { interpretedEvaluation } from '../policy/evaluate/interpreted-evaluation.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import { nothingGiven } from '../policy/model/given.ts'
import type { Policy } from '../policy/model/policy.ts'
import { Problem } from '../problems/problem.ts'
import { newestEntryOf, type OrdersDeps, orderOf } from './create-orders.ts'
import { type FrozenFacts, freezeOrderFacts } from './freeze-order-facts.ts'
import { entryOfOrder } from './order-entry.ts'
import { assertSoundMoney, currencyOf, orderOfAnother } from './order-subject.ts'
import type { Order, OrderCorrection } from './orders.ts'
import { readOrderFacts } from './read-order-facts.ts'

/** Replaces registered facts of the order by the corrected ones, as an entry like all else. */
export async function correctOrder(deps: OrdersDeps, correction: OrderCorrection): Promise<Order> {
  const { version, policy } = await deps.policies.active(correction.policy)
  const { given, account } = readOrderFacts(policy, correction.order, correction.facts)
  const { account: owner } = await newestEntryOf(deps.store, correction.order)
  if (account !== null && account !== owner) throw orderOfAnother({ account, order: correction.order }, owner)
  const corrected: FrozenFacts = Object.fromEntries(
    [...policy.facts.values()].flatMap(({ name, type, from }) => {
      const value = given.get(name)
      return from === 'order' && value !== undefined ? [[name, factToJson(type, value)]] : []
    }),
  )
  const appended = await appendToStream<Order>(deps, owner, async () => {
    const previous = await newestEntryOf(deps.store, correction.order)
    const known = previous.confidential?.order_facts ?? {}
    const changed = Object.keys(corrected).filter((name) => corrected[name] !== known[name])
    if (changed.length === 0) return { answer: orderOf(previous) }
    const order_facts = { ...known, ...corrected }
    const currency = assertCorrectable(policy, previous, order_facts)
    return {
      order: previous.state.order,
      draft: entryOfOrder(previous, {
        account: owner,
        order: correction.order,
        kind: 'correction',
        author: correction.author,
        policy: { name: version.name, version: version.version, sha256: version.sha256 },
        request: { corrected: changed.sort() },
        result: { currency },
        order_facts,
        message: correction.reason,
      }),
    }
  })
  return 'answer' in appended ? appended.answer : orderOf(appended.entry)
}

/** The currency after the correction. Problem correction_refused where money that was given forbids it. */
function assertCorrectable(policy: Policy, previous: Entry, facts: FrozenFacts): string | null {
  const evaluation = interpretedEvaluation(policy, freezeOrderFacts(policy, new Map(), facts).facts, 0)
  assertSoundMoney(evaluation)
  const credited = Rational.of(previous.state.order?.credited ?? '0')
  const registered = previous.state.order?.currency ?? null
  const currency = currencyOf(evaluation)
  if (credited.sign() > 0 && currency !== registered) {
    throw refused(
      `${credited.toDecimal()} ${registered} was credited for it, so its currency can not become ${currency}`,
    )
  }
  const charge = evaluation.evaluate(policy.subject.charge, nothingGiven)
  if (charge instanceof Rational && charge.compare(credited) < 0) {
    throw refused(`${credited.toDecimal()} was credited for it, so its charge can not become ${charge.toString()}`)
  }
  return currency
}

function refused(why: string): Problem {
  return new Problem('correction_refused', `The order can not be corrected so: ${why}.`)
}
