import { Rational } from '../../money/rational.ts'
import { parseDuration } from '../../time/durations.ts'
import { type DocumentNode, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'
import type { Measure } from '../model/measure.ts'

/** A length of time, and how it is written. */
export interface Duration {
  readonly milliseconds: number
  readonly measure: Measure
}

/** What a duration may be written with beside a number and a unit. */
export interface DurationScope {
  readonly faults: FaultList
  readonly constants: ReadonlyMap<string, Measure>
}

/** A duration as written, or that of a constant; null where the key is left out or has a fault. */
export function readDuration(node: DocumentNode | undefined, { faults, constants }: DurationScope): Duration | null {
  const text = durationText(node, constants)
  if (node === undefined || text === undefined) return null
  const milliseconds = parseDuration(text)
  if (milliseconds !== undefined) return { milliseconds, measure: measureOf(text) }
  tellDuration(node, faults)
  return null
}

/** The text of a duration; for the name of a constant, that of the constant. */
export function durationText(
  node: DocumentNode | undefined,
  constants: ReadonlyMap<string, Measure>,
): string | undefined {
  const text = textOf(node)
  const constant = text === undefined ? undefined : constants.get(text)
  return constant === undefined ? text : `${String(constant.value)} ${constant.unit ?? ''}`
}

/** A duration by its number and its unit. */
function measureOf(text: string): Measure {
  const [, number = '0', unit = ''] = /^(\d+) ?([a-z]+)$/u.exec(text) ?? []
  return { value: Rational.of(number), type: { kind: 'number' }, unit }
}

/** Tells a text that is no duration, and what else may stand there; what is no text is told by the form. */
export function tellDuration(node: DocumentNode, faults: FaultList, also = ''): void {
  if (node.kind !== 'scalar' || node.type !== 'text') return
  faults.add(node, {
    code: 'wrong_duration',
    message: `${quote(node.text)} is not a duration.`,
    hint: `Write a whole number and min, h, days or weeks: 90 min, 24 h, 30 days. At most 100 years.${also}`,
  })
}
