import type { Json } from '../../fingerprint/canonical-json.ts'
import { formatInstant } from '../../time/instant.ts'
import type { Evaluation } from '../evaluate/evaluation.ts'
import type { DisputeRuling, Ruling } from '../evaluate/evaluator.ts'
import { createInterpretedEvaluator } from '../evaluate/interpreted.ts'
import { interpretedEvaluation } from '../evaluate/interpreted-evaluation.ts'
import { completeFacts } from '../facts/complete-facts.ts'
import { factToJson } from '../facts/fact-json.ts'
import { nestFacts } from '../facts/nest-facts.ts'
import { neutralValue } from '../facts/neutral-value.ts'
import { readGivenFacts } from '../facts/read-facts.ts'
import type { Policy, RefundRule } from '../model/policy.ts'
import type { FactValues, Value } from '../model/value.ts'
import { variableKey } from './fact-variables.ts'
import type { FoundOrder } from './find-order.ts'
import type { ExampleDecision, OrderExample } from './finding.ts'

/** What the service says of an order. */
export interface JudgedOrder {
  readonly evaluation: Evaluation
  /** Null for a dispute. */
  readonly ruling: Ruling | null
  /** Null for a refund. */
  readonly dispute: DisputeRuling | null
}

/** Decides orders as the service does; null for facts that no request may have. */
export type Judge = (order: FoundOrder) => JudgedOrder | null

/** The judge of one policy's section. */
export function createJudge(policy: Policy, section: 'refunds' | 'disputes'): Judge {
  const evaluator = createInterpretedEvaluator(policy)
  return (order) => {
    const facts = acceptedFacts(policy, section, order)
    if (facts === null) return null
    const evaluation = interpretedEvaluation(policy, facts, order.now)
    return section === 'refunds'
      ? { evaluation, ruling: evaluator.evaluateRefund(facts, order.now), dispute: null }
      : { evaluation, ruling: null, dispute: evaluator.evaluateDispute(facts, order.now) }
  }
}

function acceptedFacts(policy: Policy, section: 'refunds' | 'disputes', order: FoundOrder): FactValues | null {
  const { facts: given, history } = factsOf(policy, order)
  const read = readGivenFacts(policy, nestFacts(jsonOf(policy, given)))
  if (read.errors.length > 0) return null
  const { facts, errors } = completeFacts(policy, section, new Map([...read.facts, ...history]), order.now)
  return errors.length > 0 ? null : facts
}

interface OrderFacts {
  readonly facts: ReadonlyMap<string, Value>
  readonly history: ReadonlyMap<string, Value>
}

/** The facts of an order that the policy declares as the order has them. */
function factsOf(policy: Policy, { facts }: FoundOrder): OrderFacts {
  const given = new Map<string, Value>()
  const history = new Map<string, Value>()
  for (const [{ declaration }, value] of facts) {
    const own = policy.facts.get(declaration.name)
    if (own === undefined || variableKey(own) !== variableKey(declaration)) continue
    const target = own.from === 'history' ? history : given
    target.set(declaration.name, value)
  }
  for (const { name, history: query } of policy.facts.values()) {
    if (query !== null && !history.has(name)) history.set(name, neutralValue(query))
  }
  return { facts: given, history }
}

function jsonOf(policy: Policy, facts: ReadonlyMap<string, Value>): readonly (readonly [string, Json])[] {
  return [...facts].map(([name, value]) => [name, factToJson(policy.facts.get(name)?.type ?? 'string', value)])
}

/**
 * An order as people read it: history only where it is not that of an account without any. What two policies count over
 * different times is told as the first one counts it.
 */
export function exampleOf(policies: readonly Policy[], order: FoundOrder): OrderExample {
  const facts = new Map<string, Json>()
  const history: Record<string, Json> = {}
  const [first] = policies
  for (const policy of policies) {
    const own = factsOf(policy, order)
    const otherwise = first === undefined ? [] : countedOtherwise(first, policy)
    for (const [name, json] of jsonOf(policy, own.facts)) facts.set(name, json)
    for (const [name, json] of jsonOf(policy, own.history)) {
      if (!otherwise.includes(name) && !isNeutral(policy, name, json)) history[name] = json
    }
  }
  return { facts: nestFacts(facts), history, now: formatInstant(order.now) }
}

/** What the second policy counts over another time than the first, as it counts it: history facts by dotted name. */
export function historyAfter(first: Policy, second: Policy, order: FoundOrder): Readonly<Record<string, Json>> {
  const own = new Map(jsonOf(second, factsOf(second, order).history))
  return Object.fromEntries(countedOtherwise(first, second).map((name) => [name, own.get(name) ?? null]))
}

function countedOtherwise(first: Policy, second: Policy): readonly string[] {
  const otherwise = [...second.facts.values()].filter((fact) => {
    const other = first.facts.get(fact.name)
    return fact.history !== null && other !== undefined && variableKey(other) !== variableKey(fact)
  })
  return otherwise.map(({ name }) => name)
}

function isNeutral(policy: Policy, name: string, json: Json): boolean {
  const query = policy.facts.get(name)?.history ?? null
  return query === null || json === jsonOf(policy, new Map([[name, neutralValue(query)]]))[0]?.[1]
}

/** What was decided, in short. */
export function decisionOf({ ruling, dispute }: JudgedOrder): ExampleDecision {
  if (ruling === null) {
    return {
      outcome: dispute?.outcome ?? 'none',
      rule: dispute?.rule ?? null,
      reason: dispute?.reason ?? 'no_rule',
      refund: null,
    }
  }
  const { outcome, rule, reason, entitled } = ruling
  return { outcome, rule, reason, refund: entitled === null ? null : entitled.toDecimal() }
}

/** Whether the rule decided, and something is paid or proposed. */
export function isPaidBy({ ruling }: JudgedOrder, rule: RefundRule): boolean {
  return ruling?.decidedBy === rule && (ruling.entitled?.sign() ?? 0) > 0
}
