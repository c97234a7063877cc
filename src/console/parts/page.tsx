import { Group, Stack, Title } from '@mantine/core'
import { type ReactElement, type ReactNode, useEffect } from 'react'

/** A view: its name as heading and in the title of the window, what can be done beside it, and its content. */
export function Page({
  title,
  aside,
  children,
}: {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  useEffect(() => {
    document.title = `${title} · Refund Policy`
  }, [title])
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Title order={1} size="h2">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </Stack>
  )
}
