import { inFirstLanguage } from './policy-names.ts'
import { entriesAt, itemsAt, lineAt, memberText, type ReadText, startOf } from './read-text.ts'

/** A place of a text that one may want to go to. */
export interface OutlineItem {
  readonly kind: 'section' | 'clause' | 'rule' | 'default'
  readonly name: string
  /** Its title, or what it decides. */
  readonly detail: string
  readonly depth: number
  readonly line: number
}

/** Clauses and rules of a text in their order, under the sections that hold them. */
export function outlineOf(read: ReadText): readonly OutlineItem[] {
  return entriesAt(read, []).flatMap(({ key, value, at }): readonly OutlineItem[] => {
    const line = lineAt(read.text, at)
    const own: OutlineItem = { kind: 'section', name: key, detail: '', depth: 0, line }
    if (key === 'clauses') return [own, ...clauses(read, [key], 1)]
    if (key === 'refunds' || key === 'disputes') return [own, ...rules(read, key)]
    if (key === 'default') return [{ ...own, kind: 'default', detail: memberText(value, 'reason') }]
    return [own]
  })
}

function clauses(read: ReadText, path: readonly (string | number)[], depth: number): readonly OutlineItem[] {
  return itemsAt(read, path).flatMap((item, index) => [
    {
      kind: 'clause' as const,
      name: memberText(item, 'id'),
      detail: inFirstLanguage(item, 'title'),
      depth,
      line: lineAt(read.text, startOf(item)),
    },
    ...clauses(read, [...path, index, 'clauses'], depth + 1),
  ])
}

function rules(read: ReadText, section: string): readonly OutlineItem[] {
  return itemsAt(read, [section]).map((item, index) => ({
    kind: 'rule' as const,
    name: memberText(item, 'id'),
    detail: memberText(read.document.getIn([section, index, 'then'], true), 'outcome'),
    depth: 1,
    line: lineAt(read.text, startOf(item)),
  }))
}
