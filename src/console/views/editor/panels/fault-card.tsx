import { Button, Group, Paper, Text } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { useWords } from '../../../words/use-words.ts'
import { useWriting } from '../writing/use-writing.ts'

/** Something that is wrong at a place of the text: how bad it is, where, what, and how to mend it. */
export function FaultCard({
  fault: { line, column, message, hint },
  badge,
  aside,
  children,
}: {
  readonly fault: { readonly line: number; readonly column: number; readonly message: string; readonly hint: string }
  readonly badge: ReactNode
  readonly aside?: ReactNode
  readonly children?: ReactNode
}): ReactElement {
  const { editor: words } = useWords()
  const { jump } = useWriting()
  const place = words.lineOf(line, column)
  return (
    <Paper withBorder p="sm" radius="md">
      <Group gap="xs" mb={4}>
        {badge}
        <Button size="compact-xs" variant="default" aria-label={words.goTo(place)} onClick={() => jump(line, column)}>
          {place}
        </Button>
        {aside}
      </Group>
      <Text size="sm" fw={500}>
        {message}
      </Text>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      {children}
    </Paper>
  )
}
