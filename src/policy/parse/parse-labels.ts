import { child, type DocumentNode, entriesOf } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { Policy } from '../model/policy.ts'
import { type Languages, readPlainTexts } from './parse-languages.ts'

/** How values of facts, tables and methods are written for people. */
export function parseLabels(root: DocumentNode, languages: Languages, faults: FaultList): Policy['labels'] {
  return new Map(
    entriesOf(child(root, 'labels')).map(([value, entry]) => [value, readPlainTexts(entry.value, languages, faults)]),
  )
}
