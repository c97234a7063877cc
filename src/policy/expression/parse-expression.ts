import type { Expression } from '../model/expression.ts'
import type { CheckContext } from './check-context.ts'
import { checkExpression } from './check-expression.ts'
import type { ExpressionEnvironment } from './expression-environment.ts'
import { compareExpressionFaults, type ExpressionFault } from './expression-fault.ts'
import { readFormula } from './read-formula.ts'

/** A formula without fault, or at least one fault. */
export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly faults: readonly ExpressionFault[] }

/**
 * Parses and type-checks a formula: every name resolved, constant parts calculated. Faults come all
 * at once, in the order of the text. Never throws, whatever the text.
 */
export function parseExpression(source: string, environment: ExpressionEnvironment): ParsedExpression {
  const faults: ExpressionFault[] = []
  const context: CheckContext = { source, environment, faults }
  const syntax = readFormula(source, faults)
  const expression = syntax === null ? null : checkExpression(context, syntax)
  if (expression !== null && faults.length === 0) return { ok: true, expression }
  return { ok: false, faults: faults.sort(compareExpressionFaults) }
}
