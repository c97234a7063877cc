import type { Expression } from '../model/expression.ts'
import { buildCall } from './build-call.ts'
import { canBeEqual } from './check-comparison.ts'
import { type CheckContext, report } from './check-context.ts'
import { coerceOperands, type Operand } from './coerce-operands.ts'
import { equalValues } from './compare-values.ts'
import { joinTypes } from './expression-type.ts'
import type { FormulaSyntax } from './formula-syntax.ts'
import { callForms } from './function-signatures.ts'

/** `x in ['a', 'b']`: constants of the type of the value, each once. */
export function checkMembership(
  context: CheckContext,
  syntax: FormulaSyntax,
  operands: readonly (Operand | null)[],
): Expression | null {
  const [value, ...list] = operands
  const checked = value && checkKeys(context, value, list)
  if (!checked) return null
  const args = checked.map(({ expression }) => expression)
  return buildCall(context, syntax, { function: 'in', arguments: args, type: { kind: 'boolean' } })
}

/** `switch(x, 'a', v1, 'b', v2, otherwise)`: constant keys, and values of one type. */
export function checkSwitch(
  context: CheckContext,
  syntax: FormulaSyntax,
  operands: readonly (Operand | null)[],
): Expression | null {
  const [value, ...rest] = operands
  if (rest.length % 2 === 0) {
    const message = 'switch() needs a value for each key, and one for everything else.'
    return report(context, syntax, { code: 'formula_argument_count', message, hint: `Write ${callForms.switch}.` })
  }
  const isKey = (index: number): boolean => index % 2 === 0 && index < rest.length - 1
  const keys = rest.filter((_, index) => isKey(index))
  const cells = rest.filter((_, index) => !isKey(index)).filter((cell) => cell !== null)
  const checked = value && checkKeys(context, value, keys)
  const values = cells.length < rest.length - keys.length ? null : coerceOperands(context, cells)
  if (!checked || values === null) return null
  const [subject, ...constants] = checked
  const type = values.map(({ expression }) => expression.type).reduce(joinTypes)
  const pairs = values.flatMap((cell, index) => [constants[index], cell])
  const args = [subject, ...pairs].flatMap((operand) => (operand === undefined ? [] : [operand.expression]))
  return buildCall(context, syntax, { function: 'switch', arguments: args, type })
}

/** The value and its keys brought to one type; null with a fault for each key that is no constant, comes twice, or never occurs. */
function checkKeys(
  context: CheckContext,
  value: Operand,
  keys: readonly (Operand | null)[],
): readonly Operand[] | null {
  const known = keys.filter((key) => key !== null)
  const coerced = known.length < keys.length ? null : coerceOperands(context, [value, ...known])
  const [subject, ...constants] = coerced ?? []
  if (coerced === null || subject === undefined) return null
  const sound = constants.filter(
    (key, index) => isConstant(context, key) && canBeEqual(context, subject, key) && isFirst(context, constants, index),
  )
  return sound.length === constants.length ? coerced : null
}

function isConstant(context: CheckContext, { expression, syntax }: Operand): boolean {
  if (expression.kind === 'literal') return true
  const message = 'Only a constant can stand here.'
  report(context, syntax, {
    code: 'formula_argument',
    message,
    hint: 'Write a number or a quoted text; compare with == and join with or.',
  })
  return false
}

function isFirst(context: CheckContext, keys: readonly Operand[], index: number): boolean {
  const key = keys[index]
  const isRepeated = keys.slice(0, index).some((earlier) => isSame(earlier.expression, key?.expression))
  if (isRepeated && key !== undefined) {
    const message = 'This value stands here a second time.'
    report(context, key.syntax, { code: 'formula_argument', message, hint: 'Keep one of them.' })
  }
  return !isRepeated
}

function isSame(left: Expression, right: Expression | undefined): boolean {
  return left.kind === 'literal' && right?.kind === 'literal' && equalValues(left.value, right.value)
}
