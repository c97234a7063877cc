import { Alert, Text } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { Icon } from '../../parts/icon.tsx'

/** Says, for eyes and for screen readers, whether what was looked at is as it should be. */
export function Verdict({
  isGood,
  title,
  children,
}: {
  readonly isGood: boolean
  readonly title: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <Alert
      variant="light"
      color={isGood ? 'teal' : 'red'}
      icon={<Icon name={isGood ? 'check' : 'disputes'} />}
      title={title}
      role="status"
    >
      <Text size="sm">{children}</Text>
    </Alert>
  )
}
