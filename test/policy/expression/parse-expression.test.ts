import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { parseExpression } from '../../../src/policy/expression/parse-expression.ts'
import { environment, faultsOf, firstHint, parsed, show } from './formula.ts'

describe('the form of formulas', () => {
  it.each([
    ['1 + 2 * 3 - 4 / 8', '6.5'],
    ['(1 + 2) * 3', '9'],
    ['-2 - -3', '1'],
    ['10 - 4 - 3', '3'],
    ['0.1 + 0.2 == 0.3', 'true'],
    ['1 + 1 < 3 == true', 'true'],
    ['true or false and false', 'true'],
    ["'it\\'s' == \"it's\"", 'true'],
    ['1 < 2 and not 2 < 1 or false', 'true'],
    ['not 1 == 2', 'true'],
    ['not not true', 'true'],
    ['not(true) or true', 'true'],
    ['(not true) == false', 'true'],
    ['not true and false', 'false'],
    ['min((1), ((2)))', '1'],
    ['  max( 1 ,\n 2 )\t', '2'],
    ['123456789012345678901234567890.000000000000000001 * 1', '123456789012345678901234567890.000000000000000001'],
  ])('%s is %s', (source, value) => {
    expect(show(source)).toBe(value)
  })

  it('reads dotted names, also with digits at the beginning of a segment', () => {
    expect(show('not order.2nd_try', { 'order.2nd_try': false })).toBe('true')
  })

  it('lets a fact have the name of a function or a table', () => {
    expect(
      show("tier + lookup(order.status, fees) + if(fees == 'x', 1, 0)", {
        tier: parsedNumber('5'),
        'order.status': 'partial',
        fees: 'x',
      }),
    ).toBe('8')
  })

  it('keeps the source of every part', () => {
    const expression = parsed(' min(order.charge,  (order.remains + 1)) ')
    expect(expression).toMatchObject({
      source: 'min(order.charge,  (order.remains + 1))',
      arguments: [{ source: 'order.charge' }, { source: '(order.remains + 1)' }],
    })
  })

  it('calculates constant parts when it is parsed', () => {
    expect(parsed('round(10 / 3, 2)')).toMatchObject({ kind: 'literal', type: { kind: 'number' } })
    expect(parsed("if(1 < 2, 'a', 'b')")).toMatchObject({ kind: 'literal', value: 'a', type: { values: ['a'] } })
  })

  it('leaves calendar calculations with timestamps to the time zone of the policy', () => {
    expect(parsed("day_of_month('2026-01-31T23:30:00Z')").kind).toBe('call')
    expect(show("day_of_month('2026-01-31T23:30:00Z')")).toBe('1')
  })

  it.each([
    ['', 'formula_empty@0'],
    [' \n', 'formula_empty@0'],
    ['1 +', 'formula_syntax@3'],
    ['(1', 'formula_syntax@2'],
    ['1)', 'formula_syntax@1'],
    ['()', 'formula_construct@0'],
    ["'abc", 'formula_syntax@4'],
    ['1 2', 'formula_construct@0'],
    ['1; 2', 'formula_construct@0'],
    ['1;', 'formula_syntax@1'],
    ['1,', 'formula_syntax@1'],
    ['(1,)', 'formula_syntax@2'],
    ['(1, 2)', 'formula_construct@0'],
    ['min(1 2)', 'formula_syntax@6'],
    ['min(1,)', 'formula_syntax@7'],
    ['min(,1)', 'formula_syntax@5'],
    ['order.charge = 1', 'formula_syntax@13'],
    ['!account.trusted', 'formula_syntax@0'],
    ['account.trusted && true', 'formula_syntax@16'],
    ['1 === 1', 'formula_syntax@4'],
    ['2 % 2', 'formula_syntax@2'],
    ['2 ** 2', 'formula_syntax@3'],
    ['+1', 'formula_syntax@0'],
    ['~1', 'formula_syntax@0'],
    ['`x`', 'formula_syntax@0'],
    ['1 // one', 'formula_syntax@3'],
    ['account.trusted ? 1 : 2', 'formula_construct@0'],
    ['[1, 2]', 'formula_construct@0'],
    ["order['charge']", 'formula_construct@0'],
    ['order .charge', 'formula_construct@0'],
    ['order?.charge', 'formula_construct@0'],
    ['(order).charge', 'formula_construct@0'],
    ["'x'.length", 'formula_construct@0'],
    ['min(1)(2)', 'formula_construct@0'],
    ['(min)(1, 2)', 'formula_syntax@0'],
    ['order.', 'formula_syntax@0'],
    ['order..charge', 'formula_syntax@0'],
    ['.5', 'formula_syntax@0'],
    ['5.', 'formula_syntax@0'],
    ['1e5', 'formula_number@0'],
    ['007', 'formula_number@0'],
    [`1${'0'.repeat(80)}`, 'formula_number@0'],
    ['not', 'formula_syntax@0'],
    ['and true', 'formula_syntax@0'],
    ['true or', 'formula_syntax@5'],
    ['true not false', 'formula_syntax@4'],
    ['true == not false', 'formula_syntax@8'],
    ['this', 'formula_unknown_name@0'],
    ['null', 'formula_unknown_name@0'],
    ['constructor', 'formula_unknown_name@0'],
    ['__proto__.x', 'formula_unknown_name@0'],
    ['toString()', 'formula_unknown_function@0'],
    ['constructor(1)', 'formula_unknown_function@0'],
    ['order.charge.valueOf()', 'formula_unknown_function@0'],
    ['add(1, 2)', 'formula_unknown_function@0'],
    ['éa', 'formula_unknown_name@0'],
    ['refund', 'formula_unknown_name@0'],
  ])('refuses %j with %s', (source, fault) => {
    expect(faultsOf(source)).toEqual([fault])
  })

  it('knows now and refund only where they are given', () => {
    const withRefund = { ...environment, given: new Set(['refund'] as const) }
    expect(faultsOf('refund > 100', withRefund)).toEqual([])
    expect(faultsOf('days_between(order.placed_at, now)', withRefund)).toEqual(['formula_unknown_name@30'])
  })

  it('reports all faults of a formula at once, in the order of the text', () => {
    expect(faultsOf("ordre.charge + mni(1, oops) + if(1, 'x', 2) + lookup(order.status, nowhere)")).toEqual([
      'formula_unknown_name@0',
      'formula_unknown_function@15',
      'formula_unknown_name@22',
      'formula_type@33',
      'formula_type@36',
      'formula_unknown_table@67',
    ])
  })

  it.each([
    ['ordre.charge', 'Did you mean order.charge?'],
    ['prorat(1, 2, 3)', 'Did you mean prorate()?'],
    ['lookup(order.status, feees)', 'Did you mean fees?'],
    ["order.status == 'partail'", "Did you mean 'partial'? It can be: pending, partial, canceled."],
    [
      "round(1, 2, 'half_evn')",
      "Did you mean 'half_even'? Write one in quotes: policy, half_even, half_up, half_down, up, down, ceiling, floor.",
    ],
    ['seasons', 'A table is read with tier() or lookup().'],
    ['1 = 1', 'To compare, write ==.'],
    ['multiply(1, 2)', 'Write * between the values.'],
  ])('%s: %s', (source, hint) => {
    expect(firstHint(source)).toBe(hint)
  })
})

