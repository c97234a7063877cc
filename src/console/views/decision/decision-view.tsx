import { Button, Grid, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { decisionQuery, type ExplainedDecision, reopenDecision } from '../../api/decisions.ts'
import { useMay } from '../../api/use-session.ts'
import { Answered } from '../../parts/answered.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Explanation } from '../../parts/explanation.tsx'
import { FactValue } from '../../parts/fact-value.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { OutcomeBadge } from '../../parts/outcome-badge.tsx'
import { Page } from '../../parts/page.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { ActionList } from './action-list.tsx'
import { DecisionSummary } from './decision-summary.tsx'
import { FlipsSection } from './flips-section.tsx'
import { ReceiptSection } from './receipt-section.tsx'
import { TodaySection } from './today-section.tsx'
import { WhatBecame } from './what-became.tsx'

const route = getRouteApi('/decisions/$id')

/** One decision: what was decided, why, on which facts, and what became of it. */
export function DecisionView(): ReactElement {
  const { decision: words } = useWords()
  const { id } = route.useParams()
  const query = useQuery(decisionQuery(id))
  return (
    <Page title={words.title(query.data?.order ?? '…')} aside={<Reopen id={id} />}>
      <Answered query={query}>{(decision) => <Known decision={decision} />}</Answered>
    </Page>
  )
}

function Known({ decision }: { readonly decision: ExplainedDecision }): ReactElement {
  const words = useWords()
  const { decision: own } = words
  const facts = Object.entries(decision.facts ?? {})
  return (
    <Stack>
      <Group gap="xs">
        <OutcomeBadge outcome={decision.outcome} label={decision.label} />
        <Text size="sm" c="dimmed">
          {decision.id}
        </Text>
        <CopyButton value={decision.id} what={own.id} />
      </Group>
      <Grid>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <DecisionSummary decision={decision} />
            <WhatBecame decision={decision} />
            <Section title={own.actions}>
              <ActionList given={decision.actions} before={decision.actions_given_before} />
            </Section>
            <FlipsSection decision={decision} />
            <TodaySection decision={decision} />
            <ReceiptSection decision={decision} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <Explanation trace={decision.trace ?? null} currency={decision.refund?.currency ?? null} />
            <Section title={own.facts}>
              {facts.length === 0 ? (
                <Text c="dimmed">{own.noFacts}</Text>
              ) : (
                <FactsTable
                  label={own.facts}
                  rows={facts.map(([name, value]) => [name, <FactValue key={name} value={value} />])}
                />
              )}
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

function Reopen({ id }: { readonly id: string }): ReactElement | null {
  const { decision: words } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [asks, ask] = useState(false)
  const reopen = useMutation({
    mutationFn: reopenDecision,
    onSuccess: async (review) => {
      await queryClient.invalidateQueries()
      await navigate({ to: '/reviews', search: { at: review.decision_id } })
    },
  })
  if (!may('reopenDecision')) return null
  return (
    <>
      <Button variant="default" onClick={() => ask(true)}>
        {words.reopen}
      </Button>
      {asks && (
        <ReasonDialog
          title={words.reopen}
          text={words.reopenText}
          confirm={words.reopen}
          pending={reopen.isPending}
          fault={reopen.error}
          onConfirm={(reason) => reopen.mutate({ id, reason })}
          onClose={() => ask(false)}
        />
      )}
    </>
  )
}
