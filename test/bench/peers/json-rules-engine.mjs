import { Engine } from 'json-rules-engine'

/** The policy as rules of json-rules-engine, flat facts, the earlier rule with the higher priority. */
export function createJsonRulesEngine(policy) {
  const engine = new Engine([], { allowUndefinedFacts: true })
  engine.addOperator('unknown', (value) => value === null)
  for (const [index, { id, when }] of policy.rules.entries()) {
    engine.addRule({
      conditions: 'fact' in when ? { all: [when] } : when,
      event: { type: id },
      priority: policy.rules.length - index,
    })
  }
  const ruleOf = new Map(policy.rules.map((rule) => [rule.id, rule]))
  return async (facts) => {
    policy.derive(facts)
    const { events } = await engine.run(flat(facts))
    return policy.conclude(ruleOf.get(events[0]?.type) ?? policy.default, facts)
  }
}

function flat(facts) {
  const values = {}
  for (const [group, members] of Object.entries(facts)) {
    if (typeof members !== 'object' || members === null) values[group] = members
    else for (const [name, value] of Object.entries(members)) values[`${group}.${name}`] = value
  }
  return values
}
