import { Alert } from '@mantine/core'
import { type ReactElement, useSyncExternalStore } from 'react'
import { connection } from '../api/connection.ts'
import { useWords } from '../words/use-words.ts'

/** Says calmly that the service is away, while it is. */
export function AwayNote(): ReactElement | null {
  const { shell } = useWords()
  const isAway = useSyncExternalStore(connection.subscribe, connection.isAway)
  if (!isAway) return null
  return (
    <Alert color="yellow" variant="light" role="status" title={shell.awayTitle} mb="md">
      {shell.awayText}
    </Alert>
  )
}
