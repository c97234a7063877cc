import { Alert, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../../words/use-words.ts'

/** What is wrong with a line of the text, and how to mend it. */
export function TextFault({
  fault: { severity, line, message, hint },
}: {
  readonly fault: {
    readonly severity: string
    readonly line: number
    readonly message: string
    readonly hint: string
  }
}): ReactElement {
  const { release: words } = useWords()
  return (
    <Alert color={severity === 'error' ? 'red' : 'yellow'} variant="light" p="xs">
      <Text size="sm">
        {words.line(line)}: {message}
      </Text>
      <Text size="sm">{hint}</Text>
    </Alert>
  )
}
