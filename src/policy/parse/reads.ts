import { readNames } from '../expression/read-names.ts'
import type { Condition, Operand } from '../model/condition.ts'
import type { Expression } from '../model/expression.ts'
import type { Names } from './scope.ts'

/** All facts that a formula reads, through derived values too. */
export function factsOf(expression: Expression, names: Names): ReadonlySet<string> {
  const { facts, derived } = readNames(expression)
  return new Set([...facts, ...factsOfDerived(derived, names)])
}

/** All facts that derived values read, one through another. */
export function factsOfDerived(derived: Iterable<string>, names: Names): ReadonlySet<string> {
  const facts = new Set<string>()
  const waiting = [...derived]
  const seen = new Set(waiting)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const formula = names.derived.get(name)
    if (formula === undefined) continue
    const read = readNames(formula)
    for (const fact of read.facts) facts.add(fact)
    for (const other of read.derived) {
      if (!seen.has(other)) waiting.push(other)
      seen.add(other)
    }
  }
  return facts
}

/** The facts and derived values that a condition's leaves compare. */
export function operandsOf(condition: Condition): readonly Operand[] {
  switch (condition.kind) {
    case 'always':
      return []
    case 'all':
    case 'any':
      return condition.of.flatMap(operandsOf)
    case 'not':
    case 'named':
      return operandsOf(condition.of)
    case 'leaf':
      return condition.value.kind === 'literal' ? [condition.operand] : [condition.operand, condition.value]
  }
}
