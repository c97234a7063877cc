import { describe, expect, it } from '@jest/globals'
import { expressionTypeOf } from '../../../src/policy/expression/expression-type.ts'
import { faultsOf, parsed } from './formula.ts'

describe('everything is type-checked when the policy is parsed', () => {
  it.each([
    ["order.charge + 'x'", 'formula_type@15'],
    ['order.charge + account.trusted', 'formula_type@15'],
    ['order.placed_at + 3', 'formula_type@0'],
    ["-'x'", 'formula_type@1'],
    ['order.charge and true', 'formula_type@0'],
    ['not order.charge', 'formula_type@4'],
    ['order.charge == order.status', 'formula_type@16'],
    ["order.charge == '10'", 'formula_type@16'],
    ['order.placed_at == order.due_on', 'formula_type@19'],
    ['min(order.placed_at, order.due_on)', 'formula_type@21'],
    ['max(order.due_on, 3)', 'formula_type@18'],
    ["order.placed_at == 'yesterday'", 'formula_type@19'],
    ["order.placed_at > '2026-01-31'", 'formula_type@18'],
    ["order.due_on > '2026-02-30'", 'formula_type@15'],
    ["order.status < 'partial'", 'formula_type@0'],
    ['account.trusted < true', 'formula_type@0'],
    ["order.status == 'done'", 'formula_value_not_listed@16'],
    ["'done' != order.status", 'formula_value_not_listed@0'],
    ["if(account.trusted, 'a', 'b') == order.status", 'formula_value_not_listed@33'],
    ['if(order.charge, 1, 2)', 'formula_type@3'],
    ["if(account.trusted, 1, 'x')", 'formula_type@23'],
    ['if(account.trusted, 1)', 'formula_argument_count@0'],
    ["coalesce(order.charge, 'x')", 'formula_type@23'],
    ['coalesce(order.charge)', 'formula_argument_count@0'],
    ['known(order.charge + 1)', 'formula_argument@6'],
    ['known(1)', 'formula_argument@6'],
    ['known(now)', 'formula_argument@6'],
    ['min()', 'formula_argument_count@0'],
    ["max(1, 'x')", 'formula_type@7'],
    ['abs(1, 2)', 'formula_argument_count@0'],
    ['clamp(order.charge, 1)', 'formula_argument_count@0'],
    ['round(order.charge)', 'formula_argument_count@0'],
    ['round(order.charge, 21)', 'formula_argument@20'],
    ['round(order.charge, -1)', 'formula_argument@20'],
    ['round(order.charge, 1.5)', 'formula_argument@20'],
    ['round(order.charge, order.quantity)', 'formula_argument@20'],
    ["round(order.charge, 2, 'nearest')", 'formula_argument@23'],
    ['round(order.charge, 2, order.coupon)', 'formula_argument@23'],
    ['hours_between(order.charge, now)', 'formula_type@14'],
    ["days_between('soon', now)", 'formula_type@13'],
    ['day_of_month(1)', 'formula_type@13'],
    ['add_days(order.charge, 1)', 'formula_type@9'],
    ['add_days(now, now)', 'formula_type@14'],
  ])('%s: %s', (source, fault) => {
    expect(faultsOf(source)).toEqual([fault])
  })

  it.each([
    ["order.status == 'partial'", 'boolean'],
    ["order.coupon == 'ANY'", 'boolean'],
    ["order.placed_at < '2026-01-31T12:00:00+01:00'", 'boolean'],
    ["'2026-01-31' <= order.due_on", 'boolean'],
    ['account.trusted == account.banned', 'boolean'],
    ["add_days('2026-01-31', order.quantity)", 'date'],
    ['add_months(now, -1)', 'timestamp'],
    ['date_of(order.placed_at) <= order.due_on', 'boolean'],
    ['at_hour(order.due_on, 15) >= now', 'boolean'],
    ['add_hours(order.due_on, 24)', 'timestamp'],
    ["coalesce('2026-01-31', order.due_on)", 'date'],
    ["if(account.trusted, order.placed_at, '2026-01-31T12:00:00Z')", 'timestamp'],
    ['tier(order.charge, edges)', 'text'],
    ['lookup(order.status, fees)', 'number'],
  ])('%s is a %s', (source, kind) => {
    expect(parsed(source).type.kind).toBe(kind)
  })

  it('joins the values that the branches of if can have', () => {
    expect(parsed("if(account.trusted, order.status, 'none')").type).toEqual({
      kind: 'text',
      values: ['pending', 'partial', 'canceled', 'none'],
    })
    expect(parsed("if(account.trusted, order.coupon, 'none')").type).toEqual({ kind: 'text' })
  })
})

