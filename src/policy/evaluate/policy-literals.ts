import { Rational } from '../../money/rational.ts'
import type { Condition } from '../model/condition.ts'
import type { Expression } from '../model/expression.ts'
import type { Policy, Table } from '../model/policy.ts'
import { readTableRowKey } from '../model/table-row-key.ts'
import type { Value } from '../model/value.ts'
import { policyFormulas } from './policy-formulas.ts'

/** Every literal of a policy: those of its conditions, its formulas, and the keys and edges of its tables. */
export function policyLiterals(policy: Policy): readonly Value[] {
  const rules = [...policy.refunds, policy.defaultRuling, ...policy.disputes]
  return [
    ...rules.flatMap(({ when }) => ofCondition(when)),
    ...[...policy.derived.values(), ...policy.requiredWhen.values(), ...policyFormulas(policy)].flatMap(ofExpression),
    ...[...policy.tables.values()].flatMap(ofTable),
  ]
}

function ofCondition(condition: Condition): readonly Value[] {
  switch (condition.kind) {
    case 'always':
      return []
    case 'all':
    case 'any':
      return condition.of.flatMap(ofCondition)
    case 'not':
    case 'named':
      return ofCondition(condition.of)
    case 'leaf':
      return condition.value.kind === 'literal' ? [condition.value.value].flat() : []
  }
}

function ofExpression(expression: Expression): readonly Value[] {
  switch (expression.kind) {
    case 'literal':
      return [expression.value]
    case 'fact':
    case 'derived':
    case 'given':
    case 'amount':
      return []
    case 'call':
      return expression.arguments.flatMap(ofExpression)
    case 'table':
      return expression.keys.flatMap(ofExpression)
  }
}

function ofTable(table: Table): readonly Value[] {
  if (table.kind === 'tier') return table.rows.map(({ bound }) => bound)
  return [...table.rows.keys()].flatMap((key) => readTableRowKey(key)).map((text) => Rational.parse(text) ?? text)
}
