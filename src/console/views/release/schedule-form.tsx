import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useState } from 'react'
import { type Draft, draftKey } from '../../api/drafts.ts'
import { scheduleDraft, unscheduleDraft } from '../../api/releases.ts'
import { useMay } from '../../api/use-session.ts'
import { Instant } from '../../parts/instant.tsx'
import { useWords } from '../../words/use-words.ts'
import { ReleaseFault } from './release-fault.tsx'

/** The time at which a draft is published by itself: setting it, and taking it away. */
export function ScheduleForm({ draft, accepts }: { readonly draft: Draft; readonly accepts: boolean }): ReactElement {
  const may = useMay()
  return (
    <>
      {draft.schedule !== null && <Scheduled draft={draft} />}
      {draft.schedule === null && may('scheduleDraft') && <Later draft={draft} accepts={accepts} />}
    </>
  )
}

function Scheduled({ draft }: { readonly draft: Draft }): ReactElement | null {
  const { release: words } = useWords()
  const may = useMay()
  const queryClient = useQueryClient()
  const { policy, id, schedule } = draft
  const undo = useMutation({
    mutationFn: unscheduleDraft,
    onSuccess: (next) => queryClient.setQueryData([...draftKey(next)], next),
  })
  if (schedule === null) return null
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">
        {words.dueAt} <Instant at={schedule.due_at} /> · {schedule.by}
      </Text>
      {undo.error !== null && <ReleaseFault fault={undo.error} />}
      {may('unscheduleDraft') && (
        <Button size="sm" variant="default" loading={undo.isPending} onClick={() => undo.mutate({ policy, id })}>
          {words.unschedule}
        </Button>
      )}
    </Stack>
  )
}

function Later({ draft, accepts }: { readonly draft: Draft; readonly accepts: boolean }): ReactElement {
  const { release: words } = useWords()
  const queryClient = useQueryClient()
  const [time, setTime] = useState('')
  const later = useMutation({
    mutationFn: scheduleDraft,
    onSuccess: (next) => queryClient.setQueryData([...draftKey(next)], next),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { policy, id, revision } = draft
    if (time === '') return
    later.mutate({ policy, id, revision, acceptBreaking: accepts, dueAt: new Date(time).toISOString() })
  }
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group align="end" gap="xs">
          <TextInput
            type="datetime-local"
            label={words.later}
            description={words.zone(zone)}
            value={time}
            onChange={({ currentTarget }) => setTime(currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={later.isPending} disabled={time === ''}>
            {words.schedule}
          </Button>
        </Group>
        {later.error !== null && <ReleaseFault fault={later.error} />}
      </Stack>
    </form>
  )
}
