import type { Value } from '../model/value.ts'
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
  in: (args) => args.slice(1).some((value) => equalValues(argument(args, 0), value)),
  and: (args) => args.every((value) => value === true),
  or: (args) => args.some((value) => value === true),
  not: (args) => argument(args, 0) !== true,
  if: (args) => argument(args, argument(args, 0) === true ? 1 : 2),
  switch: (args) => argument(args, chosen(args)),
  known: () => true,
  coalesce: (args) => argument(args, 0),
} satisfies Record<string, FunctionImplementation>

/** Which argument of `switch` counts: the one behind the key that equals the first, else the last. */
function chosen(args: readonly Value[]): number {
  const value = argument(args, 0)
  const key = args.findIndex((each, index) => index % 2 === 1 && index < args.length - 1 && equalValues(value, each))
  return key < 0 ? args.length - 1 : key + 1
}
