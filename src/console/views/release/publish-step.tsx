import { Alert, Button, List, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { type Draft, draftQuery } from '../../api/drafts.ts'
import { publishDraft } from '../../api/releases.ts'
import { useMay } from '../../api/use-session.ts'
import { Instant } from '../../parts/instant.tsx'
import { Section } from '../../parts/section.tsx'
import { useTell } from '../../parts/use-tell.ts'
import { useWords } from '../../words/use-words.ts'
import { ReasonForm } from './reason-form.tsx'
import { ReleaseFault } from './release-fault.tsx'
import { ScheduleForm } from './schedule-form.tsx'

interface PublishProps {
  readonly draft: Draft
  /** Whether callers may be refused that were not before. */
  readonly accepts: boolean
}

/** Publishing a draft, now or at a time; or everything that keeps it back. */
export function PublishStep({ draft, accepts }: PublishProps): ReactElement {
  const { release: words } = useWords()
  const may = useMay()
  const { refused, blocked_by: blocks } = draft
  return (
    <Section title={words.steps.publish}>
      {draft.reason === null && may('editDraft') && <ReasonForm draft={draft} />}
      {refused !== null && (
        <Alert color="red" variant="light" title={words.refused}>
          <Text size="sm">
            <Instant at={refused.at} /> · {refused.detail}
          </Text>
        </Alert>
      )}
      {blocks.length > 0 && (
        <Alert color="gray" variant="light" title={words.keptBack}>
          <List size="sm">
            {blocks.map(({ code, detail }) => (
              <List.Item key={code + detail}>{words.blocks[code] ?? detail}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {may('publishDraft') && <PublishNow draft={draft} accepts={accepts} />}
      <ScheduleForm draft={draft} accepts={accepts} />
    </Section>
  )
}

function PublishNow({ draft, accepts }: PublishProps): ReactElement {
  const { release: words } = useWords()
  const tell = useTell()
  const queryClient = useQueryClient()
  const { policy, id, revision, can_publish, check } = draft
  const publish = useMutation({
    mutationFn: publishDraft,
    onSuccess: async ({ version }) => {
      tell(words.published(version))
      await queryClient.invalidateQueries()
    },
    onError: () => queryClient.invalidateQueries({ queryKey: draftQuery({ policy, id }).queryKey }),
  })
  const isRefusing = (check?.breaking.length ?? 0) > 0 && !accepts
  return (
    <Stack gap="xs" align="start">
      {isRefusing && <Text size="sm">{words.acceptFirst}</Text>}
      {publish.error !== null && <ReleaseFault fault={publish.error} />}
      <Button
        disabled={!can_publish || isRefusing}
        loading={publish.isPending}
        onClick={() => publish.mutate({ policy, id, revision, acceptBreaking: accepts })}
      >
        {words.publishNow}
      </Button>
    </Stack>
  )
}
