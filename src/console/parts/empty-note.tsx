import { Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'

/** Says what would stand here and how it comes about; in place of a whole view its title is that of the page. */
export function EmptyNote({
  title,
  isView = false,
  children,
}: {
  readonly title: string
  readonly isView?: boolean
  readonly children: ReactNode
}): ReactElement {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack gap="xs" align="center" ta="center">
        <Title order={isView ? 1 : 2} size="h4">
          {title}
        </Title>
        <Text component="div" size="sm" c="dimmed" maw="60ch">
          {children}
        </Text>
      </Stack>
    </Paper>
  )
}
