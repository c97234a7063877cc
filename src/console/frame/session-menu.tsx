import { ActionIcon, Menu, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { sessionKey, signOut } from '../api/session.ts'
import { useSession } from '../api/use-session.ts'
import { Icon } from '../parts/icon.tsx'
import { Instant } from '../parts/instant.tsx'
import { useWords } from '../words/use-words.ts'

/** Who is signed in, as what and until when; and the way out. */
export function SessionMenu({ onSignedOut }: { readonly onSignedOut: () => void }): ReactElement {
  const { shell } = useWords()
  const { name, roles, expires_at } = useSession()
  const queryClient = useQueryClient()
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      queryClient.clear()
      queryClient.setQueryData(sessionKey, null)
      onSignedOut()
    },
  })
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={`${shell.account}: ${name}`}>
          <Icon name="person" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap={2} px="sm" py="xs">
          <Text fw={600}>{name}</Text>
          <Text size="sm">
            {shell.roles}: {roles.join(', ')}
          </Text>
          <ReviewLevels />
          {expires_at !== null && (
            <Text size="sm" c="dimmed">
              {shell.sessionEnds} <Instant at={expires_at} />
            </Text>
          )}
        </Stack>
        <Menu.Divider />
        <Menu.Item onClick={() => leave.mutate()}>{shell.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function ReviewLevels(): ReactElement | null {
  const { shell } = useWords()
  const { roles, review_levels } = useSession()
  if (!roles.includes('review')) return null
  const levels = Object.entries(review_levels)
  const told = levels.map(([policy, level]) => `${level} (${policy === '*' ? shell.everyPolicy : policy})`)
  return (
    <Text size="sm">
      {shell.reviewLevels} {told.length === 0 ? shell.lowestLevel : told.join(', ')}
    </Text>
  )
}
