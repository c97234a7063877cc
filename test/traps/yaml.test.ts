import { expect, it } from '@jest/globals'
import { parsePolicy } from '../../src/policy/parse/parse-policy.ts'
import { policyText, withFacts } from '../policy/parse/policy-text.ts'

it('no, yes, on, off, y and n are texts, as are 1_000 and 12:30:00', () => {
  const words = 'no, yes, on, off, y, n, 1_000, 12:30:00'
  const { policy, diagnostics } = parsePolicy(
    policyText(withFacts(`  answer: { type: enum, values: [${words}], default: no }\n`)),
  )
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(policy?.facts.get('answer')).toMatchObject({ values: words.split(', '), defaultValue: 'no' })
})

it.each([
  ['a limit', { more: 'limits: [{ per: day, currency: EUR, amount: 9007199254740993 }]\n' }],
  ['a default', withFacts('  big: { type: integer, default: 9007199254740993 }\n')],
  ['a refund', { default: 'default: { outcome: approve, refund: 9007199254740993 }\n' }],
  ['a cell', { tables: 'tables: { t: { a: 9007199254740993 } }\n' }],
  ['an edge', { tables: 'tables: { t: [{ up_to: 9007199254740993, value: 1 }, { otherwise: 2 }] }\n' }],
  ['the refund of a case', { cases: 'cases: [{ name: one, expect: { refund: 9007199254740993 } }]\n' }],
  [
    'a fact of a case',
    { cases: 'cases: [{ name: one, facts: { order: { remains: 9007199254740993 } }, expect: { outcome: deny } }]\n' },
  ],
])('a bare integer that readers of YAML would round is never rounded, but refused: %s', (_, changes) => {
  const { policy, diagnostics } = parsePolicy(policyText(changes))
  expect(policy).toBeNull()
  expect(diagnostics.map(({ code }) => code)).toContain('number_too_precise')
})

it('the same integer in quotes is kept to the digit', () => {
  const { policy } = parsePolicy(policyText(withFacts('  big: { type: integer, default: "9007199254740993" }\n')))
  expect(String(policy?.facts.get('big')?.defaultValue)).toBe('9007199254740993')
})
