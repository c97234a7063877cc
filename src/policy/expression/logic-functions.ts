import { compareValues, equalValues } from './compare-values.ts'
import { argument, type FunctionImplementation } from './function-implementation.ts'

/** Comparisons and logic over known values; what is lazy is decided by the evaluation. */
export const logicFunctions = {
  equal: (args) => equalValues(argument(args, 0), argument(args, 1)),
  not_equal: (args) => !equalValues(argument(args, 0), argument(args, 1)),
  less: (args) => compareValues(argument(args, 0), argument(args, 1)) < 0,
  less_or_equal: (args) => compareValues(argument(args, 0), argument(args, 1)) <= 0,
  greater: (args) => compareValues(argument(args, 0), argument(args, 1)) > 0,
  greater_or_equal: (args) => compareValues(argument(args, 0), argument(args, 1)) >= 0,
  and: (args) => args.every((value) => value === true),
  or: (args) => args.some((value) => value === true),
  not: (args) => argument(args, 0) !== true,
  if: (args) => argument(args, argument(args, 0) === true ? 1 : 2),
  known: () => true,
  coalesce: (args) => argument(args, 0),
} satisfies Record<string, FunctionImplementation>
