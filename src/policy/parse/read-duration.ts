import { parseDuration } from '../../time/durations.ts'
import { type DocumentNode, textOf } from '../document/document-node.ts'
import { type FaultList, quote } from '../document/fault-list.ts'

/** Milliseconds; null where the key is left out or has a fault. */
export function readDuration(node: DocumentNode | undefined, faults: FaultList): number | null {
  const text = textOf(node)
  if (node === undefined || text === undefined) return null
  const milliseconds = parseDuration(text)
  if (milliseconds === undefined) tellDuration(node, faults)
  return milliseconds ?? null
}

/** Tells a text that is no duration; what is no text is told by the form. */
export function tellDuration(node: DocumentNode, faults: FaultList): void {
  if (node.kind !== 'scalar' || node.type !== 'text') return
  faults.add(node, {
    code: 'wrong_duration',
    message: `${quote(node.text)} is not a duration.`,
    hint: 'Write a whole number and min, h, days or weeks: 90 min, 24 h, 30 days. At most 100 years.',
  })
}
