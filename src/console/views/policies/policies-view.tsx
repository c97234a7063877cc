import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { policiesQuery } from '../../api/policies.ts'
import { useMay } from '../../api/use-session.ts'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { Answered } from '../../parts/answered.tsx'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Page } from '../../parts/page.tsx'
import { PublicPageLink } from '../../parts/public-page-link.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { DraftRows } from './draft-rows.tsx'
import { StartDraftDialog } from './start-draft-dialog.tsx'

type Policy = Schemas['PolicyList']['items'][number]

/** Every policy with what is in force, and the drafts that are open. */
export function PoliciesView(): ReactElement {
  const { policies: words } = useWords()
  const may = useMay()
  const query = useQuery(policiesQuery)
  const [starts, start] = useState(false)
  return (
    <Page
      title={words.title}
      aside={
        may('createDraft') && (
          <Button variant="default" onClick={() => start(true)}>
            {words.newPolicy}
          </Button>
        )
      }
    >
      <Text c="dimmed" maw="75ch">
        {words.text}
      </Text>
      <Answered query={query}>
        {(items) =>
          items.length === 0 ? (
            <EmptyNote title={words.none}>{words.noneText}</EmptyNote>
          ) : (
            <Stack>
              {items.map((policy) => (
                <PolicyCard key={policy.name} policy={policy} />
              ))}
            </Stack>
          )
        }
      </Answered>
      {starts && <StartDraftDialog policy={null} onClose={() => start(false)} />}
    </Page>
  )
}

function PolicyCard({ policy }: { readonly policy: Policy }): ReactElement {
  const { policies: words } = useWords()
  const may = useMay()
  const { name, version, author, published_at, retired } = policy
  const [starts, start] = useState(false)
  return (
    <Section title={name}>
      <Group justify="space-between" align="flex-start">
        <Stack gap={4}>
          <Group gap="xs">
            <Badge color={retired ? 'gray' : 'teal'}>{retired ? words.retired : words.activeLabel}</Badge>
            <Text fw={600}>{words.active(version)}</Text>
            <Text c="dimmed" size="sm">
              {words.published} <Instant at={published_at} /> · {author}
            </Text>
          </Group>
          <Group gap="md">
            <AnchorLink size="sm" to="/policies/$policy" params={{ policy: name }}>
              {words.open(name)}
            </AnchorLink>
            <AnchorLink size="sm" to="/policies/$policy/versions" params={{ policy: name }}>
              {words.versions}
            </AnchorLink>
            <Text size="sm">
              <PublicPageLink policy={name} />
            </Text>
          </Group>
        </Stack>
        {may('createDraft') && <Button onClick={() => start(true)}>{words.start}</Button>}
      </Group>
      {may('listDrafts') && <DraftRows policy={name} state="open" />}
      {starts && <StartDraftDialog policy={name} onClose={() => start(false)} />}
    </Section>
  )
}
