import { booleanOf, child, type DocumentNode } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { FactDeclaration } from '../model/policy.ts'
import { type Languages, readPlainTexts } from './parse-languages.ts'

/** Reads `changeable`: true, or what customers call the fact; undefined where it has a fault, which is added. */
export function parseChangeable(
  node: DocumentNode,
  at: { readonly from: FactDeclaration['from']; readonly faults: FaultList; readonly languages: Languages },
): FactDeclaration['changeable'] | undefined {
  const given = child(node, 'changeable')
  const truth = booleanOf(given)
  if (given === undefined || truth === false) return null
  if (at.from !== 'request') {
    at.faults.add(given, {
      code: 'misplaced_changeable',
      message: 'Only what a request says can be changed by a customer.',
      hint: 'Remove `changeable`, or correct the source of the fact.',
    })
    return undefined
  }
  return truth === true ? new Map() : readPlainTexts(given, at.languages, at.faults)
}
