import { Group, Paper, Stack, Title } from '@mantine/core'
import { createContext, type ReactElement, type ReactNode, useId } from 'react'

/** Whether there is a frame around already. */
export const FramedContext = createContext(false)

/** A part of a view under its own heading, with what can be chosen or done beside that. */
export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  const id = useId()
  return (
    <Paper component="section" aria-labelledby={id} withBorder p="md" radius="md">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm" mih={30}>
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          {aside}
        </Group>
        <FramedContext value={true}>{children}</FramedContext>
      </Stack>
    </Paper>
  )
}
