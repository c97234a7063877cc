import type { FunctionName } from '../model/expression.ts'
import type { operatorSigns } from './function-signatures.ts'

/** What is said of a function to whoever writes a formula. */
export interface FunctionNote {
  /** How it is called. */
  readonly call: string
  /** What it does, and what it gives where something is unknown or impossible. */
  readonly does: string
  /** Kind and unit of what it gives. */
  readonly gives: string
}

/** What is called by name: every function that has no sign, tables, and named conditions. */
type CalledByName = Exclude<FunctionName, keyof typeof operatorSigns> | 'tier' | 'lookup' | 'condition'

const sameUnit = 'a number, in the unit of what it is given'

/** The notes by name: what editors show, and the only place that says it. */
export const functionNotes: Readonly<Record<CalledByName, FunctionNote>> = {
  if: {
    call: 'if(condition, then, otherwise)',
    does: 'Takes `then` where the condition is true, `otherwise` where it is false. What is not taken may be unknown.',
    gives: 'what is taken',
  },
  switch: {
    call: "switch(x, 'a', value, 'b', value, otherwise)",
    does: 'Takes the value behind the word that x is, `otherwise` for any other. What is not taken may be unknown.',
    gives: 'what is taken',
  },
  known: {
    call: 'known(x)',
    does: 'Says whether x is known. It is never unknown itself.',
    gives: 'true or false',
  },
  coalesce: {
    call: 'coalesce(x, y)',
    does: 'Takes the first of them that is known.',
    gives: 'what is taken',
  },
  min: { call: 'min(x, y, ...)', does: 'Takes the smallest number, or the earliest time.', gives: sameUnit },
  max: { call: 'max(x, y, ...)', does: 'Takes the largest number, or the latest time.', gives: sameUnit },
  sum: { call: 'sum(x, y, ...)', does: 'Adds all of them up.', gives: sameUnit },
  abs: { call: 'abs(x)', does: 'Takes x without its sign.', gives: sameUnit },
  clamp: {
    call: 'clamp(x, low, high)',
    does: 'Keeps x within low and high: below it is low, above it is high.',
    gives: sameUnit,
  },
  floor: { call: 'floor(x)', does: 'Takes the largest whole number that is not above x.', gives: 'a whole number' },
  ceil: { call: 'ceil(x)', does: 'Takes the smallest whole number that is not below x.', gives: 'a whole number' },
  round: {
    call: "round(x, scale, 'mode'?)",
    does: "Rounds x to so many digits after the point. The mode left out: half_even; 'policy': as the policy rounds its amounts.",
    gives: sameUnit,
  },
  percent: {
    call: 'percent(x, p)',
    does: 'Takes p hundredths of x, exactly: x · p / 100.',
    gives: 'a number, in the unit of x; p is percent',
  },
  prorate: {
    call: 'prorate(amount, part, whole)',
    does: 'Takes the share of the amount: amount · part / whole, with part kept within 0 and whole.',
    gives: 'a number, in the unit of the amount',
  },
  hours_between: {
    call: 'hours_between(a, b)',
    does: 'Measures the time from a to b exactly, with fractions; below 0 where b is before a.',
    gives: 'a number of hours',
  },
  days_between: {
    call: 'days_between(a, b)',
    does: 'Measures the time from a to b in days of 24 hours exactly, with fractions; below 0 where b is before a.',
    gives: 'a number of days',
  },
  calendar_days_between: {
    call: 'calendar_days_between(a, b)',
    does: 'Counts the midnights from a to b in the time zone of the policy.',
    gives: 'a whole number of days',
  },
  months_between: {
    call: 'months_between(a, b)',
    does: 'Counts the whole months from a to b, as add_months goes on by them; below 0 where b is before a.',
    gives: 'a whole number of months',
  },
  day_of_week: {
    call: 'day_of_week(t)',
    does: 'Says the day of the week of t, in the time zone of the policy.',
    gives: 'a whole number from 1 for Monday to 7 for Sunday',
  },
  hour_of_day: {
    call: 'hour_of_day(t)',
    does: 'Says what a clock in the time zone of the policy shows at t, with fractions: 17.5 is half past five.',
    gives: 'a number of hours from 0 to below 24',
  },
  date_of: {
    call: 'date_of(t)',
    does: 'Takes the day of t, in the time zone of the policy.',
    gives: 'a day',
  },
  at_hour: {
    call: 'at_hour(t, h)',
    does: 'Takes the moment of the day of t at which a clock in the time zone of the policy shows h, from 0 to 24. Of an hour that comes twice the first; one that never comes is as much later.',
    gives: 'a time',
  },
  add_hours: {
    call: 'add_hours(t, n)',
    does: 'Goes n hours on from t, or back where n is below 0. A day begins at its midnight.',
    gives: 'a time',
  },
  day_of_month: {
    call: 'day_of_month(t)',
    does: 'Says the day of the month of t, in the time zone of the policy.',
    gives: 'a whole number from 1 to 31',
  },
  days_in_month: {
    call: 'days_in_month(t)',
    does: 'Says how many days the month of t has, in the time zone of the policy.',
    gives: 'a whole number from 28 to 31',
  },
  add_days: {
    call: 'add_days(t, n)',
    does: 'Goes n calendar days on from t, or back where n is below 0; the time of day stays.',
    gives: 'a time or day, as t is',
  },
  add_months: {
    call: 'add_months(t, n)',
    does: 'Goes n calendar months on from t, or back; where the month is too short, to its last day.',
    gives: 'a time or day, as t is',
  },
  working_days_between: {
    call: 'working_days_between(a, b)',
    does: 'Counts the working days after the day of a, up to and with the day of b, in the time zone of the policy; below 0 where b is on an earlier day. Which days they are, `working_days` says.',
    gives: 'a whole number of days',
  },
  add_working_days: {
    call: 'add_working_days(t, n)',
    does: 'Takes the n-th working day after the day of t, or before it where n is below 0; the time of day stays. For n = 0 the day of t, or the next working day where it is none.',
    gives: 'a time or day, as t is',
  },
  is_working_day: {
    call: 'is_working_day(t)',
    does: 'Says whether the day of t is a working day, in the time zone of the policy.',
    gives: 'true or false',
  },
  tier: {
    call: 'tier(value, table)',
    does: 'Finds the step of the table that the value is in.',
    gives: 'what the table has there, in its unit',
  },
  lookup: {
    call: 'lookup(key, table) or lookup(key1, key2, table)',
    does: 'Finds what the table has for the key, or for the two keys.',
    gives: 'what the table has there, in its unit',
  },
  condition: {
    call: 'condition(name)',
    does: 'Says whether the named condition of the policy holds.',
    gives: 'true or false',
  },
}
