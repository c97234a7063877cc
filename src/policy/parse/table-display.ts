import { child, type DocumentNode, itemsOf, textOf } from '../document/document-node.ts'
import type { FaultList } from '../document/fault-list.ts'
import type { TableDisplay } from '../model/policy.ts'
import { type Languages, readPlainTexts } from './parse-languages.ts'

/** How a table is shown: from its long form alone, as the short ones have rows only. */
export function parseTableDisplay(
  node: DocumentNode | null,
  { languages, faults }: { readonly languages: Languages; readonly faults: FaultList },
): TableDisplay {
  const read = (key: string) => readPlainTexts(node === null ? undefined : child(node, key), languages, faults)
  const keys = node === null ? [] : itemsOf(child(node, 'keys'))
  return {
    title: read('title'),
    keys: keys.map((key) => readKey(key, languages, faults)),
    cells: read('cells'),
    unit: textOf(node === null ? undefined : child(node, 'unit')) ?? null,
    edgeUnit: textOf(node === null ? undefined : child(node, 'edge_unit')) ?? null,
  }
}

/** A key that is only called something is called so in every language. */
function readKey(key: DocumentNode, languages: Languages, faults: FaultList): ReadonlyMap<string, string> {
  if (key.kind === 'map') return readPlainTexts(key, languages, faults)
  return new Map(languages.map((language) => [language, textOf(key) ?? '']))
}
