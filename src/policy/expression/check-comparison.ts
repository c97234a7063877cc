import { nearestName } from '../../problems/nearest-name.ts'
import type { Expression, FunctionName } from '../model/expression.ts'
import { buildCall } from './build-call.ts'
import { type CheckContext, report } from './check-context.ts'
import { coerceOperands, type Operand } from './coerce-operands.ts'
import { describeType } from './expression-type.ts'
import type { FormulaSyntax } from './formula-syntax.ts'

/** `==` and `!=` over two values of any one type; a text that the other side can never be is a fault. */
export function checkEquality(
  context: CheckContext,
  syntax: FormulaSyntax,
  operation: { readonly function: FunctionName; readonly operands: readonly Operand[] },
): Expression | null {
  const coerced = coerceOperands(context, operation.operands)
  const [left, right] = coerced ?? []
  if (left === undefined || right === undefined || !canBeEqual(context, left, right)) return null
  const args = [left.expression, right.expression]
  return buildCall(context, syntax, { function: operation.function, arguments: args, type: { kind: 'boolean' } })
}

/** `<`, `<=`, `>`, `>=` over two numbers, two timestamps or two dates. */
export function checkOrder(
  context: CheckContext,
  syntax: FormulaSyntax,
  operation: { readonly function: FunctionName; readonly operands: readonly Operand[] },
): Expression | null {
  const coerced = coerceOperands(context, operation.operands)
  const [left, right] = coerced ?? []
  if (left === undefined || right === undefined) return null
  const { type } = left.expression
  if (type.kind === 'text' || type.kind === 'boolean') {
    const message = `Values of this kind have no order: ${describeType(type)}.`
    return report(context, syntax, { code: 'formula_type', message, hint: 'Compare them with == or !=.' })
  }
  const args = [left.expression, right.expression]
  return buildCall(context, syntax, { function: operation.function, arguments: args, type: { kind: 'boolean' } })
}

/** Whether two operands of one type may ever be equal; a fault where they never are. */
export function canBeEqual(context: CheckContext, left: Operand, right: Operand): boolean {
  const listed = valuesOf(left.expression)
  const others = valuesOf(right.expression)
  if (listed === undefined || others === undefined || others.some((value) => listed.includes(value))) return true
  if (left.expression.kind === 'literal' && right.expression.kind === 'literal') return true
  const [literal, allowed] = left.expression.kind === 'literal' ? [left, others] : [right, listed]
  const near = nearestName(valuesOf(literal.expression)?.[0] ?? '', allowed)
  report(context, literal.syntax, {
    code: 'formula_value_not_listed',
    message: 'The other side can never have this value.',
    hint:
      near === null ? `It can be: ${allowed.join(', ')}.` : `Did you mean '${near}'? It can be: ${allowed.join(', ')}.`,
  })
  return false
}

function valuesOf(expression: Expression): readonly string[] | undefined {
  return expression.type.kind === 'text' ? expression.type.values : undefined
}
