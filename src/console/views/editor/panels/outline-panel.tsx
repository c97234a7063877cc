import { NavLink, Text } from '@mantine/core'
import { type ReactElement, useMemo } from 'react'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { type OutlineItem, outlineOf } from '../../../text/outline.ts'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'

/** Sections, clauses and rules of the text; one goes to what one chooses. */
export function OutlinePanel(): ReactElement {
  const { editor: words } = useWords()
  const { read, jump } = useWriting()
  const items = useMemo(() => outlineOf(read), [read])
  if (items.length === 0) return <EmptyNote title={words.outlineEmpty}>{words.noFaultsText}</EmptyNote>
  return (
    <nav aria-label={words.panels.outline}>
      {items.map((item) => (
        <NavLink
          key={`${item.kind} ${item.name} ${item.line}`}
          component="button"
          py={4}
          pl={8 + item.depth * 18}
          label={<Label item={item} />}
          onClick={() => jump(item.line)}
        />
      ))}
    </nav>
  )
}

function Label({ item: { kind, name, detail } }: { readonly item: OutlineItem }): ReactElement {
  const { editor: words } = useWords()
  const outcomes: Readonly<Record<string, string>> = words.outcomes
  const text = kind === 'rule' ? (outcomes[detail] ?? detail) : detail
  return (
    <Text span size="sm" fw={kind === 'section' || kind === 'default' ? 650 : 400}>
      {name}
      {text !== '' && (
        <Text span size="sm" c="dimmed" fw={400}>
          {' '}
          {text}
        </Text>
      )}
    </Text>
  )
}
