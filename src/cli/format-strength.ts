import type { CaseStrength, Survivor } from '../policy/mutation/mutate-policy.ts'
import { formatTable } from './format-table.ts'
import type { PolicySource } from './read-policy.ts'
import { paint } from './terminal.ts'

/** How strong the cases of a policy are, for people: by part, what is not noticed, and cases to paste. */
export function formatStrength(source: PolicySource, strength: CaseStrength, color: boolean): string {
  const { parts, survivors, mutants, killed, score } = strength
  const weak = parts.filter((part) => part.killed < part.mutants)
  const rows = [
    ['part', 'faults', 'noticed'],
    ...weak.map((part) => [part.part, String(part.mutants), String(part.killed)]),
  ]
  const found = survivors.map((survivor) => formatSurvivor(source, survivor, color))
  return [
    ...(weak.length === 0 ? [] : [formatTable(rows), '\n']),
    ...found,
    `${source.name}: ${killed} of ${mutants} faults are noticed (${score} percent)\n`,
  ].join('')
}

function formatSurvivor(source: PolicySource, { part, line, change, case: offered }: Survivor, color: boolean): string {
  const place = paint(color, 'bold', placeOf(source, line))
  const told = `${place} ${paint(color, 'yellow', 'not noticed')} ${part}: ${change}\n`
  if (offered === null) {
    return `${told}${paint(color, 'dim', '    no order was found that this decides otherwise')}\n`
  }
  const where = offered.beside === null ? 'the cases at the end' : `the cases of ${offered.beside}`
  return `${told}    a case that would notice it, for ${where}, if the answer is what you want:\n${indented(offered.yaml)}`
}

function placeOf(source: PolicySource, line: number | null): string {
  if (line === null) return source.name
  const place = source.placeOf(line)
  return `${place.file}:${place.line}`
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, '      ')
}
