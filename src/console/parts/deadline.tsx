import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'
import { Due } from './due.tsx'
import { Instant } from './instant.tsx'

/** Until when something has to be answered: how long that is, and when it is. What is overdue is called so. */
export function Deadline({ at }: { readonly at: string }): ReactElement {
  const { disputes: words } = useWords()
  return (
    <>
      <Due at={at} past={words.overdueSince} />
      <Text size="xs" c="dimmed">
        <Instant at={at} />
      </Text>
    </>
  )
}
