import { Rational } from '../../money/rational.ts'
import { roundingModes } from '../../money/rounding-mode.ts'
import { nearestName } from '../../problems/nearest-name.ts'
import type { Expression, FunctionName } from '../model/expression.ts'
import { buildCall } from './build-call.ts'
import { type CheckContext, report } from './check-context.ts'
import { coerceOperands, isTimeType, type Operand, readTimeLiteral } from './coerce-operands.ts'
import { describeType, joinTypes } from './expression-type.ts'
import type { FormulaSyntax } from './formula-syntax.ts'
import { type FunctionSignature, functionSignatures, type ParameterKind } from './function-signatures.ts'
import { numberBeforeUnit } from './number-before-unit.ts'

const largestScale = 20

/** A call whose arguments need only have the kinds that the signature names; their number was checked. */
export function checkBySignature(
  context: CheckContext,
  syntax: FormulaSyntax,
  call: {
    readonly function: FunctionName
    readonly operands: readonly (Operand | null)[]
    readonly signature: FunctionSignature
  },
): Expression | null {
  const args: Expression[] = []
  for (const [index, operand] of call.operands.entries()) {
    const kind = call.signature.parameters[Math.min(index, call.signature.parameters.length - 1)] ?? 'number'
    const argument = operand === null ? null : checkParameter(context, operand, kind)
    if (argument !== null) args.push(argument)
  }
  if (args.length < call.operands.length) return null
  const { result } = call.signature
  const type = result === 'first' ? args[0]?.type : ({ kind: result } as const)
  return type === undefined ? null : buildCall(context, syntax, { function: call.function, arguments: args, type })
}

/** `min()` and `max()` of numbers, of timestamps or of dates. */
export function checkExtreme(
  context: CheckContext,
  syntax: FormulaSyntax,
  { name, operands }: { readonly name: 'min' | 'max'; readonly operands: readonly (Operand | null)[] },
): Expression | null {
  const known = operands.filter((operand) => operand !== null)
  if (!known.some(({ expression }) => isTimeType(expression.type))) {
    return checkBySignature(context, syntax, { function: name, operands, signature: functionSignatures[name] })
  }
  const times = known.length === operands.length ? coerceOperands(context, known) : null
  const args = (times ?? []).map(({ expression }) => expression)
  const type = args[0]?.type
  return type === undefined ? null : buildCall(context, syntax, { function: name, arguments: args, type })
}

/** `if(condition, then, else)`: both branches have one type. */
export function checkIf(context: CheckContext, syntax: FormulaSyntax, operands: readonly (Operand | null)[]) {
  const [condition, whenTrue, whenFalse] = operands
  const truth = condition ? checkParameter(context, condition, 'boolean') : null
  const branches = whenTrue && whenFalse ? coerceOperands(context, [whenTrue, whenFalse]) : null
  const [first, second] = branches ?? []
  if (truth === null || first === undefined || second === undefined) return null
  const type = joinTypes(first.expression.type, second.expression.type)
  return buildCall(context, syntax, { function: 'if', arguments: [truth, first.expression, second.expression], type })
}

/** `coalesce(x, y, ...)`: all of one type. */
export function checkCoalesce(context: CheckContext, syntax: FormulaSyntax, operands: readonly (Operand | null)[]) {
  const checked = operands.filter((operand) => operand !== null)
  const coerced = checked.length === operands.length ? coerceOperands(context, checked) : null
  if (coerced === null) return null
  const args = coerced.map(({ expression }) => expression)
  const type = args.map((argument) => argument.type).reduce(joinTypes)
  return buildCall(context, syntax, { function: 'coalesce', arguments: args, type })
}

