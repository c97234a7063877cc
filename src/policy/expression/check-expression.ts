import { Rational } from '../../money/rational.ts'
import { nearestName } from '../../problems/nearest-name.ts'
import { referenceTo } from '../model/condition-reference.ts'
import { countsWorkingDays, type Expression } from '../model/expression.ts'
import { checkMembership, checkSwitch } from './check-choice.ts'
import { checkEquality, checkOrder } from './check-comparison.ts'
import { type CheckContext, report, sourceOf } from './check-context.ts'
import { checkBySignature, checkCoalesce, checkExtreme, checkIf, checkKnown, checkRound } from './check-function.ts'
import { checkTableCall } from './check-table.ts'
import type { Operand } from './coerce-operands.ts'
import type { FormulaSyntax } from './formula-syntax.ts'
import { type CallableName, callForms, functionSignatures, isCallable, operatorSigns } from './function-signatures.ts'
import { isReservedName } from './reserved-name.ts'

/** Resolves names and checks types, bottom up; null where a fault was reported. */
export function checkExpression(context: CheckContext, syntax: FormulaSyntax): Expression | null {
  const source = sourceOf(context, syntax)
  switch (syntax.kind) {
    case 'refused':
      return null
    case 'number':
      return checkNumber(context, syntax, syntax.text)
    case 'text':
      return { kind: 'literal', type: { kind: 'text', values: [syntax.value] }, value: syntax.value, source }
    case 'boolean':
      return { kind: 'literal', type: { kind: 'boolean' }, value: syntax.value, source }
    case 'name':
      return checkName(context, syntax)
    case 'operation':
      return checkOperation(context, syntax)
    case 'call':
      return checkCall(context, syntax)
  }
}

function checkOperand(context: CheckContext, syntax: FormulaSyntax): Operand | null {
  const expression = checkExpression(context, syntax)
  return expression === null ? null : { syntax, expression }
}

function checkNumber(context: CheckContext, syntax: FormulaSyntax, text: string): Expression | null {
  const value = Rational.parse(text)
  if (value !== undefined)
    return { kind: 'literal', type: { kind: 'number' }, value, source: sourceOf(context, syntax) }
  const message = 'This is not a plain decimal number of at most 80 characters.'
  return report(context, syntax, {
    code: 'formula_number',
    message,
    hint: 'Write it as 1000 or 0.25, without exponent or leading zeros.',
  })
}

function checkName(context: CheckContext, syntax: Extract<FormulaSyntax, { kind: 'name' }>): Expression | null {
  const { names, given, amounts, tables, constants } = context.environment
  const { name } = syntax
  const source = sourceOf(context, syntax)
  if (name === 'now' && given.has(name)) return { kind: 'given', type: { kind: 'timestamp' }, name, source }
  if (name === 'refund' && given.has(name)) return { kind: 'given', type: { kind: 'number' }, name, source }
  const constant = constants?.get(name)
  if (constant !== undefined) return { kind: 'literal', type: constant.type, value: constant.value, source }
  const found = names.get(name)
  if (found !== undefined) return { kind: found.kind, type: found.type, name, source }
  if (amounts.has(name)) return { kind: 'amount', type: { kind: 'number' }, name, source }
  if (/^\d+(?:\.\d+)?[eE]?\d*$/.test(name)) return checkNumber(context, syntax, name)
  const message = `There is no fact or derived value ${name}.`
  const near = nearestName(name, [...names.keys(), ...given, ...amounts, ...(constants?.keys() ?? [])])
  let hint =
    near === null ? 'Declare it under facts or derived; a literal text stands in quotes.' : `Did you mean ${near}?`
  if (isReservedName(name)) hint = `"${name}" cannot be used in this place.`
  else if (tables.has(name)) hint = 'A table is read with tier() or lookup().'
  return report(context, syntax, { code: 'formula_unknown_name', message, hint })
}

function checkOperation(
  context: CheckContext,
  syntax: Extract<FormulaSyntax, { kind: 'operation' }>,
): Expression | null {
  const operands = syntax.arguments.map((argument) => checkOperand(context, argument))
  const name = syntax.function
  switch (name) {
    case 'equal':
    case 'not_equal':
    case 'less':
    case 'less_or_equal':
    case 'greater':
    case 'greater_or_equal': {
      const known = operands.filter((operand) => operand !== null)
      if (known.length < operands.length) return null
      const check = name === 'equal' || name === 'not_equal' ? checkEquality : checkOrder
      return check(context, syntax, { function: name, operands: known })
    }
    case 'in':
      return checkMembership(context, syntax, operands)
    case 'if':
    case 'switch':
    case 'known':
    case 'coalesce':
    case 'round':
      throw new TypeError(`${name} is no operation`)
    default:
      return checkBySignature(context, syntax, { function: name, operands, signature: functionSignatures[name] })
  }
}

