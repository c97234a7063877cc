// oxlint-disable unicorn/no-thenable -- the key of a rule
import { describe, expect, it } from '@jest/globals'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import { createReferenceEvaluator } from '../../../src/policy/evaluate/with-json-rules-engine.ts'
import { rule } from '../../contract/evaluator-run.ts'

describe.each([
  ['compiled', createCompiledEvaluator],
  ['reference', createReferenceEvaluator],
])('formulas in the %s evaluator', (_, create) => {
  const shown = async (formula: string, given: Record<string, unknown>, parts: Record<string, unknown> = {}) => {
    const refunds = [{ id: 'only', clause: '2', then: { outcome: 'deny', message: '{shown}' } }]
    const { message } = await rule(create, { refunds, derived: { shown: formula }, ...parts }, given)
    const value = message.values.get('shown') ?? 'unknown'
    return typeof value === 'number' ? new Date(value).toISOString() : String(value)
  }

  it.each([
    ['calendar_days_between(at, until)', '1', '2'],
    ['day_of_month(until)', '29', '30'],
    ['days_in_month(add_days(until, 2))', '31', '30'],
    ['add_days(at, 1)', '2026-03-29T12:00:00.000Z', '2026-03-29T11:00:00.000Z'],
    ['add_months(at, -1)', '2026-02-28T12:00:00.000Z', '2026-02-28T12:00:00.000Z'],
    ['hours_between(day, at)', '12', '13'],
    ['days_between(at, until)', '205/144', '205/144'],
  ])(
    '%s follows the time zone of the policy, UTC where it names none, daylight saving included',
    async (formula, inUtc, inBerlin) => {
      const given = { at: '2026-03-28T12:00:00Z', until: '2026-03-29T22:10:00Z', day: '2026-03-28' }
      expect(await shown(formula, given)).toBe(inUtc)
      expect(await shown(formula, given, { time_zone: 'Europe/Berlin' })).toBe(inBerlin)
    },
  )

  it.each([
    ['sum(n, m, i, 0.1)', '6.6'],
    ['sum(n)', '1.5'],
    ['min(n, m, i)', '1.5'],
    ['max(n, m, i)', '3'],
  ])('%s takes any number of arguments', async (formula, result) => {
    expect(await shown(formula, { n: '1.5', m: '2', i: 3 })).toBe(result)
  })

  it.each([
    ["size == 'large'", 'true'],
    ["size != 'large'", 'false'],
    ["text == 'large'", 'false'],
    ['text == size', 'false'],
  ])('strings and enums are compared with quoted literals and with each other: %s', async (formula, result) => {
    expect(await shown(formula, { size: 'large', text: 'Large' })).toBe(result)
  })

  it('lookup takes two keys, and its cells may be text, numbers and money', async () => {
    const tables = {
      words: { keys: 2, rows: { small: { true: 'little', false: 'less' } }, otherwise: 'much' },
      fees: { small: '0.10', large: 2 },
    }
    const given = { size: 'small', a: false }
    expect(await shown('lookup(size, a, words)', given, { tables })).toBe('less')
    expect(await shown('lookup(size, a, words)', { ...given, size: 'large' }, { tables })).toBe('much')
    expect(await shown('lookup(size, fees) * 3', given, { tables })).toBe('0.3')
  })

  it('a table is unknown where a key is, and so is what reads it', async () => {
    const tables = { fees: { small: 1, large: 2 } }
    expect(await shown('lookup(size, fees) + 1', {}, { tables })).toBe('unknown')
  })
})
