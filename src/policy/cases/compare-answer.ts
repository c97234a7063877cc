import { Rational } from '../../money/rational.ts'
import type { CaseExpectation } from '../model/case.ts'
import type { CaseAnswer } from './case-answer.ts'
import type { CaseResult } from './case-result.ts'

type Difference = CaseResult['differences'][number]

/**
 * Where an answer differs from what a case expects; what the case does not name is not compared.
 * Amounts are compared by value, no refund being one of 0; `null` expects none.
 */
export function compareAnswer(expected: CaseExpectation, answer: CaseAnswer): readonly Difference[] {
  return [
    ...outcomeDifferences(expected, answer),
    ...nameDifferences(expected, answer),
    ...amountDifferences(expected, answer),
  ]
}

function outcomeDifferences({ outcome }: CaseExpectation, answer: CaseAnswer): readonly Difference[] {
  if (outcome === undefined || outcome === answer.outcome || outcome === answer.label) return []
  const actual = answer.label === null ? answer.outcome : `${answer.label} (${answer.outcome})`
  return [{ field: 'outcome', expected: outcome, actual }]
}

function nameDifferences(expected: CaseExpectation, answer: CaseAnswer): readonly Difference[] {
  const found: Difference[] = []
  for (const field of ['reason', 'rule', 'clause', 'method'] as const) {
    const wanted = expected[field]
    if (wanted !== undefined && wanted !== answer[field]) {
      found.push({ field, expected: wanted ?? 'none', actual: answer[field] ?? 'none' })
    }
  }
  if (expected.not_rule !== undefined && expected.not_rule === answer.rule) {
    found.push({ field: 'not_rule', expected: `any rule but ${expected.not_rule}`, actual: answer.rule })
  }
  return found
}

function amountDifferences(expected: CaseExpectation, answer: CaseAnswer): readonly Difference[] {
  const wanted = Object.entries(expected.amounts ?? {})
  return [
    ...(expected.refund === undefined ? [] : amountDifference('refund', expected.refund, answer.refund ?? '0')),
    ...wanted.flatMap(([name, amount]) => amountDifference(`amounts.${name}`, amount, named(answer.amounts, name))),
  ]
}

function named(amounts: CaseAnswer['amounts'], name: string): string | null {
  return Object.hasOwn(amounts, name) ? (amounts[name] ?? null) : null
}

function amountDifference(field: string, expected: string, actual: string | null): readonly Difference[] {
  const [wanted, given] = [Rational.parse(expected), Rational.parse(actual ?? '')]
  if (wanted !== undefined && given !== undefined && wanted.equals(given)) return []
  return [
    { field, expected: wanted === undefined ? `${expected} (not a decimal)` : expected, actual: actual ?? 'none' },
  ]
}
