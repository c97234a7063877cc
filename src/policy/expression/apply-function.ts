import { DivisionByZeroError, OverflowError } from '../../money/calculation-errors.ts'
import type { FunctionName } from '../model/expression.ts'
import type { Value } from '../model/value.ts'
import { CalculationFault } from './calculation-fault.ts'
import type { CalculationContext, FunctionImplementation } from './function-implementation.ts'
import { logicFunctions } from './logic-functions.ts'
import { numberFunctions } from './number-functions.ts'
import { timeFunctions } from './time-functions.ts'

const implementations: Readonly<Record<FunctionName, FunctionImplementation>> = {
  ...logicFunctions,
  ...numberFunctions,
  ...timeFunctions,
}

/**
 * Applies a function of the formula language to known values of the types that it was checked for
 * (`round` gets value, scale and mode). Throws {@link CalculationFault} where there is no result.
 */
export function applyFunction(name: FunctionName, args: readonly Value[], context: CalculationContext): Value {
  try {
    return implementations[name](args, context)
  } catch (error) {
    if (error instanceof OverflowError || error instanceof DivisionByZeroError)
      throw new CalculationFault(error.message, { cause: error })
    throw error
  }
}
