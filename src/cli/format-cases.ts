import type { CaseAnswer } from '../policy/cases/case-answer.ts'
import type { CaseResult } from '../policy/cases/case-result.ts'
import { writtenPlace } from './format-diagnostics.ts'
import type { PolicySource } from './read-policy.ts'
import { paint } from './terminal.ts'

/** The cases that do not hold, for people: where each stands, and what was expected and came out. */
export function formatFailedCases(
  source: Pick<PolicySource, 'placeOf'>,
  cases: readonly CaseResult[],
  color: boolean,
): string {
  return failedCases(cases)
    .map(({ line, column, name, rule, section, differences, decided }) => {
      const place = paint(color, 'bold', writtenPlace(source, { line, column }))
      const about = rule === null ? section : `${section}, rule ${rule}`
      const lines = differences.map(
        ({ field, expected, actual }) =>
          `    ${field}: expected ${paint(color, 'green', expected)}, got ${paint(color, 'red', actual)}\n`,
      )
      return `${place} ${paint(color, 'red', 'case fails')} ${name} (${about})\n${lines.join('')}${decided === null ? '' : formatAnswer(decided)}`
    })
    .join('')
}

/** What was decided, and why: the rules tried, what was missing or failed, and the formula with its numbers. */
function formatAnswer({ outcome, label, refund, rule, reason, why }: CaseAnswer): string {
  const decided = [
    label === null ? outcome : `${label} (${outcome})`,
    refund === null ? null : `refund ${refund}`,
    rule === null ? 'no rule' : `rule ${rule}`,
    `reason ${reason}`,
  ]
  const tried = why.rules.map((one) => `${one.rule} ${String(one.result)}`)
  const inputs = Object.entries(why.refund?.inputs ?? {}).map(
    ([name, value]) => `${name} = ${String(value ?? 'unknown')}`,
  )
  const lines: (readonly [string, readonly (string | null)[]])[] = [
    ['decided', decided],
    ['missing facts', why.missing_facts],
    ['calculation fault', [why.fault]],
    ['rules tried', tried],
    ['refund', [why.refund && `${why.refund.formula} = ${String(why.refund.exact ?? 'unknown')}`]],
    ['with', inputs],
  ]
  return lines
    .map(([title, parts]) => [title, parts.filter((part) => part !== null)] as const)
    .flatMap(([title, parts]) => (parts.length === 0 ? [] : [`    ${title}: ${parts.join(', ')}\n`]))
    .join('')
}

/** The cases whose differences are not empty. */
export function failedCases(cases: readonly CaseResult[]): readonly CaseResult[] {
  return cases.filter(({ differences }) => differences.length > 0)
}
