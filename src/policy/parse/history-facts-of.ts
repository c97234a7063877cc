import { factsOf } from '../expression/facts-of.ts'
import type { Expression } from '../model/expression.ts'
import type { Names } from './scope.ts'

/** The facts from history that a formula reads, through derived values too. */
export function historyFactsOf(
  formula: Expression,
  { facts, derived }: Pick<Names, 'facts' | 'derived'>,
): readonly string[] {
  return [...factsOf(formula, derived)].filter((name) => facts.get(name)?.from === 'history')
}
