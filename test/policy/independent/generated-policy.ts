// oxlint-disable unicorn/no-thenable -- the key of a rule
import * as fc from 'fast-check'

/** Formulas as text, each type made of the others, over the facts of the test shop. */
const formulas = fc.letrec<{ number: string; boolean: string; text: string; time: string }>((tie) => {
  const calls = (name: string, ...args: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<string> =>
    fc.tuple(...args).map((values) => `${name}(${values.join(', ')})`)
  const between = (left: string, signs: readonly string[], right: string): fc.Arbitrary<string> =>
    fc
      .tuple(tie(left as 'number'), fc.constantFrom(...signs), tie(right as 'number'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`)
  const [number, boolean, text, time] = [tie('number'), tie('boolean'), tie('text'), tie('time')]
  const literal = fc.constantFrom('0', '1', '10', '0.01', '2.5', '-5', '1000')
  const size = fc.constantFrom('size')
  const digits = fc.constantFrom('0', '2', '5')
  const way = fc.constantFrom("'policy'", "'policy'", "'half_up'", "'floor'", "'down'")
  return {
    number: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'formula' },
      fc.constantFrom('n', 'm', 'i', 'share', 'chosen', 'fee', 'order.charge'),
      literal,
      between('number', ['+', '-', '*'], 'number'),
      fc.tuple(number, fc.constantFrom('n', 'm', 'i', '3')).map(([a, b]) => `(${a} / ${b})`),
      calls('round', number, digits),
      calls('round', number, digits, way),
      calls('switch', size, fc.constant("'small'"), number, fc.constant("'large'"), number, number),
      calls('switch', fc.constantFrom('i', 'n'), fc.constant('1'), number, fc.constant('10.00'), number, number),
      calls('if', boolean, number, number),
      calls('coalesce', number, number),
      calls('min', number, number, number),
      calls('max', number, number),
      calls('sum', number, number, number),
      calls('clamp', number, fc.constant('0'), fc.constantFrom('m', '10')),
      calls('prorate', number, number, fc.constantFrom('m', 'n', '7')),
      calls('percent', number, number),
      calls('floor', number),
      calls('ceil', number),
      calls('abs', number),
      calls('tier', number, fc.constant('steps')),
      calls('lookup', size, fc.constant('prices')),
      calls('hours_between', time, time),
      calls('days_between', fc.constantFrom('at', 'day'), fc.constantFrom('now', 'until')),
      calls('calendar_days_between', time, time),
      calls('months_between', time, time),
      calls('working_days_between', time, time),
      calls('day_of_week', time),
      calls('hour_of_day', time),
      calls('day_of_month', time),
      calls('days_in_month', time),
    ),
    boolean: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'formula' },
      fc.constantFrom('a', 'b', 'late', 'there', 'condition(fine)', 'condition(brief)', 'true'),
      between('boolean', ['and', 'or'], 'boolean'),
      boolean.map((inner) => `not (${inner})`),
      fc.constantFrom('not a', 'not condition(brief)', 'known(text)', 'not known(share)', 'a == b', 'b != false'),
      between('number', ['==', '!=', '<', '<=', '>', '>='], 'number'),
      fc.tuple(number, fc.constantFrom('in', 'not in')).map(([value, sign]) => `${value} ${sign} [0, 1.0, 2.5]`),
      fc.constantFrom("size in ['small']", "size not in ['small', 'large']", "text in ['x', 'y']", "size == 'small'"),
      text.map((value) => `${value} == 'x'`),
      calls('if', boolean, boolean, boolean),
      calls('is_working_day', time),
      calls('coalesce', boolean, boolean),
      calls('switch', size, fc.constant("'small'"), boolean, boolean),
      fc.tuple(time, fc.constantFrom('<', '>=', '=='), time).map((parts) => parts.join(' ')),
      fc.constantFrom("day > '2026-03-01'", "'2026-03-29T12:00:00Z' <= at", "at < '2026-03-01T00:00:00Z'"),
    ),
    text: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'formula' },
      fc.constantFrom('text', 'text', 'tier(n, words)'),
      calls('switch', fc.constant('i'), fc.constant('1'), text, fc.constant("'x'")),
      calls('if', boolean, text, fc.constant("'y'")),
      calls('coalesce', text, fc.constant("'x'")),
    ),
    time: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'formula' },
      fc.constantFrom('at', 'until', 'now'),
      calls('min', time, time),
      calls('max', time, fc.constantFrom('at', 'until'), time),
      calls('at_hour', time, fc.constantFrom('0', '17.5', '24', 'i')),
      calls('add_hours', time, fc.constantFrom('-36', '0.25', 'i', 'share')),
      calls('add_days', time, fc.constantFrom('1', '-20', 'i')),
      calls('add_months', time, fc.constantFrom('1', '-1', '13')),
      calls('add_working_days', time, fc.constantFrom('0', '3', '-8', 'i')),
    ),
  }
})

const tree = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'tree' },
    formulas.boolean,
    fc.constantFrom<unknown>(
      { fact: 'n', operator: 'lessThan', value: { fact: 'm' } },
      { fact: 'share', operator: 'greaterThanInclusive', value: 1 },
      { fact: 'size', operator: 'notIn', value: ['small'] },
      { condition: 'fine' },
    ),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition

/** A named method as it stands, or a formula that yields one. */
const method = fc.oneof(
  fc.constantFrom('voucher', 'balance_credit'),
  formulas.boolean.map((truth) => `if(${truth}, "voucher", "balance_credit")`),
  fc.constant("switch(size, 'small', 'voucher', 'balance_credit')"),
)
const amounts = fc.oneof(
  fc.constant({}),
  fc.record({ kept: formulas.number }),
  fc.record({ kept: formulas.number, rest: formulas.number }),
)
const refund = fc.oneof(fc.constantFrom('order.charge', 'order.charge * 2', 'order.charge / 3'), formulas.number)
const then = fc.oneof(
  fc.record({ outcome: fc.constant('approve'), refund, method, amounts }),
  fc.record({ outcome: fc.constant('approve'), refund, method, amounts }),
  fc.record({ outcome: fc.constantFrom('deny', 'refill_first', 'approve') }),
  fc.record({ outcome: fc.constant('review'), refund, method, amounts }),
  fc.record({
    outcome: fc.constant('review'),
    refund,
    method,
    review: fc.record({ level: formulas.number.map((limit) => `if(refund > ${limit}, "manager", "agent")`) }),
  }),
)

const rules = fc
  .array(fc.record({ when: tree, then }), { minLength: 1, maxLength: 5 })
  .map((found) => found.map((rule, index) => ({ id: `rule-${index}`, clause: '2', ...rule })))

/** Parts of a policy in which every construct of the language may come. */
export const policyParts = fc.record({
  refunds: rules,
  money: fc.record({
    rounding: fc.constantFrom('half_even', 'half_up', 'half_down', 'up', 'down', 'ceiling', 'floor'),
    scale: fc.constant({ USD: 5 }),
  }),
  time_zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
  working_days: fc.constantFrom<unknown>(
    {},
    { weekdays: ['saturday', 'monday'] },
    { holidays: ['2026-03-30', '2026-04-05', '2026-04-06', '2025-12-25'], known_until: '2026-05-31' },
    {
      weekdays: ['tuesday', 'wednesday', 'thursday'],
      holidays: ['2026-03-31', '2026-03-28'],
      known_until: '2026-12-31',
    },
  ),
  derived: fc.record({
    share: fc.constant('n / m'),
    chosen: fc.constantFrom('if(a, n, coalesce(m, i))', "switch(size, 'small', n, i)", 'if(condition(fine), n, m)'),
    fee: fc.constantFrom("round(m / 3, 2, 'policy')", 'lookup(size, prices)', "switch(text, 'x', 1, 2)"),
    there: fc.constantFrom('known(text) and n > 1', "text in ['x', 'z']", 'not (a or b)'),
  }),
  conditions: fc.record({
    fine: fc.constantFrom<unknown>(
      { any: ['a', { fact: 'n', operator: 'lessThan', value: 1 }] },
      'a and n < m',
      "size != 'large'",
    ),
    brief: fc.constantFrom<unknown>(
      'n > 1 or b',
      { not: 'late' },
      { all: [{ fact: 'share', operator: 'lessThan', value: 1 }, 'b'] },
    ),
  }),
  tables: fc.constant({
    steps: {
      rows: [
        { below: 0, value: 1 },
        { up_to: 1, value: '2.50' },
        { above: 100, value: 3 },
      ],
      otherwise: 0,
    },
    words: { rows: [{ at_least: 1, value: 'x' }], otherwise: 'z' },
    prices: { small: 5, large: '0.125' },
  }),
  subject: fc.record({
    order: fc.constant('order.id'),
    account: fc.constant('account.id'),
    charge: fc.constant('order.charge'),
    cap: fc.constantFrom('order.charge', 'order.charge * 1.5 - 1'),
    currency: fc.constantFrom('order.currency', 'order.currency', 'EUR'),
  }),
  review: fc.constantFrom(
    { levels: ['agent', 'manager'], level: 'if(n > refund, "manager", "agent")' },
    { levels: ['agent', 'manager'], level: 'agent' },
  ),
  more: fc.constantFrom<unknown>('a', "size == 'small' and n > 1", {
    any: ['b', { fact: 'late', operator: 'equal', value: true }],
  }),
})
