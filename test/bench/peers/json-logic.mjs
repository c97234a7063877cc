import { LogicEngine } from 'json-logic-engine'

const operators = {
  equal: '===',
  in: 'in',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

/** The policy as one JSON Logic `if`, built to a function. */
export function createJsonLogic(policy) {
  const branches = policy.rules.flatMap(({ when }, index) => [logicOf(when), index])
  const choose = new LogicEngine().build({ if: [...branches, policy.rules.length] })
  const rules = [...policy.rules, policy.default]
  return (facts) => {
    policy.derive(facts)
    return policy.conclude(rules[choose(facts)], facts)
  }
}

function logicOf(condition) {
  if ('all' in condition) return { and: condition.all.map(logicOf) }
  if ('any' in condition) return { or: condition.any.map(logicOf) }
  const { fact, operator, value } = condition
  return { [operator === 'unknown' ? '===' : operators[operator]]: [{ var: fact }, value] }
}
