import { Alert, Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { approvalsQuery, switchApprovals } from '../../api/administration.ts'
import { useMay } from '../../api/use-session.ts'
import { Answered } from '../../parts/answered.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Instant } from '../../parts/instant.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { useWords } from '../../words/use-words.ts'

/** The stop switch: how it stands, since when and why, and turning it after saying why. */
export function SwitchPanel(): ReactElement {
  const { settings: words } = useWords()
  const may = useMay()
  const query = useQuery(approvalsQuery)
  return (
    <Answered query={query}>
      {({ paused, since, by, reason }) => (
        <Stack maw={720}>
          <Alert
            color={paused ? 'red' : 'teal'}
            variant="light"
            icon={<Icon name={paused ? 'stop' : 'check'} />}
            title={paused ? words.paused : words.running}
          >
            <Text size="sm">{paused ? words.pausedText : words.runningText}</Text>
            {since !== null && (
              <Text size="sm" mt="xs">
                {words.since} <Instant at={since} /> · {by} · {reason}
              </Text>
            )}
          </Alert>
          {may('pauseApprovals') && <Turn paused={paused} />}
        </Stack>
      )}
    </Answered>
  )
}

function Turn({ paused }: { readonly paused: boolean }): ReactElement {
  const { settings: words } = useWords()
  const queryClient = useQueryClient()
  const [asks, ask] = useState(false)
  const turn = useMutation({
    mutationFn: switchApprovals,
    onSuccess: async () => {
      ask(false)
      await queryClient.invalidateQueries()
    },
  })
  return (
    <div>
      <Button size="md" {...(paused ? {} : { color: 'red.9' })} onClick={() => ask(true)}>
        {paused ? words.resume : words.pause}
      </Button>
      {asks && (
        <ReasonDialog
          title={paused ? words.resume : words.pause}
          text={paused ? words.resumeText : words.pauseText}
          confirm={paused ? words.resume : words.pause}
          danger={!paused}
          pending={turn.isPending}
          fault={turn.error}
          onConfirm={(reason) => turn.mutate({ pause: !paused, reason })}
          onClose={() => {
            ask(false)
            turn.reset()
          }}
        />
      )}
    </div>
  )
}
