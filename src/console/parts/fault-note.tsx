import { Alert, Button, Group, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { ApiFault, ServiceAway } from '../api/api-fault.ts'
import { useWords } from '../words/use-words.ts'

/** What went wrong, in the service's words, and how to go on. Nothing where the service is away: the frame says so. */
export function FaultNote({
  fault,
  onRetry,
}: {
  readonly fault: unknown
  readonly onRetry?: (() => void) | undefined
}): ReactElement | null {
  const { common } = useWords()
  if (fault instanceof ServiceAway) return null
  const problem = fault instanceof ApiFault ? fault.problem : null
  return (
    <Alert color="red" variant="light" role="alert" title={problem?.title ?? common.faultTitle}>
      <Text size="sm">{problem?.detail ?? common.brokenText}</Text>
      {problem?.errors?.map(({ message, fact, parameter }) => (
        <Text size="sm" key={message}>
          {[fact ?? parameter, message].filter((word) => word !== undefined).join(' ')}
        </Text>
      ))}
      <Group mt="xs" gap="md">
        {onRetry !== undefined && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {common.retry}
          </Button>
        )}
        {problem !== null && (
          <Text size="xs" c="dimmed">
            {common.requestId} {problem.instance}
          </Text>
        )}
      </Group>
    </Alert>
  )
}
