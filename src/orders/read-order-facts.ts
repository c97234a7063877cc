import type { StoredFacts } from '../journal/entry.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import { factToJson } from '../policy/facts/fact-json.ts'
import { identityFacts } from '../policy/facts/identity-facts.ts'
import { readGivenFacts } from '../policy/facts/read-facts.ts'
import type { Policy } from '../policy/model/policy.ts'
import type { Value } from '../policy/model/value.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import { assertSoundMoney, identify, invalidFacts } from './order-subject.ts'

/** Facts about an order itself, read and begun to be evaluated. */
export interface OrderFacts {
  readonly given: ReadonlyMap<string, Value>
  readonly evaluation: Evaluation
  /** Null where the facts name none. */
  readonly account: string | null
}

/**
 * Reads facts about an order itself: what the policy declares `from: order`, and what names order
 * and account. Anything else, faults, and facts that name another order are a Problem invalid_facts.
 */
export function readOrderFacts({ policy, evaluator }: LoadedPolicy, order: string, json: unknown): OrderFacts {
  const { facts, errors } = readGivenFacts(policy, json)
  const identity = identityFacts(policy)
  const foreign = [...facts.keys()]
    .filter((name) => policy.facts.get(name)?.from !== 'order' && !identity.has(name))
    .map((fact) => ({
      fact,
      pointer: `/${fact.replaceAll('.', '/')}`,
      message: `${fact} is not a fact of the order itself`,
      accepted: 'facts that the policy declares from: order, and those that name order and account',
    }))
  if (errors.length + foreign.length > 0) throw invalidFacts([...errors, ...foreign])
  const evaluation = evaluator.begin(facts, 0)
  const named = identify(evaluation)
  if (named.order !== null && named.order !== order) {
    const message = `the facts name the order ${named.order}, the address names ${order}`
    throw invalidFacts([{ fact: '', pointer: '', message, accepted: 'facts of the addressed order' }])
  }
  assertSoundMoney(evaluation)
  return { given: facts, evaluation, account: named.account }
}

/** Those of the given facts that are the order's own, as they are stored. */
export function ownFacts(policy: Policy, given: ReadonlyMap<string, Value>): StoredFacts {
  return Object.fromEntries(
    [...policy.facts.values()].flatMap(({ name, type, from }) => {
      const value = given.get(name)
      return from === 'order' && value !== undefined ? [[name, factToJson(type, value)]] : []
    }),
  )
}
