import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'

const operators = { equal: '==', lessThanInclusive: '<=', greaterThan: '>', greaterThanInclusive: '>=' }
const entity = (type) => ({ type, id: 'any' })

/**
 * The policy as Cedar policies, one a rule. Cedar knows no order: it names all that permit, and the first of them is
 * picked. It has no null, so a fact that is unknown is left out.
 */
export function createCedar(policy) {
  const staticPolicies = Object.fromEntries(
    policy.rules.map(({ id, when }) => [id, `permit(principal, action, resource) when { ${expressionOf(when)} };`]),
  )
  const parsed = preparsePolicySet('refunds', { staticPolicies })
  if (parsed.type === 'failure') throw new Error(`Cedar: ${JSON.stringify(parsed.errors)}`)
  return (facts) => {
    policy.derive(facts)
    const answer = statefulIsAuthorized({
      principal: entity('Customer'),
      action: entity('Action'),
      resource: entity('Order'),
      context: contextOf(facts),
      preparsedPolicySetId: 'refunds',
      entities: [],
    })
    if (answer.type === 'failure') throw new Error(`Cedar: ${JSON.stringify(answer.errors)}`)
    const fired = answer.response.diagnostics.reason
    return policy.conclude(policy.rules.find(({ id }) => fired.includes(id)) ?? policy.default, facts)
  }
}

function contextOf(facts) {
  const context = {}
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value !== 'object') context[name] = value
    else context[name] = Object.fromEntries(Object.entries(value).filter(([, member]) => isCedarValue(member)))
  }
  return context
}

/** Amounts are no numbers there, and no rule compares them. */
function isCedarValue(value) {
  return value !== null && typeof value !== 'object'
}

function expressionOf(condition) {
  if ('all' in condition) return `(${condition.all.map(expressionOf).join(' && ')})`
  if ('any' in condition) return `(${condition.any.map(expressionOf).join(' || ')})`
  const { fact, operator, value } = condition
  const [group, member] = fact.split('.')
  const isKnown = member === undefined ? 'true' : `context.${group} has ${member}`
  if (operator === 'unknown') return `!(${isKnown})`
  if (operator === 'in') return `(${isKnown} && ${JSON.stringify(value)}.contains(context.${fact}))`
  return `(${isKnown} && context.${fact} ${operators[operator]} ${JSON.stringify(value)})`
}
