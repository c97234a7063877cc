import { Anchor, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { readinessQuery, serviceVersionQuery } from '../../api/administration.ts'
import { policiesQuery } from '../../api/policies.ts'
import { useMay } from '../../api/use-session.ts'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'

/** What runs here: its version, whether it could store a decision, and the policies that decide. */
export function AboutPanel(): ReactElement {
  const { settings: words, common } = useWords()
  const mayList = useMay()('listPolicies')
  const version = useQuery(serviceVersionQuery)
  const readiness = useQuery(readinessQuery)
  const policies = useQuery({ ...policiesQuery, enabled: mayList })
  const differing = readiness.data?.differing_evaluators ?? []
  return (
    <Stack maw={720}>
      <Section title={words.service}>
        <FactsTable
          label={words.service}
          rows={[
            [words.version, version.data ?? common.loading],
            [words.health, readiness.error === null ? words.ready : words.notReady],
            ...(differing.length === 0 ? [] : [[words.differing, differing.join(', ')] as const]),
          ]}
        />
        <Group>
          <Anchor href="/docs">{words.docs}</Anchor>
          <Anchor href="/policy">{words.publicPage}</Anchor>
        </Group>
      </Section>
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
