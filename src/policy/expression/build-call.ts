import { Rational } from '../../money/rational.ts'
import type { Expression, ExpressionType, FunctionName } from '../model/expression.ts'
import type { Value } from '../model/value.ts'
import { applyFunction } from './apply-function.ts'
import { CalculationFault } from './calculation-fault.ts'
import { type CheckContext, report, sourceOf } from './check-context.ts'
import type { FormulaSyntax } from './formula-syntax.ts'
import type { CalculationContext } from './function-implementation.ts'
import { timeFunctions } from './time-functions.ts'

type Literal = Extract<Expression, { kind: 'literal' }>

/** Values that cannot be the cause where the arguments that matter make the calculation fail. */
const probes: Readonly<Partial<Record<FunctionName, { readonly matter: readonly number[]; readonly others: Value }>>> =
  {
    divide: { matter: [1], others: Rational.one },
    clamp: { matter: [1, 2], others: Rational.zero },
    prorate: { matter: [2], others: Rational.zero },
  }

/**
 * A checked call. Constant calculations are done at once; null, and a fault, where it is proved that
 * the calculation has no result.
 */
export function buildCall(
  context: CheckContext,
  syntax: FormulaSyntax,
  call: { readonly function: FunctionName; readonly arguments: readonly Expression[]; readonly type: ExpressionType },
): Expression | null {
  const source = sourceOf(context, syntax)
  try {
    const constants = call.arguments.filter((argument) => argument.kind === 'literal')
    if (constants.length === call.arguments.length && !needsTimeZone(call.function, constants)) {
      const value = applyFunction(
        call.function,
        constants.map((constant) => constant.value),
        zoneless(context),
      )
      return { kind: 'literal', type: literalType(call.type, value), value, source }
    }
    probe(call.function, call.arguments, zoneless(context))
    return { kind: 'call', ...call, source }
  } catch (error) {
    if (!(error instanceof CalculationFault)) throw error
    const hint = 'Write a formula that has a result whatever the facts are.'
    return report(context, syntax, {
      code: 'formula_calculation',
      message: `This always fails: ${error.message}.`,
      hint,
    })
  }
}

function literalType(type: ExpressionType, value: Value): ExpressionType {
  return type.kind === 'text' ? { kind: 'text', values: [String(value)] } : type
}

/** The zone of the policy is not known here: calendar functions of timestamps wait for the evaluation. */
function needsTimeZone(name: FunctionName, constants: readonly Literal[]): boolean {
  const kinds = constants.map((constant) => constant.type.kind)
  if (name === 'hours_between' || name === 'days_between') return kinds[0] !== kinds[1]
  if (name === 'at_hour' || name === 'add_hours') return true
  return Object.hasOwn(timeFunctions, name) && kinds.includes('timestamp')
}

/** What does not depend on the zone is the same in any. */
function zoneless({ environment: { workingDays } }: CheckContext): CalculationContext {
  return { timeZone: 'UTC', workingDays }
}

function probe(name: FunctionName, args: readonly Expression[], context: CalculationContext): void {
  if (name === 'add_days' || name === 'add_months' || name === 'add_working_days') {
    const step = args[1]
    if (step?.kind !== 'literal' || !(step.value instanceof Rational)) return
    // From where holidays are known no day is certain; so many days alone may be too many, or no whole number.
    const move = name === 'add_working_days' ? 'add_days' : name
    applyFunction(move, [step.value.sign() < 0 ? '9999-12-31' : '0001-01-01', step.value], context)
    return
  }
  if (name === 'at_hour' && args[1]?.kind === 'literal') {
    applyFunction(name, ['2000-01-01', args[1].value], context)
    return
  }
  const { matter, others } = probes[name] ?? { matter: [-1], others: Rational.zero }
  if (!matter.every((index) => args[index]?.kind === 'literal')) return
  const values = args.map((argument, index) =>
    matter.includes(index) && argument.kind === 'literal' ? argument.value : others,
  )
  applyFunction(name, values, context)
}
