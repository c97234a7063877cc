import type { ChangedClass, PolicyComparison } from '../policy/analysis/comparison.ts'
import type { Finding } from '../policy/analysis/finding.ts'
import { decisionText, findingExample, orderText } from '../policy/analysis/finding-example.ts'
import { paint } from './terminal.ts'

/** Findings for people: place, severity and code, what is found, an order that shows it, and how to mend it. */
export function formatFindings(file: string, findings: readonly Finding[], color: boolean): string {
  return findings
    .map((finding) => {
      const { line, column, severity, code, message, hint, because } = finding
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

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The differences of two versions for people, each with an order, and whether there are others. */
export function formatComparison({ classes, nothing_else, because }: PolicyComparison, color: boolean): string {
  const lines = classes.map((one) => `${classTitle(one, color)}\n${below(classLines(one), color)}`)
  const total = classes.length === 0 ? 'no order is decided differently' : 'nothing else changes'
  const end =
    nothing_else === 'proved'
      ? `proved: ${total}`
      : `not decided whether ${total}${because === null ? '' : `: ${because}`}`
  return `${lines.join('')}${end}\n`
}

function classTitle({ section, from, to, amount }: ChangedClass, color: boolean): string {
  const rules = `${from ?? 'nobody'} -> ${to ?? 'nobody'}`
  const change = section === 'disputes' || amount === 'same' ? '' : `, amount ${amount}`
  return paint(color, 'bold', `${section}: ${rules}${change}`)
}

function classLines({ example, because, largest }: ChangedClass): readonly (string | null)[] {
  return [
    because === null ? null : `may occur: ${because}`,
    example === null
      ? null
      : `${orderText(example)} -> ${decisionText(example.before)}; then ${decisionText(example.after)}`,
    largest === null
      ? null
      : `of ${largest.of_charge} paid at most ${largest.at_most}, and as much as ${largest.at_least}`,
  ]
}

function below(lines: readonly (string | null)[], color: boolean): string {
  return lines
    .filter((line) => line !== null && line !== '')
    .map((line) => `${paint(color, 'dim', `    ${line}`)}\n`)
    .join('')
}
