import { describe, expect, it } from '@jest/globals'
import type { CreateEvaluator } from '../../src/policy/evaluate/evaluator.ts'
import { is, truth } from './evaluator-run.ts'

const leaf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value })
const no = is('late', true)
const yes = is('late', false)
const unknownA = is('a', true)
const unknownB = is('b', true)

/** What policy-language says of conditions. */
export function conditionContract(create: CreateEvaluator): void {
  describe('operators by type', () => {
    it.each<[string, unknown, Record<string, unknown>, boolean]>([
      ['decimals exactly: "10.00" equals "10"', leaf('n', 'equal', '10'), { n: '10.00' }, true],
      ['decimals exactly: "10.00" is in a list with "10"', leaf('n', 'in', ['9', '10']), { n: '10.00' }, true],
      ['decimals exactly: "0.00" is not notIn a list with "0"', leaf('n', 'notIn', ['0']), { n: '0.00' }, false],
      ['decimals exactly: "10.00" is greater than "9"', leaf('n', 'greaterThan', '9'), { n: '10.00' }, true],
      ['decimals exactly: "10.00" is not less than "5.00"', leaf('n', 'lessThan', '5.00'), { n: '10.00' }, false],
      ['decimals never go through a float', leaf('n', 'equal', '0.10000000000000000001'), { n: '0.1' }, false],
      ['notEqual of decimals', leaf('n', 'notEqual', '10'), { n: '10.00' }, false],
      ['integers', leaf('i', 'lessThanInclusive', 3), { i: 3 }, true],
      [
        'integers beyond what a float can hold',
        leaf('i', 'greaterThan', '9007199254740992'),
        { i: '9007199254740993' },
        true,
      ],
      ['lessThan is strict', leaf('i', 'lessThan', 3), { i: 3 }, false],
      ['greaterThan is strict', leaf('i', 'greaterThan', 3), { i: 3 }, false],
      ['greaterThanInclusive is not', leaf('i', 'greaterThanInclusive', 3), { i: 3 }, true],
      ['text is compared to the letter', leaf('text', 'equal', 'Ab'), { text: 'ab' }, false],
      ['in is no search within text', leaf('text', 'in', ['xabcx']), { text: 'abc' }, false],
      ['notEqual of text', leaf('text', 'notEqual', 'a'), { text: 'b' }, true],
      ['enums', leaf('size', 'in', ['small', 'large']), { size: 'large' }, true],
      ['notIn of enums', leaf('size', 'notIn', ['small']), { size: 'large' }, true],
      ['booleans', leaf('a', 'equal', false), { a: false }, true],
      ['notEqual of booleans', leaf('a', 'notEqual', false), { a: false }, false],
      [
        'timestamps as instants, whatever their offset',
        leaf('at', 'equal', '2026-03-01T00:00:00Z'),
        { at: '2026-03-01T01:00:00+01:00' },
        true,
      ],
      ['timestamps by time', leaf('at', 'greaterThan', '2026-03-01T00:00:00Z'), { at: '2026-02-28T23:59:59Z' }, false],
      ['dates by day', leaf('day', 'lessThan', '2026-10-01'), { day: '2026-09-30' }, true],
    ])('compares %s', async (_, when, given, expected) => {
      expect(await truth(create, { when }, given)).toBe(expected)
    })

    it('compares a fact with another fact', async () => {
      const when = leaf('n', 'greaterThan', { fact: 'm' })
      expect(await truth(create, { when }, { n: '10.00', m: '9' })).toBe(true)
      expect(await truth(create, { when }, { n: '9', m: '9.0' })).toBe(false)
    })

    it('compares a derived value, which may be the operand or the value', async () => {
      const derived = { twice: 'n * 2' }
      expect(await truth(create, { when: leaf('twice', 'equal', 3), derived }, { n: '1.5' })).toBe(true)
      expect(await truth(create, { when: leaf('m', 'equal', { fact: 'twice' }), derived }, { n: '1.5', m: '3' })).toBe(
        true,
      )
    })
  })

  describe('all, any, not and named conditions', () => {
    it.each<[string, unknown, boolean]>([
      ['all is true where every part is', { all: [yes, yes] }, true],
      ['all is false where one part is', { all: [yes, no] }, false],
      ['any is true where one part is', { any: [no, yes] }, true],
      ['any is false where none is', { any: [no, no] }, false],
      ['not turns round', { not: no }, true],
      ['not of all', { not: { all: [yes, no] } }, true],
      ['not of any', { not: { any: [yes, no] } }, false],
      ['not of not', { not: { not: yes } }, true],
      ['a single leaf may stand alone', yes, true],
      ['a named condition stands for what it names', { condition: 'never' }, false],
      ['a named condition may be negated', { not: { condition: 'never' } }, true],
    ])('%s', async (_, when, expected) => {
      expect(await truth(create, { when, conditions: { never: no } }, {})).toBe(expected)
    })

    it('no `when` means always', async () => {
      expect(await truth(create, { when: undefined }, {})).toBe(true)
    })
  })

  describe('unknown is a third value', () => {
    it.each<[string, unknown, boolean | readonly string[]]>([
      ['a leaf over an unknown fact is unknown', unknownA, ['a']],
      ['so is its opposite', { fact: 'a', operator: 'notEqual', value: true }, ['a']],
      ['and a list that an unknown fact is not in', { fact: 'text', operator: 'notIn', value: ['x'] }, ['text']],
      ['an unknown value compared with makes it unknown', leaf('n', 'equal', { fact: 'm' }), ['m', 'n']],
      ['an unknown fact does not equal itself', leaf('n', 'equal', { fact: 'n' }), ['n']],
      ['false decides an all', { all: [unknownA, no] }, false],
      ['true decides an any', { any: [unknownA, yes] }, true],
      ['an all that nothing decides is unknown', { all: [unknownA, yes, unknownB] }, ['a', 'b']],
      ['an any that nothing decides is unknown', { any: [unknownB, no, unknownA] }, ['a', 'b']],
      ['not unknown is unknown', { not: unknownA }, ['a']],
      ['not of an undecided all is unknown', { not: { all: [unknownA, yes] } }, ['a']],
      ['not of an all that false decides is true', { not: { all: [unknownA, no] } }, true],
      ['not of an any that true decides is false', { not: { any: [unknownA, yes] } }, false],
      ['what is decided within asks for nothing', { all: [{ any: [unknownA, yes] }, unknownB] }, ['b']],
      ['a tautology over an unknown fact stays unknown', { any: [unknownA, { not: unknownA }] }, ['a']],
      ['a named condition can be unknown', { not: { condition: 'maybe' } }, ['a']],
    ])('%s', async (_, when, expected) => {
      expect(await truth(create, { when, conditions: { maybe: unknownA } }, {})).toEqual(expected)
    })

    it('a derived value is unknown for the reasons of the facts it reads', async () => {
      const derived = { twice: 'n * 2', more: 'twice + m' }
      expect(await truth(create, { when: leaf('more', 'greaterThan', 0), derived }, {})).toEqual(['m', 'n'])
    })

    it('a false fact is known', async () => {
      expect(await truth(create, { when: { not: unknownA } }, { a: false })).toBe(true)
    })
  })

  describe('a calculation fault inside a condition counts as unknown', () => {
    const derived = { share: 'm / n' }
    const faulty = leaf('share', 'greaterThan', 1)

    it('and is the reason where it matters', async () => {
      expect(await truth(create, { when: faulty, derived }, { n: '0', m: '1' })).toEqual(['fault'])
      expect(await truth(create, { when: { not: faulty }, derived }, { n: '0', m: '1' })).toEqual(['fault'])
    })

    it('also beside an absent fact, which is listed', async () => {
      expect(await truth(create, { when: { all: [faulty, unknownA] }, derived }, { n: '0', m: '1' })).toEqual([
        'fault',
        'a',
      ])
    })

    it('and changes nothing where it does not matter', async () => {
      expect(await truth(create, { when: { any: [faulty, yes] }, derived }, { n: '0', m: '1' })).toBe(true)
      expect(await truth(create, { when: { all: [faulty, no] }, derived }, { n: '0', m: '1' })).toBe(false)
    })
  })
}
