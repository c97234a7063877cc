import { factsOf } from '../expression/facts-of.ts'
import type { Expression } from '../model/expression.ts'
import type { Names } from './scope.ts'

/** The personal facts that a formula reads, through derived values too. */
export function personalFactsOf(formula: Expression, { facts, derived }: Names): readonly string[] {
  return [...factsOf(formula, derived)].filter((name) => facts.get(name)?.personal === true)
}