describe('hostile formulas', () => {
  it.each([
    ['10,000 opening brackets', '('.repeat(10_000), 'formula_too_long@0'],
    ['3,900 opening brackets', '('.repeat(3_900), 'formula_too_complex@64'],
    ['3,000 minus signs', `${'-'.repeat(3_000)}1`, 'formula_too_complex@64'],
    ['nested calls', 'abs('.repeat(900), 'formula_too_complex@256'],
    ['a chain of not', `${'not '.repeat(900)}true`, 'formula_too_complex@2000'],
    ['a long sum', `${'1+'.repeat(1_900)}1`, 'formula_too_complex@1000'],
    ['many arguments', `min(${'1,'.repeat(1_900)}1)`, 'formula_too_complex@1002'],
    ['opening lists', '['.repeat(3_900), 'formula_too_complex@64'],
    [
      'a number that grows out of bounds',
      `9${'0'.repeat(79)}${` * 9${'0'.repeat(79)}`.repeat(4)}`,
      'formula_calculation@0',
    ],
  ])('%s are a fault, not a crash', (_, source, fault) => {
    expect(faultsOf(source)).toEqual([fault])
  })

  it('allows what people write: sums of 200 parts, 60 brackets', () => {
    expect(show(`${'1+'.repeat(199)}1`)).toBe('200')
    expect(show(`${'('.repeat(60)}1${')'.repeat(60)}`)).toBe('1')
  })

  it('never throws, whatever the text', () => {
    const words =
      `' " ( ) [ ] , . ; ? : - + * / == < = ! \\ $ é \u0000 { # not and or true if min known tier lookup round
      order.charge order.status now 1 0 0.5 1e9 'partial' '2026-01-31' fees edges add_months`.split(/\s+/)
    const piece = fc.constantFrom(...words, ' ')
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(' ')),
      fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (source) => {
        const result = parseExpression(source, environment)
        if (result.ok) show(source)
        else expect(result.faults.every(({ offset }) => offset >= 0 && offset <= source.length)).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })
})

function parsedNumber(text: string) {
  const expression = parsed(text)
  if (expression.kind !== 'literal') throw new Error('not a literal')
  return expression.value
}
