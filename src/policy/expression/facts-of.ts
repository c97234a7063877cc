import type { Expression } from '../model/expression.ts'
import { readNames } from './read-names.ts'

type DerivedFormulas = ReadonlyMap<string, Expression>

/** All facts that a formula reads, through derived values too. */
export function factsOf(expression: Expression, derived: DerivedFormulas): ReadonlySet<string> {
  const read = readNames(expression)
  return new Set([...read.facts, ...factsOfDerived(read.derived, derived)])
}

/** All facts that derived values read, one through another. */
export function factsOfDerived(names: Iterable<string>, derived: DerivedFormulas): ReadonlySet<string> {
  const facts = new Set<string>()
  const waiting = [...names]
  const seen = new Set(waiting)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const formula = derived.get(name)
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
