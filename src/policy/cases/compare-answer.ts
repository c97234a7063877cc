import { Rational } from '../../money/rational.ts'
import type { CaseExpectation, ExpectedAction } from '../model/case.ts'
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
    ...actionDifferences(expected, answer),
  ]
}

function outcomeDifferences({ outcome }: CaseExpectation, answer: CaseAnswer): readonly Difference[] {
  if (outcome === undefined || outcome === answer.outcome || outcome === answer.label) return []
  const actual = answer.label === null ? answer.outcome : `${answer.label} (${answer.outcome})`
  return [{ field: 'outcome', expected: outcome, actual }]
}

function nameDifferences(expected: CaseExpectation, answer: CaseAnswer): readonly Difference[] {
  const found: Difference[] = []
  for (const field of ['reason', 'rule', 'clause', 'method', 'label', 'level'] as const) {
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
    ...refundDifference(expected.refund, answer.refund),
    ...(['proposed', 'capped_from'] as const).flatMap((field) => optionalAmountDifference(field, expected, answer)),
    ...wanted.flatMap(([name, amount]) => amountDifference(`amounts.${name}`, amount, named(answer.amounts, name))),
  ]
}

function refundDifference(wanted: string | null | undefined, actual: string | null): readonly Difference[] {
  if (wanted === undefined) return []
  const isNone = actual === null || Rational.parse(actual)?.sign() === 0
  if (wanted !== null) return amountDifference('refund', wanted, actual ?? '0')
  return isNone ? [] : [{ field: 'refund', expected: 'none', actual }]
}

function named(amounts: CaseAnswer['amounts'], name: string): string | null {
  return Object.hasOwn(amounts, name) ? (amounts[name] ?? null) : null
}

function optionalAmountDifference(
  field: 'proposed' | 'capped_from',
  expected: CaseExpectation,
  answer: CaseAnswer,
): readonly Difference[] {
  const [wanted, actual] = [expected[field], answer[field]]
  if (wanted === undefined) return []
  if (wanted !== null) return amountDifference(field, wanted, actual)
  return actual === null ? [] : [{ field, expected: 'none', actual }]
}

function actionDifferences({ actions }: CaseExpectation, answer: CaseAnswer): readonly Difference[] {
  if (actions === undefined) return []
  const isMet =
    actions.length === answer.actions.length &&
    actions.every((wanted, index) => isExpected(wanted, answer.actions[index]))
  return isMet ? [] : [{ field: 'actions', expected: shown(actions), actual: shown(answer.actions) }]
}

function isExpected(wanted: ExpectedAction, given: CaseAnswer['actions'][number] | undefined): boolean {
  return (
    given?.name === wanted.name &&
    Object.entries(wanted.parameters).every(
      ([name, value]) => Object.hasOwn(given.parameters, name) && isSameValue(value, given.parameters[name]),
    )
  )
}

/** Numbers by their value: 5 is 5.00. */
function isSameValue(wanted: string | boolean, given: string | boolean | undefined): boolean {
  if (wanted === given) return true
  if (typeof wanted !== 'string' || typeof given !== 'string') return false
  const [left, right] = [Rational.parse(wanted), Rational.parse(given)]
  return left !== undefined && right !== undefined && left.equals(right)
}

function shown(actions: readonly ExpectedAction[]): string {
  const one = ({ name, parameters }: ExpectedAction) =>
    Object.keys(parameters).length === 0 ? name : `${name} ${JSON.stringify(parameters)}`
  return actions.length === 0 ? 'none' : actions.map(one).join(', ')
}

function amountDifference(field: string, expected: string, actual: string | null): readonly Difference[] {
  const [wanted, given] = [Rational.parse(expected), Rational.parse(actual ?? '')]
  if (wanted !== undefined && given !== undefined && wanted.equals(given)) return []
  return [
    { field, expected: wanted === undefined ? `${expected} (not a decimal)` : expected, actual: actual ?? 'none' },
  ]
}
