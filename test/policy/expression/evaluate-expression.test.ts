import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { Rational } from '../../../src/money/rational.ts'
import { evaluate, type Facts, show } from './formula.ts'

const decimal = (text: string) => Rational.of(text)
const instant = (text: string) => Date.parse(text)

describe('functions over numbers', () => {
  it.each([
    ['min(3, 1, 2)', '1'],
    ['max(3)', '3'],
    ['sum(0.1, 0.2, 0.3)', '0.6'],
    ['abs(-2.5)', '2.5'],
    ['clamp(-50, 0, 1000)', '0'],
    ['clamp(1200, 0, 1000)', '1000'],
    ['clamp(5, 5, 5)', '5'],
    ['floor(-1.5)', '-2'],
    ['ceil(-1.5)', '-1'],
    ['floor(100 * 29 / 100)', '29'],
    ['round(2.345, 2)', '2.34'],
    ["round(2.345, 2, 'half_up')", '2.35'],
    ["round(-2.345, 2, 'ceiling')", '-2.34'],
    ["round(2.341, 2, 'up')", '2.35'],
    ['round(2.5, 0)', '2'],
    ['percent(80, 12.5)', '10'],
    ['prorate(0.27819, 157, 1000)', '0.04367583'],
    ['prorate(0.27819, -50, 1000)', '0'],
    ['prorate(0.27819, 1200, 1000)', '0.27819'],
    ['prorate(1, 1, 3) * 3', '1'],
    ['1 / 3', '1/3'],
  ])('%s is %s', (source, value) => {
    expect(show(source)).toBe(value)
  })

  it('are exact: a third of a charge, three times, is the charge', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 20n), fc.bigInt(1n, 10n ** 6n), (charge, whole) => {
        const facts = { 'order.charge': Rational.of(charge), 'order.quantity': Rational.of(whole) }
        expect(evaluate('order.charge / order.quantity * order.quantity == order.charge', facts)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})

describe('comparisons', () => {
  it.each([
    ['order.charge == 10', true],
    ['order.charge != 10.000', false],
    ['order.charge > 9', true],
    ['order.charge >= 10', true],
    ['order.charge < 10', false],
    ['order.charge <= 9.99', false],
    ["order.status == 'partial'", true],
    ["order.status != 'partial'", false],
    ["order.coupon == 'SPRING'", true],
    ["order.coupon == 'spring'", false],
    ["order.placed_at >= '2026-11-20T09:00:00+01:00'", true],
    ["order.placed_at == '2026-11-20T08:00:00Z'", true],
    ["order.due_on < '2026-12-01'", true],
    ['account.trusted == true', true],
  ])('%s is %s', (source, value) => {
    const facts = {
      'order.charge': decimal('10.00'),
      'order.status': 'partial',
      'order.coupon': 'SPRING',
      'order.placed_at': instant('2026-11-20T08:00:00Z'),
      'order.due_on': '2026-11-30',
      'account.trusted': true,
    }
    expect(evaluate(source, facts)).toBe(value)
  })
})

describe('choosing by a value', () => {
  const facts: Facts = { 'order.status': 'partial', 'order.charge': decimal('10.00') }

  it.each([
    ["switch(order.status, 'pending', 1, 'partial', 2, 3)", '2'],
    ["switch(order.status, 'pending', 1, 3)", '3'],
    ["switch(order.charge, 5, 'five', 10, 'ten', 'other')", 'ten'],
    ["switch('b', 'a', 1, 'b', 2, 3)", '2'],
    ["switch(order.due_on, '2026-11-30', 1, 2)", 'unknown: order.due_on'],
    ["switch(order.coupon, 'A', 1, 1)", 'unknown: order.coupon'],
    ["switch(order.status, 'partial', 2, order.remains)", '2'],
    ["switch(order.status, 'pending', 2, order.remains)", 'unknown: order.remains'],
    ["order.status in ['pending', 'partial']", 'true'],
    ["order.status not in ['pending', 'partial']", 'false'],
    ["not order.status in ['pending']", 'true'],
    ['order.charge + 1 in [10, 11.0] == true', 'true'],
    ["order.coupon in ['A', 'B']", 'unknown: order.coupon'],
    ["order.due_on in ['2026-11-30']", 'unknown: order.due_on'],
    ["'a' in ['a', 'b'] and order.charge in [10]", 'true'],
    ['condition(late)', 'unknown: condition(late)'],
    ["round(order.charge / 3, 2, 'policy')", '3.34'],
    ["round(1.001, 2, 'policy')", '1.01'],
    ['round(order.charge / 3, 2)', '3.33'],
  ])('%s is %s', (source, value) => {
    expect(show(source, facts)).toBe(value)
  })
})

describe('functions over time', () => {
  const facts: Facts = { 'order.placed_at': instant('2026-11-20T20:00:00Z'), 'order.due_on': '2026-11-20' }

  it.each([
    ['hours_between and days_between are exact elapsed fractions', 'hours_between(order.placed_at, now)', '60'],
    ['', 'days_between(order.placed_at, now)', '2.5'],
    ['', 'days_between(now, order.placed_at)', '-2.5'],
    ['', "hours_between('2026-11-23T07:59:40Z', now)", '1/180'],
    ['a date beside a timestamp is its midnight in the zone', 'hours_between(order.due_on, order.placed_at)', '21'],
    [
      'min and max take the earliest and the latest',
      "min(order.due_on, '2026-11-19', add_days(order.due_on, 1))",
      '2026-11-19',
    ],
    ['', 'max(order.placed_at, now, order.placed_at) == now', 'true'],
    ['two dates are whole days apart', "days_between('2026-03-28', '2026-03-30')", '2'],
    [
      'a day of the change to summer time has 23 hours',
      "hours_between('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')",
      '23',
    ],
    ['calendar days follow the zone', "calendar_days_between('2026-11-20T22:30:00Z', '2026-11-20T23:30:00Z')", '1'],
    ['', "calendar_days_between('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')", '2'],
    ['', 'calendar_days_between(now, order.due_on)', '-3'],
    ['', "day_of_month('2026-11-30T23:30:00Z')", '1'],
    ['', "day_of_month('2026-11-30')", '30'],
    ['', "days_in_month('2028-02-10')", '29'],
    ['', "days_in_month('2026-02-28T23:30:00Z')", '31'],
    ['the week begins on Monday, in the zone', "day_of_week('2026-11-22T22:59:59Z')", '7'],
    ['', "day_of_week('2026-11-22T23:00:00Z')", '1'],
    ['', "day_of_week('1969-12-31')", '3'],
    ['', "day_of_week('0001-01-01')", '1'],
    ['the hour is what a clock in the zone shows', "hour_of_day('2026-11-23T16:30:00Z')", '17.5'],
    ['', "hour_of_day('2026-03-29T01:00:00Z')", '3'],
    ['', "hour_of_day('2026-03-29')", '0'],
    ['the day in the zone', "date_of('2026-11-22T23:00:00Z')", '2026-11-23'],
    ['', "date_of('2026-11-22')", '2026-11-22'],
    ['whole months', "months_between('2026-01-31', '2026-02-27')", '0'],
    ['as add_months counts them', "months_between('2026-01-31', '2026-02-28')", '1'],
    ['', "months_between('2026-01-31', '2026-03-30')", '1'],
    ['', "months_between('2028-02-29', '2029-02-28')", '12'],
    ['', "months_between('2026-03-15', '2026-01-16')", '-1'],
    ['', "months_between('2026-03-15', '2026-03-14')", '0'],
    ['to the second', "months_between('2026-03-15T11:00:00Z', '2026-04-15T09:59:59Z')", '0'],
    ['in the time of the zone', "months_between('2026-03-15T11:00:00Z', '2026-04-15T10:00:00Z')", '1'],
    ['', "months_between('2026-01-01', '2026-03-31T22:00:00Z')", '3'],
    ['the end of the month is kept', "add_months('2026-01-31', 1)", '2026-02-28'],
    ['', "add_months('2028-01-31', 1)", '2028-02-29'],
    ['', "add_months('2026-03-31', -1)", '2026-02-28'],
    ['', "add_months('2026-05-31', 13)", '2027-06-30'],
    ['', "add_days('2028-02-28', 2)", '2028-03-01'],
    ['', "add_days('2026-11-20', -20)", '2026-10-31'],
  ])('%s %s is %s', (_, source, value) => {
    expect(show(source, facts)).toBe(value)
  })

  it.each([
    ['over the change to summer time', "add_days('2026-03-28T11:00:00Z', 1)", '2026-03-29T10:00:00.000Z'],
    ['over the change to winter time', "add_days('2026-10-24T10:00:00Z', 1)", '2026-10-25T11:00:00.000Z'],
    ['month ends in the zone', "add_months('2026-01-30T23:30:00Z', 1)", '2026-02-27T23:30:00.000Z'],
    ['at an hour of a day', "at_hour('2026-11-20', 17.5)", '2026-11-20T16:30:00.000Z'],
    ['at the same hour after the clocks changed', "at_hour('2026-03-29', 15)", '2026-03-29T13:00:00.000Z'],
    ['at an hour that comes twice: the first', "at_hour('2026-10-25', 2.5)", '2026-10-25T00:30:00.000Z'],
    ['at an hour that never comes: as much later', "at_hour('2026-03-29', 2.5)", '2026-03-29T01:30:00.000Z'],
    ['at the end of the day of a timestamp', "at_hour('2026-11-20T23:30:00Z', 24)", '2026-11-21T23:00:00.000Z'],
    ['not where hours have gone by', "add_hours('2026-03-28T23:00:00Z', 24)", '2026-03-29T23:00:00.000Z'],
    ['of a date it is midnight first', "add_hours('2026-11-20', -6)", '2026-11-19T17:00:00.000Z'],
    ['over the change in a month', "add_months('2026-03-15T11:00:00Z', 1)", '2026-04-15T10:00:00.000Z'],
  ])('the local time is kept %s: %s', (_, source, value) => {
    expect(new Date(Number(evaluate(source))).toISOString()).toBe(value)
  })
})

describe('working days: Monday to Friday without Easter and Christmas of 2026, which is as far as holidays are known', () => {
  it.each([
    [
      'the day of the second counts, that of the first does not',
      "working_days_between('2026-11-16', '2026-11-17')",
      '1',
    ],
    ['', "working_days_between('2026-11-16', '2026-11-16')", '0'],
    ['weekends do not', "working_days_between('2026-11-13', '2026-11-16')", '1'],
    ['from a weekend on', "working_days_between('2026-11-14', '2026-11-15')", '0'],
    ['', "working_days_between('2026-11-14', '2026-11-23')", '6'],
    ['holidays do not', "working_days_between('2026-04-02', '2026-04-07')", '1'],
    ['backwards below 0', "working_days_between('2026-04-07', '2026-04-02')", '-1'],
    ['', "working_days_between('2026-11-15', '2026-11-13')", '0'],
    ['years before the first holiday are weekdays', "working_days_between('2001-01-01', '2002-01-01')", '261'],
    ['in the zone', "working_days_between('2026-11-22T22:59:00Z', '2026-11-23T23:30:00Z')", '2'],
    ['up to the last day that is known', "working_days_between('2026-12-24', '2026-12-31')", '4'],
    ['no day is counted', "working_days_between('2027-02-01', '2027-02-01')", '0'],
    [
      'not beyond it',
      "working_days_between(order.due_on, '2027-01-01')",
      'fault: the holidays after 2026-12-31 are not known',
    ],
    [
      'from there neither',
      'working_days_between(order.late_on, order.due_on)',
      'fault: the holidays after 2026-12-31 are not known',
    ],
    ['after a day', "add_working_days('2026-11-13', 1)", '2026-11-16'],
    ['over Easter', "add_working_days('2026-04-02', 1)", '2026-04-07'],
    ['after a Saturday', "add_working_days('2026-11-14', 1)", '2026-11-16'],
    ['14 of them', "add_working_days('2026-03-25', 14)", '2026-04-16'],
    ['none: the day itself', "add_working_days('2026-11-13', 0)", '2026-11-13'],
    ['none: the next one', "add_working_days('2026-04-03', 0)", '2026-04-07'],
    ['before a day', "add_working_days('2026-04-07', -1)", '2026-04-02'],
    ['before a Sunday', "add_working_days('2026-11-15', -2)", '2026-11-12'],
    ['back from beyond', "add_working_days('2027-01-01', -1)", '2026-12-31'],
    [
      'back from too far beyond',
      'add_working_days(order.late_on, -30)',
      'fault: the holidays after 2026-12-31 are not known',
    ],
    ['too far', 'add_working_days(order.due_on, 60)', 'fault: the holidays after 2026-12-31 are not known'],
    [
      'a part of one',
      'add_working_days(order.due_on, order.charge)',
      'fault: only a whole number of working days can be added',
    ],
    ['more than there are', 'add_working_days(order.due_on, -order.quantity)', 'fault: the date is out of range'],
    ['a day', "is_working_day('2026-12-24')", 'true'],
    ['a holiday', "is_working_day('2026-12-25')", 'false'],
    ['a weekend', "is_working_day('2026-12-27')", 'false'],
    ['a day in the zone', "is_working_day('2026-11-22T23:00:00Z')", 'true'],
    ['a day beyond', 'is_working_day(order.late_on)', 'fault: the holidays after 2026-12-31 are not known'],
    [
      'nobody knows when',
      'is_working_day(order.placed_at) and working_days_between(now, order.placed_at) > 0',
      'unknown: order.placed_at',
    ],
  ])('%s: %s is %s', (_, source, value) => {
    const facts: Facts = {
      'order.due_on': '2026-11-20',
      'order.late_on': '2027-01-04',
      'order.charge': decimal('1.5'),
      'order.quantity': decimal('4000000'),
    }
    expect(show(source, facts)).toBe(value)
  })

  it.each([
    ['over the change to summer time', "add_working_days('2026-03-27T11:00:00Z', 1)", '2026-03-30T10:00:00.000Z'],
    ['over the change to winter time', "add_working_days('2026-10-26T11:00:00Z', -1)", '2026-10-23T10:00:00.000Z'],
    ['on the day of the zone', "add_working_days('2026-11-15T23:30:00Z', 0)", '2026-11-15T23:30:00.000Z'],
  ])('the time of day is kept %s: %s', (_, source, value) => {
    expect(new Date(Number(evaluate(source))).toISOString()).toBe(value)
  })
})

describe('tables', () => {
  it.each([
    ['-0.01', 'below 0'],
    ['0', 'up to 10'],
    ['10', 'up to 10'],
    ['10.00001', 'otherwise'],
    ['49.99', 'otherwise'],
    ['50', 'at least 50'],
    ['100', 'at least 50'],
    ['100.01', 'above 100'],
  ])('each row names its edge, and the first that matches counts: %s is %s', (charge, cell) => {
    expect(show('tier(order.charge, edges)', { 'order.charge': decimal(charge) })).toBe(cell)
  })

  it.each([
    ['tier(order.due_on, seasons)', 'first half'],
    ["tier('2026-07-01', seasons)", 'second half'],
    ['tier(order.placed_at, launch)', '5'],
    ["tier('2026-01-01T00:00:00Z', launch)", '7'],
    ['lookup(order.status, fees)', '2'],
    ["lookup('card', open_fees)", '1'],
    ['lookup(order.coupon, open_fees)', '9'],
    ['lookup(account.trusted, by_flag)', '2'],
    ['lookup(order.charge, by_number)', '1'],
    ['lookup(order.status, account.trusted, pairs)', '2'],
  ])('%s is %s', (source, cell) => {
    const facts = {
      'order.due_on': '2026-06-30',
      'order.placed_at': instant('2025-12-31T23:59:59Z'),
      'order.status': 'partial',
      'order.coupon': '__proto__',
      'order.charge': decimal('10.00'),
      'account.trusted': false,
    }
    expect(show(source, facts)).toBe(cell)
  })

  it('are unknown where a key is', () => {
    expect(show('lookup(order.status, account.trusted, pairs)')).toBe('unknown: account.trusted, order.status')
  })
})

describe('unknown in, unknown out', () => {
  const known = { 'account.trusted': true, 'account.banned': false, 'order.quantity': decimal('10') }

  it.each([
    [
      'with the causes of every unknown operand',
      'order.charge + order.remains * order.quantity',
      'unknown: order.charge, order.remains',
    ],
    ['in a function', 'clamp(order.remains, 0, order.quantity)', 'unknown: order.remains'],
    ['in a comparison', "order.status == 'partial'", 'unknown: order.status'],
    ['but false decides an and', 'order.2nd_try and account.banned', 'false'],
    ['but true decides an or', 'order.2nd_try or account.trusted', 'true'],
    ['an and with true stays unknown', 'order.2nd_try and account.trusted', 'unknown: order.2nd_try'],
    [
      'an or with false stays unknown',
      "account.banned or order.2nd_try or order.status == 'partial'",
      'unknown: order.2nd_try, order.status',
    ],
    ['not unknown is unknown', 'not order.2nd_try', 'unknown: order.2nd_try'],
    ['the branch of if that is not taken may be unknown', 'if(account.trusted, 1, order.charge)', '1'],
    ['the branch of if that is taken may not', 'if(account.banned, 1, order.charge)', 'unknown: order.charge'],
    [
      'an unknown condition of if names its own causes only',
      'if(order.2nd_try, order.charge, order.remains)',
      'unknown: order.2nd_try',
    ],
    ['known says whether a value is there', 'known(order.charge)', 'false'],
    ['known says whether a value is there', 'known(order.quantity)', 'true'],
    ['known says whether a derived value is there', 'known(undelivered)', 'false'],
    ['coalesce takes the first that is known', 'coalesce(order.charge, order.quantity, order.remains)', '10'],
    [
      'coalesce of unknowns has the causes of all',
      'coalesce(order.charge, order.remains)',
      'unknown: order.charge, order.remains',
    ],
  ])('%s: %s is %s', (_, source, value) => {
    expect(show(source, known)).toBe(value)
  })
})

describe('a calculation without a result', () => {
  const zero = { 'order.quantity': decimal('0'), 'order.charge': decimal('1'), 'order.remains': decimal('1') }

  it.each([
    ['order.charge / order.quantity', 'fault: division by zero'],
    ['prorate(order.charge, order.remains, order.quantity)', 'fault: prorate over a whole that is not above zero'],
    ['prorate(order.charge, order.remains, order.quantity - 1)', 'fault: prorate over a whole that is not above zero'],
    ['clamp(order.charge, order.remains, order.quantity)', 'fault: clamp has its low end above its high end'],
    ['add_days(now, order.charge / 2)', 'fault: only a whole number of days can be added'],
    ['at_hour(now, order.charge * 25)', 'fault: the hour of a day is not from 0 to 24'],
    ['add_hours(now, order.charge / 7)', 'fault: the hours are no whole number of milliseconds'],
    ['add_hours(now, order.charge * 99999999)', 'fault: the date is out of range'],
    ['add_months(now, order.charge * 99999)', null],
    ["add_days('9999-12-31', order.charge)", 'fault: the date is out of range'],
    ['add_days(now, order.charge * 99999999999999999999)', 'fault: the date is out of range'],
    ['1 / order.quantity + tier', 'fault: division by zero; unknown: tier'],
    ['coalesce(1 / order.quantity, 5)', 'fault: division by zero'],
    ['known(broken)', 'fault: division by zero'],
    ['1 / order.quantity > 0 and 1 > 2', 'false'],
    ['if(order.quantity == 0, 0, 1 / order.quantity)', '0'],
  ])('is unknown by a fault, never thrown: %s', (source, value) => {
    expect(show(source, zero)).toBe(value ?? 'fault: the date is out of range')
  })

  it('is one that leaves the bounds of numbers', () => {
    const facts = { 'order.charge': decimal('9'.repeat(80)) }
    const power = Array.from({ length: 5 }, () => 'order.charge').join(' * ')
    expect(show(power, facts)).toBe('fault: the value is out of bounds')
  })
})
