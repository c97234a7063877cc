import { Badge, Grid, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { type Draft, draftQuery } from '../../api/drafts.ts'
import { Answered } from '../../parts/answered.tsx'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/use-words.ts'
import { ApprovalStep } from './approval-step.tsx'
import { ChangesStep } from './changes-step.tsx'
import { ChecksStep } from './checks-step.tsx'
import { CommentsStep } from './comments-step.tsx'
import { DraftSummary } from './draft-summary.tsx'
import { ImpactStep } from './impact-step.tsx'
import { ProofsStep } from './proofs-step.tsx'
import { PublishStep } from './publish-step.tsx'
import { PublishedNote } from './published-note.tsx'

const route = getRouteApi('/policies/$policy/drafts/$draft/release')

/** Milliseconds between two looks at a draft: others comment on it, approve it, or edit it. */
const lookAgainEvery = 10_000

/** What a draft changes and whom it meets, who agrees with it, and its publication: step by step on one page. */
export function ReleaseView(): ReactElement {
  const { release: words } = useWords()
  const { policy, draft: id } = route.useParams()
  const query = useQuery({ ...draftQuery({ policy, id }), refetchInterval: lookAgainEvery })
  return (
    <Page title={words.title(policy)} aside={query.data !== undefined && <State draft={query.data} />}>
      <Answered query={query}>{(draft) => <Known draft={draft} />}</Answered>
    </Page>
  )
}

function State({ draft: { state, schedule } }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const color = { open: 'blue', published: 'teal', discarded: 'gray' }[state]
  return (
    <Group gap="xs">
      <Badge color={color}>{words.states[state]}</Badge>
      {schedule !== null && <Text size="sm">{words.isScheduled}</Text>}
    </Group>
  )
}

function Known({ draft }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const [accepts, accept] = useState(false)
  const isOpen = draft.state === 'open'
  return (
    <Stack>
      {draft.published_version !== null && <PublishedNote policy={draft.policy} version={draft.published_version} />}
      {draft.state === 'discarded' && <Text>{words.discarded}</Text>}
      <Grid>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack>
            <ChangesStep draft={draft} />
            {isOpen && !draft.retires && (
              <>
                <ChecksStep draft={draft} accepts={accepts} onAccept={accept} />
                <ProofsStep key={draft.sha256} draft={draft} />
                <ImpactStep key={`impact ${draft.sha256}`} draft={draft} />
              </>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack>
            <DraftSummary draft={draft} />
            <CommentsStep draft={draft} />
            <ApprovalStep draft={draft} />
            {isOpen && <PublishStep draft={draft} accepts={accepts} />}
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  )
}