/** `known(name)`: the name of a fact or derived value, nothing calculated. */
export function checkKnown(context: CheckContext, syntax: FormulaSyntax, operands: readonly (Operand | null)[]) {
  const [operand] = operands
  if (operand === null || operand === undefined) return null
  const { expression } = operand
  if (expression.kind === 'fact' || expression.kind === 'derived')
    return buildCall(context, syntax, { function: 'known', arguments: [expression], type: { kind: 'boolean' } })
  const message = 'known() asks for the name of a fact or derived value.'
  const hint = 'Name a fact, or give the calculation a name under derived.'
  return report(context, operand.syntax, { code: 'formula_argument', message, hint })
}

/** `round(x, scale, mode?)`: scale and mode are written out, so that a reader sees what is rounded how. */
export function checkRound(context: CheckContext, syntax: FormulaSyntax, operands: readonly (Operand | null)[]) {
  const [valueOperand, scaleOperand, modeOperand] = operands
  const value = valueOperand ? checkParameter(context, valueOperand, 'number') : null
  const scale = scaleOperand ? checkScale(context, scaleOperand) : null
  const mode = modeOperand === undefined ? defaultMode : modeOperand && checkMode(context, modeOperand)
  if (value === null || scale === null || mode === null) return null
  return buildCall(context, syntax, { function: 'round', arguments: [value, scale, mode], type: { kind: 'number' } })
}

const defaultMode: Expression = {
  kind: 'literal',
  type: { kind: 'text', values: ['half_even'] },
  value: 'half_even',
  source: "'half_even'",
}

function checkScale(context: CheckContext, { expression, syntax }: Operand): Expression | null {
  const value = expression.kind === 'literal' ? expression.value : null
  const whole = value instanceof Rational && value.isInteger() && value.sign() >= 0
  if (whole && value.compare(Rational.of(BigInt(largestScale))) <= 0) return expression
  const message = `The scale of round() must be a whole number from 0 to ${largestScale}.`
  return report(context, syntax, { code: 'formula_argument', message, hint: 'Write it as a number: round(x, 2).' })
}

/** `policy` stands for the mode by which the policy rounds its amounts. */
function checkMode(context: CheckContext, { expression, syntax }: Operand): Expression | null {
  const value = expression.kind === 'literal' ? expression.value : null
  if (expression.kind === 'literal' && value === 'policy') return { ...expression, value: context.environment.rounding }
  if (roundingModes.some((mode) => mode === value)) return expression
  const near = nearestName(String(value), roundingModes)
  const message = 'round() does not know this rounding mode.'
  const hint = `${near === null ? '' : `Did you mean '${near}'? `}Write one in quotes: policy, ${roundingModes.join(', ')}.`
  return report(context, syntax, { code: 'formula_argument', message, hint })
}

/** The operand as an argument of the kind, quoted times read; null with a fault where it is none. */
function checkParameter(context: CheckContext, operand: Operand, kind: ParameterKind): Expression | null {
  const expression = kind === 'time' ? readTimeLiteral(operand.expression) : operand.expression
  const actual = expression.type.kind
  if (actual === kind || (kind === 'time' && (actual === 'timestamp' || actual === 'date'))) return expression
  const expected = kind === 'time' ? 'a timestamp or date' : `a ${kind}`
  const message = `${capitalize(expected)} is needed here, but this is ${describeType(expression.type)}.`
  return report(context, operand.syntax, { code: 'formula_type', message, hint: parameterHint(kind, expression) })
}

function parameterHint(kind: ParameterKind, expression: Expression): string {
  const actual = expression.type.kind
  if (kind === 'time') return "Write a literal one as '2026-01-31T12:00:00Z' or '2026-01-31'."
  if (kind === 'boolean') return 'Compare it with something: x == 1, known(x).'
  if (actual === 'timestamp' || actual === 'date')
    return 'Calculate with add_days(), add_months(), days_between() and the like.'
  const text = expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : ''
  const number = numberBeforeUnit(text)
  return number === null
    ? 'Use a number; literal numbers are written without quotes.'
    : `It is the text "${text}": write ${number} alone. In a constant its unit stands beside it: { value: 30, unit: days }.`
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
