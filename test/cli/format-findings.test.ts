import { expect, it } from '@jest/globals'
import { formatComparison } from '../../src/cli/format-findings.ts'
import type { PolicyComparison } from '../../src/policy/analysis/comparison.ts'

const undecided: PolicyComparison = {
  classes: [],
  open: [
    { section: 'refunds', from: 'early', to: null, amounts: ['up', 'down'] },
    { section: 'disputes', from: null, to: 'late', amounts: ['same'] },
  ],
  nothing_else: 'not_decided',
  because: 'The solver came to no end within its steps.',
  is_partial: false,
}

it('a comparison names what it could not decide, and says whether anything else may be', () => {
  expect(formatComparison(undecided, false)).toBe(
    [
      'refunds: early -> nobody, amount up or down',
      '    may occur: no such order was found',
      'disputes: nobody -> late',
      '    may occur: no such order was found',
      'proved: nothing else changes; but not decided of the last 2 above: The solver came to no end within its steps.',
      '',
    ].join('\n'),
  )
  expect(formatComparison({ ...undecided, open: null, because: 'The time for it was used up.' }, false)).toBe(
    'not decided whether no order is decided differently: The time for it was used up.\n',
  )
})
