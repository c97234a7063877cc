import { Blockquote, Button, Grid, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { type Dispute, disputeQuery } from '../../api/disputes.ts'
import { useMay } from '../../api/use-session.ts'
import { AccountLink, OrderLink } from '../../parts/account-link.tsx'
import { Answered } from '../../parts/answered.tsx'
import { Deadline } from '../../parts/deadline.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { Money } from '../../parts/money.tsx'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { CloseDialog } from './close-dialog.tsx'
import { PackSection } from './pack-section.tsx'
import { ReopenButton } from './reopen-button.tsx'

const route = getRouteApi('/disputes/$id')

/** One dispute: what was reported, what the policy said of it, its rounds, and how it ended. */
export function DisputeView(): ReactElement {
  const { disputes: words } = useWords()
  const mayClose = useMay()('closeDispute')
  const { id } = route.useParams()
  const query = useQuery(disputeQuery(id))
  const [closes, close] = useState(false)
  const dispute = query.data
  return (
    <Page
      title={words.titleOf(dispute?.provider_id ?? dispute?.payment_reference ?? '…')}
      aside={
        dispute !== undefined && (
          <Group gap="sm">
            <ReopenButton dispute={dispute} />
            {mayClose && (
              <Button variant={dispute.status === 'open' ? 'filled' : 'default'} onClick={() => close(true)}>
                {dispute.status === 'open' ? words.end : words.correctEnd}
              </Button>
            )}
          </Group>
        )
      }
    >
      <Answered query={query}>
        {(known) => (
          <Stack>
            <Grid>
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Notice dispute={known} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Ruling dispute={known} />
              </Grid.Col>
            </Grid>
            <PackSection id={known.id} />
            <History dispute={known} />
          </Stack>
        )}
      </Answered>
      {closes && dispute !== undefined && <CloseDialog dispute={dispute} onClose={() => close(false)} />}
    </Page>
  )
}

function Notice({ dispute }: { readonly dispute: Dispute }): ReactElement {
  const { disputes: words } = useWords()
  const { order, policy, support_contacted_at: contacted, closed_at: closed, respond_by: deadline } = dispute
  return (
    <Section title={words.notice}>
      <FactsTable
        label={words.notice}
        rows={[
          [words.kind, words.kinds[dispute.kind]],
          [words.status, words.statuses[dispute.status]],
          ...(closed === null
            ? [[words.respondBy, deadline === null ? words.noDeadline : <Deadline key="by" at={deadline} />] as const]
            : [[words.closed, <Instant key="closed" at={closed} />] as const]),
          [words.account, <AccountLink key="account" id={dispute.account} />],
          [
            words.order,
            order === null || policy === null ? (order ?? '–') : <OrderLink key="o" id={order} policy={policy.name} />,
          ],
          [words.payment, dispute.payment_reference],
          [words.amount, <Money key="amount" amount={dispute.amount} currency={dispute.currency} />],
          [words.opened, <Instant key="opened" at={dispute.opened_at} />],
          [words.contacted, contacted === null ? words.notContacted : <Instant key="contacted" at={contacted} />],
          [words.rounds, dispute.rounds],
          [words.chargedBack, dispute.needs_amount ? words.needsAmount : dispute.charged_back],
        ]}
      />
    </Section>
  )
}

function Ruling({ dispute }: { readonly dispute: Dispute }): ReactElement {
  const { disputes: words, common } = useWords()
  const { policy, clause, rule, actions } = dispute
  return (
    <Section title={words.ruling}>
      <Blockquote p="sm">{dispute.message}</Blockquote>
      <FactsTable
        label={words.ruling}
        rows={[
          [words.outcome, words.outcomes[dispute.outcome]],
          [words.clause, clause ?? '–'],
          [words.rule, rule ?? dispute.reason_code],
          [words.version, policy === null ? '–' : `${policy.name} ${policy.version}`],
          [words.standing, common.standings[dispute.standing]],
          [words.actions, actions.length === 0 ? '–' : actions.map(({ name }) => name).join(', ')],
        ]}
      />
    </Section>
  )
}

function History({ dispute }: { readonly dispute: Dispute }): ReactElement {
  const { disputes: words, common } = useWords()
  const columns: readonly Column<Dispute['history'][number]>[] = [
    { head: words.when, cell: ({ at }) => <Instant at={at} precise /> },
    { head: words.event, cell: ({ event }) => words.events[event] },
    { head: words.kind, cell: ({ kind }) => words.kinds[kind] },
    { head: words.status, cell: ({ status }) => words.statuses[status] },
    { head: words.respondBy, cell: ({ respond_by }) => respond_by !== null && <Instant at={respond_by} /> },
    { head: words.standing, cell: ({ standing }) => common.standings[standing] },
    { head: words.by, cell: ({ author }) => author },
  ]
  return (
    <Section title={words.history}>
      <Listing label={words.history} items={dispute.history} keyOf={({ id }) => id} columns={columns} />
    </Section>
  )
}
