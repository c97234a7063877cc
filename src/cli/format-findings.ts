import type { ChangedClass, ComparedExample, OpenTransition, PolicyComparison } from '../policy/analysis/comparison.ts'
import type { Finding } from '../policy/analysis/finding.ts'
import { decisionText, findingExample, orderText } from '../policy/analysis/finding-example.ts'
import { groupFindings } from '../policy/analysis/group-findings.ts'
import { counted } from './counted.ts'
import { paint } from './terminal.ts'

/** Findings for people, by their causes: place, severity and code, what is found, an order that shows it, and how to mend it. */
export function formatFindings(file: string, findings: readonly Finding[], color: boolean): string {
  return groupFindings(findings)
    .map(({ findings: [index = 0], message }) => {
      const finding = findings[index]
      if (finding === undefined) throw new RangeError('a group has a finding')
      const { line, column, severity, code, hint, because } = finding
      const place = paint(color, 'bold', `${file}:${line}:${column}`)
      const kind = paint(color, severity === 'error' ? 'red' : 'yellow', `${severity} ${code}`)
      const told = [because === null ? null : `not decided: ${because}`, findingExample(finding), hint]
      return `${place} ${kind} ${message}\n${below(told, color)}`
    })
    .join('')
}

/** "1 error, 0 warnings, 12 more findings". */
export function countFindings(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length
  const [errors, warnings, others] = [count('error'), count('warning'), count('information')]
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(others, 'other finding')}`
}

/** The differences of two versions for people, each with an order, and whether there are others. */
export function formatComparison(comparison: PolicyComparison, color: boolean): string {
  const { classes, open } = comparison
  const lines = classes.map((one) => `${classTitle(one, color)}\n${below(classLines(one), color)}`)
  const undecided = (open ?? []).map(
    (one) => `${openTitle(one, color)}\n${below(['may occur: no such order was found'], color)}`,
  )
  return `${lines.join('')}${undecided.join('')}${lastLine(comparison)}\n`
}

function lastLine({ classes, open, nothing_else, because }: PolicyComparison): string {
  const total = classes.length === 0 ? 'no order is decided differently' : 'nothing else changes'
  if (nothing_else === 'proved') return `proved: ${total}`
  const reason = because === null ? '' : `: ${because}`
  return open === null || open.length === 0
    ? `not decided whether ${total}${reason}`
    : `proved: nothing else changes; but not decided of the last ${open.length} above${reason}`
}

function classTitle({ section, from, to, amount }: ChangedClass, color: boolean): string {
  const change = section === 'disputes' || amount === 'same' ? '' : `, amount ${amount}`
  return paint(color, 'bold', `${movedTitle({ section, from, to })}${change}`)
}

function openTitle({ section, from, to, amounts }: OpenTransition, color: boolean): string {
  const change = section === 'disputes' ? '' : `, amount ${amounts.join(' or ')}`
  return paint(color, 'bold', `${movedTitle({ section, from, to })}${change}`)
}

function movedTitle({ section, from, to }: Pick<ChangedClass, 'section' | 'from' | 'to'>): string {
  return `${section}: ${from ?? 'nobody'} -> ${to ?? 'nobody'}`
}

function classLines({ example, because, largest }: ChangedClass): readonly (string | null)[] {
  return [
    because === null ? null : `may occur: ${because}`,
    example === null ? null : comparedText(example),
    largest === null
      ? null
      : `of ${largest.of_charge} paid at most ${largest.at_most}${largest.at_least === '0' ? '' : `, and as much as ${largest.at_least}`}`,
  ]
}

function comparedText(example: ComparedExample): string {
  const { before, after, history_after: other } = example
  const past = Object.keys(other).length === 0 ? '' : ` with history ${JSON.stringify(other)}`
  return `${orderText(example)} -> ${decisionText(before)}; then${past} ${decisionText(after)}`
}

function below(lines: readonly (string | null)[], color: boolean): string {
  return lines
    .filter((line) => line !== null && line !== '')
    .map((line) => `${paint(color, 'dim', `    ${line}`)}\n`)
    .join('')
}
