import type { Value } from './value.ts'

/** Static types of formulas. `values` of a text lists what an enum (or a literal) can be, where that is known. */
export type ExpressionType =
  | { readonly kind: 'number' }
  | { readonly kind: 'text'; readonly values?: readonly string[] }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'date' }

/** The functions that count working days, for which the policy has to say which days they are. */
export const workingDayFunctionNames = ['working_days_between', 'add_working_days', 'is_working_day'] as const
export type WorkingDayFunction = (typeof workingDayFunctionNames)[number]

/** Every function of formulas, operators and `if` among them. */
export const functionNames = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'negate',
  'equal',
  'not_equal',
  'less',
  'less_or_equal',
  'greater',
  'greater_or_equal',
  'in',
  'and',
  'or',
  'not',
  'if',
  'switch',
  'known',
  'coalesce',
  'min',
  'max',
  'sum',
  'abs',
  'clamp',
  'floor',
  'ceil',
  'round',
  'percent',
  'prorate',
  'hours_between',
  'days_between',
  'calendar_days_between',
  'months_between',
  'day_of_month',
  'days_in_month',
  'day_of_week',
  'hour_of_day',
  'date_of',
  'at_hour',
  'add_hours',
  'add_days',
  'add_months',
  ...workingDayFunctionNames,
] as const
export type FunctionName = (typeof functionNames)[number]

/** Whether the function counts working days. */
export function countsWorkingDays(name: FunctionName): name is WorkingDayFunction {
  return workingDayFunctionNames.some((each) => each === name)
}

/** A type-checked formula. `source` is the text it was parsed from, for explanations. */
export type Expression =
  | { readonly kind: 'literal'; readonly type: ExpressionType; readonly value: Value; readonly source: string }
  | { readonly kind: 'fact'; readonly type: ExpressionType; readonly name: string; readonly source: string }
  | { readonly kind: 'derived'; readonly type: ExpressionType; readonly name: string; readonly source: string }
  /** A value that the evaluation supplies: `now`, and `refund` where a level or an action may read it. */
  | { readonly kind: 'given'; readonly type: ExpressionType; readonly name: 'now' | 'refund'; readonly source: string }
  /** A named amount of the rule, in its actions. */
  | { readonly kind: 'amount'; readonly type: ExpressionType; readonly name: string; readonly source: string }
  | {
      readonly kind: 'call'
      readonly type: ExpressionType
      readonly function: FunctionName
      readonly arguments: readonly Expression[]
      readonly source: string
    }
  /** `tier(value, table)` with one key, `lookup(key, table)` with one or two. */
  | {
      readonly kind: 'table'
      readonly type: ExpressionType
      readonly table: string
      readonly keys: readonly Expression[]
      readonly source: string
    }