describe('what can be proved at parse time is a fault there', () => {
  it.each([
    ['order.charge / 0', 'formula_calculation@0'],
    ['1 + order.charge / (2 - 2.0)', 'formula_calculation@4'],
    ['clamp(order.charge, 5, 1)', 'formula_calculation@0'],
    ['clamp(1, 2, order.charge)', null],
    ['prorate(order.charge, order.remains, 0)', 'formula_calculation@0'],
    ['prorate(order.charge, order.remains, -1)', 'formula_calculation@0'],
    ['add_days(order.placed_at, 0.5)', 'formula_calculation@0'],
    ['add_months(order.due_on, 99999999)', 'formula_calculation@0'],
    ["add_days('9999-12-31', 1)", 'formula_calculation@0'],
    ['at_hour(order.due_on, 25)', 'formula_calculation@0'],
    ['at_hour(order.due_on, order.quantity)', null],
    [`${'9'.repeat(80)} * ${Array.from({ length: 4 }, () => '9'.repeat(80)).join(' * ')}`, 'formula_calculation@0'],
    ['if(account.trusted, 1, 1 / 0)', 'formula_calculation@23'],
  ])('%s: %s', (source, fault) => {
    expect(faultsOf(source)).toEqual(fault === null ? [] : [fault])
  })
})

describe('tables in formulas', () => {
  it.each([
    ['tier(order.charge, fees)', 'formula_table_kind@19'],
    ['lookup(order.charge, edges)', 'formula_table_kind@21'],
    ['tier(order.charge, nowhere)', 'formula_unknown_table@19'],
    ["tier(order.charge, 'edges')", 'formula_argument@19'],
    ['tier()', 'formula_argument@0'],
    ['tier(edges)', 'formula_argument_count@0'],
    ['tier(1, 2, edges)', 'formula_argument_count@0'],
    ['lookup(order.status, pairs)', 'formula_argument_count@0'],
    ['lookup(order.status, account.trusted, fees)', 'formula_argument_count@0'],
    ['tier(order.status, edges)', 'formula_table_key@5'],
    ['tier(order.placed_at, seasons)', 'formula_table_key@5'],
    ['tier(order.due_on, launch)', 'formula_table_key@5'],
    ['lookup(now, open_fees)', 'formula_table_key@7'],
    ['lookup(order.charge, open_fees)', 'formula_table_key@7'],
    ['lookup(order.charge, by_bad_number)', 'formula_table_key@7'],
    ['lookup(account.trusted, open_fees)', 'formula_table_key@7'],
    ['lookup(order.status, misspelt)', 'formula_table_key@7'],
    ['lookup(order.status, some_fees)', 'formula_table_not_exhaustive@0'],
    ['lookup(order.coupon, fees)', 'formula_table_not_exhaustive@0'],
    ['lookup(order.status, account.trusted, half_pairs)', 'formula_table_not_exhaustive@0'],
    ['lookup(order.coupon, account.trusted, half_pairs)', 'formula_table_not_exhaustive@0'],
  ])('%s: %s', (source, fault) => {
    expect(faultsOf(source)).toEqual([fault])
  })
})

it.each([
  ['enum', ['a'], { kind: 'text', values: ['a'] }],
  ['string', null, { kind: 'text' }],
  ['integer', null, { kind: 'number' }],
  ['decimal', null, { kind: 'number' }],
  ['boolean', null, { kind: 'boolean' }],
  ['timestamp', null, { kind: 'timestamp' }],
  ['date', null, { kind: 'date' }],
] as const)('a fact of type %s with values %j has the type %j in formulas', (factType, values, type) => {
  expect(expressionTypeOf(factType, values)).toEqual(type)
})
