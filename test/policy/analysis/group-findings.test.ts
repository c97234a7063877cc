import { expect, it } from '@jest/globals'
import type { Finding } from '../../../src/policy/analysis/finding.ts'
import { groupFindings } from '../../../src/policy/analysis/group-findings.ts'

const base: Finding = {
  code: 'order_decides',
  severity: 'information',
  status: 'example',
  section: 'refunds',
  rule: 'a',
  line: 7,
  column: 3,
  message: 'one by one',
  hint: '',
  rules: [],
  facts: [],
  example: null,
  because: null,
}

it('tells one cause once: the pairs of a rule, the facts that it pays without', () => {
  const pair = (rule: string, other: string): Finding => ({ ...base, rule, rules: [other] })
  const unknown = (fact: string): Finding => ({ ...base, code: 'pays_while_unknown', facts: [fact] })
  const findings = [pair('a', 'b'), pair('a', 'c'), pair('b', 'c'), unknown('order.x'), unknown('order.y')]
  expect(groupFindings(findings).map(({ message, findings: places }) => [message, places])).toEqual([
    ['"a" and each of "b", "c" can apply to the same order; that "a" stands above decides.', [0, 1]],
    ['one by one', [2]],
    ['The rule "a" pays while any of order.x, order.y is unknown.', [3, 4]],
  ])
})

it('tells errors, warnings and what is not decided one by one', () => {
  const findings: readonly Finding[] = [
    { ...base, code: 'amount_below_zero', severity: 'error' },
    { ...base, code: 'amount_below_zero', severity: 'error' },
    { ...base, code: 'condition_never_holds', severity: 'warning' },
    { ...base, status: 'not_decided', because: 'time' },
    { ...base, status: 'not_decided', because: 'time' },
  ]
  expect(groupFindings(findings).map((group) => group.findings)).toEqual([[0], [1], [2], [3], [4]])
})
