import { Code, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Schemas } from '../api/client.ts'
import { useWords } from '../words/use-words.ts'

type Change = Schemas['PolicyChange']

/** What of a policy is otherwise, in its own terms; `null` where one of the texts has errors. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] | null }): ReactElement {
  const { changes: words } = useWords()
  if (changes === null) return <Text c="dimmed">{words.notReadable}</Text>
  if (changes.length === 0) return <Text c="dimmed">{words.none}</Text>
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={words.list}>
      {changes.map((change) => (
        <li key={`${change.kind} ${change.name} ${change.part ?? ''}`}>
          <Text size="sm" fw={600}>
            {words.kinds[change.kind]} {change.name}
            {change.part !== null && `: ${change.part}`} – {words.acts[change.change]}
          </Text>
          {change.from !== null && <Value sign="−" text={change.from} color="red" />}
          {change.to !== null && <Value sign="+" text={change.to} color="teal" />}
        </li>
      ))}
    </Stack>
  )
}

function Value({
  sign,
  text,
  color,
}: {
  readonly sign: string
  readonly text: string
  readonly color: 'red' | 'teal'
}): ReactElement {
  return (
    <Code block p={4} bg={`var(--mantine-color-${color}-light)`} style={{ whiteSpace: 'pre-wrap' }}>
      {sign} {text}
    </Code>
  )
}
