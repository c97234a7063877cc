import { ZenEngine } from '@gorules/zen-engine'

const operators = { equal: '==', lessThanInclusive: '<=', greaterThan: '>', greaterThanInclusive: '>=' }

/** The policy as a decision table of GoRules Zen: one row a rule, its condition an expression, the first hit counts. */
export function createZen(policy) {
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(decisionModel(policy))))
  const rules = [...policy.rules, policy.default]
  return async (facts) => {
    policy.derive(facts)
    const { result } = await decision.evaluate(facts)
    return policy.conclude(rules[result.rule], facts)
  }
}

function decisionModel(policy) {
  const rows = [...policy.rules.map(({ when }) => expressionOf(when)), 'true']
  const table = {
    hitPolicy: 'first',
    inputs: [{ id: 'when', name: 'when' }],
    outputs: [{ id: 'rule', name: 'rule', field: 'rule' }],
    rules: rows.map((when, index) => ({ _id: `row-${index}`, when, rule: String(index) })),
  }
  return {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      { id: 'table', name: 'table', type: 'decisionTableNode', position: { x: 1, y: 0 }, content: table },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'in-table', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'table-out', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  }
}

function expressionOf(condition) {
  if ('all' in condition) return `(${condition.all.map(expressionOf).join(' and ')})`
  if ('any' in condition) return `(${condition.any.map(expressionOf).join(' or ')})`
  const { fact, operator, value } = condition
  if (operator === 'unknown') return `${fact} == null`
  if (operator === 'in') return `(${value.map((one) => `${fact} == ${JSON.stringify(one)}`).join(' or ')})`
  return `${fact} ${operators[operator]} ${JSON.stringify(value)}`
}
