import type { CaseResult } from '../policy/cases/case-result.ts'
import { paint } from './terminal.ts'

/** The cases that do not hold, for people: where each stands, and what was expected and came out. */
export function formatFailedCases(file: string, cases: readonly CaseResult[], color: boolean): string {
  return failedCases(cases)
    .map(({ line, column, name, rule, section, differences }) => {
      const place = paint(color, 'bold', `${file}:${line}:${column}`)
      const about = rule === null ? section : `${section}, rule ${rule}`
      const lines = differences.map(
        ({ field, expected, actual }) =>
          `    ${field}: expected ${paint(color, 'green', expected)}, got ${paint(color, 'red', actual)}\n`,
      )
      return `${place} ${paint(color, 'red', 'case fails')} ${name} (${about})\n${lines.join('')}`
    })
    .join('')
}

/** The cases whose differences are not empty. */
export function failedCases(cases: readonly CaseResult[]): readonly CaseResult[] {
  return cases.filter(({ differences }) => differences.length > 0)
}
