import { Code, ScrollArea, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'

/** A unified difference, to unfold, with what was added and taken away in colours; `null` where the texts have too little in common. */
export function UnifiedText({ text }: { readonly text: string | null }): ReactElement {
  const { changes: words } = useWords()
  if (text === null) return <Text c="dimmed">{words.tooDifferent}</Text>
  return (
    <details>
      <summary>{words.lineByLine}</summary>
      <ScrollArea.Autosize mah={480} mt="xs" viewportProps={{ tabIndex: 0 }}>
        <Code block p="xs">
          {text.split('\n').map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move
            <span key={index} style={{ display: 'block', ...lookOf(line) }}>
              {line === '' ? ' ' : line}
            </span>
          ))}
        </Code>
      </ScrollArea.Autosize>
    </details>
  )
}

function lookOf(line: string): { readonly background?: string; readonly fontWeight?: number } {
  if (/^(?:---|\+\+\+|@@)/u.test(line)) return { fontWeight: 700 }
  if (line.startsWith('+')) return { background: 'var(--mantine-color-teal-light)' }
  return line.startsWith('-') ? { background: 'var(--mantine-color-red-light)' } : {}
}
