import type { StoredFacts } from '../journal/entry.ts'
import type { Rational } from '../money/rational.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { subjectMoney } from '../policy/evaluate/subject-money.ts'
import { FactSlots, factLayout } from '../policy/model/fact-slots.ts'
import type { Policy } from '../policy/model/policy.ts'
import { type FactValues, Unknown, type Value } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { setAgainstFrozen } from './freeze-order-facts.ts'
import { assertSoundMoney } from './order-subject.ts'

/** What an order cost and the most that it may get; null for what its facts leave open. */
export interface OrderMoney {
  readonly charge: Rational | null
  readonly currency: string | null
  /** The most that the order may get, all its parts together. */
  readonly cap: Rational | null
  /** Digits of the currency after the point. */
  readonly scale: number | null
  /** The run over the order's facts that said so. */
  readonly evaluation: Evaluation
}

/**
 * Works out charge, currency and cap from an order's facts as they are stored, defaults filled in.
 * Problem invalid_facts for a negative charge and for a currency that nobody knows.
 */
export function orderMoney(loaded: LoadedPolicy, orderFacts: StoredFacts): OrderMoney {
  const money = readOrderMoney(loaded, orderFacts)
  assertSoundMoney(money.evaluation)
  return money
}

/** {@link orderMoney} for whoever only shows it: what is not sound is null, or as it stands. */
export function readOrderMoney({ policy, evaluator }: LoadedPolicy, orderFacts: StoredFacts): OrderMoney {
  const facts = new Map(setAgainstFrozen(policy, new Map(), orderFacts).facts)
  for (const { name, from, defaultValue } of policy.facts.values()) {
    if (from === 'order' && defaultValue !== null && !facts.has(name)) facts.set(name, defaultValue)
  }
  return moneyBy(evaluator.begin(facts, 0))
}

/** {@link readOrderMoney} of the facts that a decision is made on: what is frozen stands among them. */
export function decidedOrderMoney({ policy, evaluator }: LoadedPolicy, decided: FactValues): OrderMoney {
  const layout = factLayout(policy)
  const slots: (Value | undefined)[] = layout.unknown.slice()
  for (const { slot, name, defaultValue } of ordersOwnFacts(policy)) slots[slot] = decided.get(name) ?? defaultValue
  return moneyBy(evaluator.begin(new FactSlots(layout, slots), 0))
}

interface OrdersOwnFact {
  readonly slot: number
  readonly name: string
  readonly defaultValue: Value | undefined
}

const ownFacts = new WeakMap<Policy, readonly OrdersOwnFact[]>()

/** Looked for once per policy. */
function ordersOwnFacts(policy: Policy): readonly OrdersOwnFact[] {
  const before = ownFacts.get(policy)
  if (before !== undefined) return before
  const { slotOf } = factLayout(policy)
  const found = [...policy.facts.values()].flatMap(({ name, from, defaultValue }) => {
    const slot = slotOf.get(name)
    return from !== 'order' || slot === undefined ? [] : [{ slot, name, defaultValue: defaultValue ?? undefined }]
  })
  ownFacts.set(policy, found)
  return found
}

function moneyBy(evaluation: Evaluation): OrderMoney {
  const { charge, currency, cap, scale } = subjectMoney(evaluation)
  return { charge: known(charge), currency: known(currency), cap: known(cap), scale: known(scale), evaluation }
}

function known<Found>(value: Found | Unknown): Found | null {
  return value instanceof Unknown ? null : value
}