function checkCall(context: CheckContext, syntax: Extract<FormulaSyntax, { kind: 'call' }>): Expression | null {
  const { name } = syntax
  if (!isCallable(name)) {
    for (const argument of syntax.arguments) checkExpression(context, argument)
    return unknownFunction(context, syntax)
  }
  if (name === 'condition') return checkCondition(context, syntax)
  const isTable = name === 'tier' || name === 'lookup'
  const written = isTable ? syntax.arguments.slice(0, -1) : syntax.arguments
  const operands = written.map((argument) => checkOperand(context, argument))
  if (isTable) return checkTableCall(context, syntax, operands)
  const [least, most] = argumentCounts(name)
  if (operands.length >= least && operands.length <= most) return checkCallable(context, syntax, { name, operands })
  const message = `${name}() cannot take ${operands.length} argument${operands.length === 1 ? '' : 's'}.`
  return report(context, syntax, { code: 'formula_argument_count', message, hint: `Write ${callForms[name]}.` })
}

type PlainCallable = Exclude<CallableName, 'tier' | 'lookup' | 'condition'>

function checkCallable(
  context: CheckContext,
  syntax: FormulaSyntax,
  { name, operands }: { readonly name: PlainCallable; readonly operands: readonly (Operand | null)[] },
): Expression | null {
  switch (name) {
    case 'if':
      return checkIf(context, syntax, operands)
    case 'switch':
      return checkSwitch(context, syntax, operands)
    case 'known':
      return checkKnown(context, syntax, operands)
    case 'coalesce':
      return checkCoalesce(context, syntax, operands)
    case 'round':
      return checkRound(context, syntax, operands)
    case 'min':
    case 'max':
      return checkExtreme(context, syntax, { name, operands })
    default:
      if (countsWorkingDays(name) && context.environment.workingDays === null)
        return tellNoWorkingDays(context, syntax, name)
      return checkBySignature(context, syntax, { function: name, operands, signature: functionSignatures[name] })
  }
}

function tellNoWorkingDays(context: CheckContext, syntax: FormulaSyntax, name: PlainCallable): null {
  return report(context, syntax, {
    code: 'formula_working_days',
    message: `${name}() cannot know which days are working days.`,
    hint: 'Say it beside time_zone: working_days: { holidays: [2026-12-25], known_until: 2026-12-31 }. For Monday to Friday without holidays: working_days: {}.',
  })
}

function argumentCounts(name: PlainCallable): readonly [least: number, most: number] {
  switch (name) {
    case 'if':
      return [3, 3]
    case 'known':
      return [1, 1]
    case 'switch':
      return [4, Number.POSITIVE_INFINITY]
    case 'coalesce':
      return [2, Number.POSITIVE_INFINITY]
    case 'round':
      return [2, 3]
    default: {
      const { parameters, repeats } = functionSignatures[name]
      return [parameters.length, repeats ? Number.POSITIVE_INFINITY : parameters.length]
    }
  }
}

/** The truth of a named condition, which stands bare. */
function checkCondition(context: CheckContext, syntax: Extract<FormulaSyntax, { kind: 'call' }>): Expression | null {
  const { conditions } = context.environment
  const [named, ...more] = syntax.arguments
  if (named?.kind !== 'name' || more.length > 0) {
    const message = 'condition() needs the name of one condition.'
    return report(context, syntax, { code: 'formula_argument', message, hint: `Write ${callForms.condition}.` })
  }
  const { name } = named
  if (conditions.has(name))
    return { kind: 'derived', type: { kind: 'boolean' }, name: referenceTo(name), source: sourceOf(context, syntax) }
  const near = nearestName(name, conditions.keys())
  const hint = near === null ? 'Declare it under conditions.' : `Did you mean ${near}?`
  return report(context, named, { code: 'formula_unknown_condition', message: `There is no condition ${name}.`, hint })
}

/** What spreadsheets and other languages call them. */
const workingDays = /business_?day|working_?day|work_?day|holiday/iu
const workingDayCalls = `${callForms.working_days_between}, ${callForms.add_working_days} and ${callForms.is_working_day}`

function unknownFunction(context: CheckContext, syntax: Extract<FormulaSyntax, { kind: 'call' }>): null {
  const operator = Object.entries(operatorSigns).find(([name]) => name === syntax.name)?.[1]
  const near = nearestName(syntax.name, Object.keys(callForms))
  let hint = `Functions are: ${Object.keys(callForms).join(', ')}.`
  if (context.environment.tables.has(syntax.name))
    hint = `A table is read with tier(value, ${syntax.name}) or lookup(key, ${syntax.name}).`
  if (workingDays.test(syntax.name)) hint = `Working days are counted by ${workingDayCalls}.`
  if (near !== null) hint = `Did you mean ${near}()?`
  if (operator !== undefined) hint = `Write ${operator} between the values.`
  return report(context, syntax, {
    code: 'formula_unknown_function',
    message: `There is no function ${syntax.name}().`,
    hint,
  })
}
