import { child, type DocumentNode, entriesOf } from '../document/document-node.ts'
import { type Fault, type FaultList, keyPlace, quote } from '../document/fault-list.ts'
import type { Policy } from '../model/policy.ts'
import { wordsIn } from './words-in.ts'

/** Warns of a constant that nothing outside of `constants` names. */
export function lintUnusedConstants({ constants }: Policy, root: DocumentNode, faults: FaultList): void {
  const map = child(root, 'constants')
  if (map === undefined || constants.size === 0) return
  const named = new Set(entriesOf(root).flatMap(([key, { value }]) => (key === 'constants' ? [] : wordsIn(value))))
  for (const [name, entry] of entriesOf(map)) {
    if (named.has(name)) continue
    const fault: Fault = {
      code: 'unused_constant',
      message: `Nothing mentions the constant ${quote(name)}.`,
      hint: 'Remove it, or use it.',
    }
    faults.add(keyPlace(map, name, entry), fault, 'warning')
  }
}
