import type { FunctionName } from '../model/expression.ts'

export type ParameterKind = 'number' | 'boolean' | 'time'

/** Parameters in order; the last repeats if `repeats`. `first` means the type of the first argument. */
export interface FunctionSignature {
  readonly parameters: readonly ParameterKind[]
  readonly repeats?: true
  readonly result: 'number' | 'boolean' | 'date' | 'timestamp' | 'first'
}

type Special =
  | 'equal'
  | 'not_equal'
  | 'less'
  | 'less_or_equal'
  | 'greater'
  | 'greater_or_equal'
  | 'in'
  | 'if'
  | 'switch'
  | 'known'
  | 'coalesce'
  | 'round'

const twoNumbers: FunctionSignature = { parameters: ['number', 'number'], result: 'number' }
const threeNumbers: FunctionSignature = { parameters: ['number', 'number', 'number'], result: 'number' }
const oneNumber: FunctionSignature = { parameters: ['number'], result: 'number' }
const numbers: FunctionSignature = { parameters: ['number'], repeats: true, result: 'number' }
const twoBooleans: FunctionSignature = { parameters: ['boolean', 'boolean'], result: 'boolean' }
const twoTimes: FunctionSignature = { parameters: ['time', 'time'], result: 'number' }
const oneTime: FunctionSignature = { parameters: ['time'], result: 'number' }
const timeAndNumber: FunctionSignature = { parameters: ['time', 'number'], result: 'timestamp' }
const moveTime: FunctionSignature = { parameters: ['time', 'number'], result: 'first' }

/** What the functions with plain parameters take and give; the others have a check of their own. */
export const functionSignatures: Readonly<Record<Exclude<FunctionName, Special>, FunctionSignature>> = {
  add: twoNumbers,
  subtract: twoNumbers,
  multiply: twoNumbers,
  divide: twoNumbers,
  negate: oneNumber,
  and: twoBooleans,
  or: twoBooleans,
  not: { parameters: ['boolean'], result: 'boolean' },
  min: numbers,
  max: numbers,
  sum: numbers,
  abs: oneNumber,
  clamp: threeNumbers,
  floor: oneNumber,
  ceil: oneNumber,
  percent: twoNumbers,
  prorate: threeNumbers,
  hours_between: twoTimes,
  days_between: twoTimes,
  calendar_days_between: twoTimes,
  months_between: twoTimes,
  day_of_month: oneTime,
  days_in_month: oneTime,
  day_of_week: oneTime,
  hour_of_day: oneTime,
  date_of: { parameters: ['time'], result: 'date' },
  at_hour: timeAndNumber,
  add_hours: timeAndNumber,
  add_days: moveTime,
  add_months: moveTime,
  working_days_between: twoTimes,
  add_working_days: moveTime,
  is_working_day: { parameters: ['time'], result: 'boolean' },
}

/** How operations are written, for messages; every other function name can be called by name. */
export const operatorSigns = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  negate: '-',
  equal: '==',
  not_equal: '!=',
  less: '<',
  less_or_equal: '<=',
  greater: '>',
  greater_or_equal: '>=',
  in: 'in',
  and: 'and',
  or: 'or',
  not: 'not',
} as const satisfies Partial<Record<FunctionName, string>>

/** How a function is called: `name(...)`, for hints. */
export const callForms: Readonly<Record<CallableName, string>> = {
  if: 'if(condition, then, else)',
  switch: "switch(x, 'a', value, 'b', other value, otherwise)",
  known: 'known(name)',
  coalesce: 'coalesce(x, y)',
  min: 'min(x, y, ...)',
  max: 'max(x, y, ...)',
  sum: 'sum(x, y, ...)',
  abs: 'abs(x)',
  clamp: 'clamp(x, low, high)',
  floor: 'floor(x)',
  ceil: 'ceil(x)',
  round: "round(x, scale, 'half_even') or round(x, scale, 'policy')",
  percent: 'percent(x, p)',
  prorate: 'prorate(amount, part, whole)',
  hours_between: 'hours_between(from, to)',
  days_between: 'days_between(from, to)',
  calendar_days_between: 'calendar_days_between(from, to)',
  months_between: 'months_between(from, to)',
  day_of_month: 'day_of_month(time)',
  days_in_month: 'days_in_month(time)',
  day_of_week: 'day_of_week(time)',
  hour_of_day: 'hour_of_day(time)',
  date_of: 'date_of(time)',
  at_hour: 'at_hour(day, hour)',
  add_hours: 'add_hours(time, hours)',
  add_days: 'add_days(time, days)',
  add_months: 'add_months(time, months)',
  working_days_between: 'working_days_between(from, to)',
  add_working_days: 'add_working_days(time, days)',
  is_working_day: 'is_working_day(time)',
  tier: 'tier(value, table)',
  lookup: 'lookup(key, table) or lookup(key1, key2, table)',
  condition: 'condition(name)',
}

export type CallableName = Exclude<FunctionName, keyof typeof operatorSigns> | 'tier' | 'lookup' | 'condition'

/** Whether the name is one that formulas call with brackets. */
export function isCallable(name: string): name is CallableName {
  return Object.hasOwn(callForms, name)
}
