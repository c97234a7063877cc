import { Anchor, Code, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { serviceQuery } from '../../api/administration.ts'
import type { Schemas } from '../../api/client.ts'
import { policiesQuery } from '../../api/policies.ts'
import { useMay } from '../../api/use-session.ts'
import { Answered } from '../../parts/answered.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { DocsLink } from '../../parts/docs-link.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { ProofSection } from './proof-section.tsx'
import { VerifiedSection } from './verified-section.tsx'

/** What runs here and keeps the store, whether it could decide, what was verified last, and the policies that decide. */
export function AboutPanel(): ReactElement {
  const { settings: words } = useWords()
  const may = useMay()
  const mayList = may('listPolicies')
  const service = useQuery(serviceQuery)
  const policies = useQuery({ ...policiesQuery, enabled: mayList })
  return (
    <Stack maw={720}>
      <Section title={words.service}>
        <Answered query={service}>{(known) => <Service known={known} />}</Answered>
        <Group fz="sm">
          <DocsLink />
          <Anchor inherit href="/policy">
            {words.publicPage}
          </Anchor>
        </Group>
      </Section>
      {service.data !== undefined && <VerifiedSection verified={service.data.verified} />}
      {may('getLatestCheckpoint') && <ProofSection />}
      {policies.data !== undefined && (
        <Section title={words.policies}>
          <FactsTable
            label={words.policies}
            rows={policies.data.map(({ name, version: active }) => [name, words.activeVersion(active)])}
          />
        </Section>
      )}
    </Stack>
  )
}

function Service({ known }: { readonly known: Schemas['ServiceState'] }): ReactElement {
  const { settings: words } = useWords()
  const { store, reason, differing_evaluators: differing, checkpoint } = known
  const may = useMay()
  return (
    <FactsTable
      label={words.service}
      rows={[
        [words.version, known.version],
        [words.node, known.node],
        [words.store, words.stores[store.kind]],
        [words.schema, store.schema ?? words.noSchema],
        [words.storeId, store.id === null ? words.emptyStore : <StoreId key="id" id={store.id} />],
        [words.health, reason === null ? words.ready : words.notReady(reason)],
        // Who may compare it reads more of it below.
        ...(checkpoint === null || may('getLatestCheckpoint')
          ? []
          : [[words.newestCheckpoint, words.coversUntil(String(checkpoint.size), checkpoint.origin)] as const]),
        ...(differing.length === 0 ? [] : [[words.differing, differing.join(', ')] as const]),
      ]}
    />
  )
}

function StoreId({ id }: { readonly id: string }): ReactElement {
  const { settings: words } = useWords()
  return (
    <Group gap={4} wrap="nowrap">
      <Code title={id}>{id.slice(0, 12)}…</Code>
      <CopyButton value={id} what={words.storeId} />
    </Group>
  )
}
