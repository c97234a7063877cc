import { Button, Group, Paper, Stack, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactElement, useCallback, useState } from 'react'
import { type PolicyVersion, policyVersionQuery } from '../../api/policies.ts'
import { useMay } from '../../api/use-session.ts'
import { PolicyEditor } from '../../code/policy-editor.tsx'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { Answered } from '../../parts/answered.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { policyNames } from '../../text/policy-names.ts'
import { readText } from '../../text/read-text.ts'
import { useWords } from '../../words/use-words.ts'
import { DraftRows } from '../policies/draft-rows.tsx'
import { StartDraftDialog } from '../policies/start-draft-dialog.tsx'
import { usePolicyGuide } from './use-policy-guide.ts'

const route = getRouteApi('/policies/$policy')
const states = ['open', 'published', 'discarded'] as const

/** A policy: its drafts, and the text in force to read, with the same help as where it is written. */
export function PolicyView(): ReactElement {
  const { policies: words } = useWords()
  const { policy } = route.useParams()
  const may = useMay()
  const query = useQuery(policyVersionQuery(policy, null))
  const [starts, start] = useState(false)
  const [state, setState] = useState<(typeof states)[number]>('open')
  return (
    <Page
      title={policy}
      aside={
        <Group gap="md">
          <AnchorLink to="/policies/$policy/versions" params={{ policy }}>
            {words.versions}
          </AnchorLink>
          {may('createDraft') && <Button onClick={() => start(true)}>{words.start}</Button>}
        </Group>
      }
    >
      {may('listDrafts') && (
        <Section title={words.drafts}>
          <Tabs value={state} onChange={(next) => setState(states.find((each) => each === next) ?? 'open')}>
            <Tabs.List mb="sm">
              {states.map((each) => (
                <Tabs.Tab key={each} value={each}>
                  {words.states[each]}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={state}>
              <DraftRows policy={policy} state={state} />
            </Tabs.Panel>
          </Tabs>
        </Section>
      )}
      <Answered query={query}>{(version) => <TextInForce key={version.version} version={version} />}</Answered>
      {starts && <StartDraftDialog policy={policy} onClose={() => start(false)} />}
    </Page>
  )
}

function TextInForce({
  version: { text, version, author, published_at, name },
}: {
  readonly version: PolicyVersion
}): ReactElement {
  const { policies: words, editor } = useWords()
  const names = useCallback(() => policyNames(readText(text)), [text])
  const guide = usePolicyGuide(names)
  return (
    <Section title={words.activeText}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {words.active(version)} · {words.published} <Instant at={published_at} /> · {author}
        </Text>
        <Paper withBorder radius="md" className="policy-editor-frame" h="60vh" style={{ overflow: 'hidden' }}>
          <PolicyEditor
            text={text}
            label={editor.textLabel(name)}
            readOnly
            guide={guide}
            diagnostics={none}
            onReady={nothing}
          />
        </Paper>
      </Stack>
    </Section>
  )
}

const none: readonly never[] = []
const nothing = (): void => {}
