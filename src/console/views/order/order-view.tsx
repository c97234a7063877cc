import { Grid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { orderQuery } from '../../api/accounts.ts'
import type { Schemas } from '../../api/client.ts'
import { AccountLink } from '../../parts/account-link.tsx'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { Answered } from '../../parts/answered.tsx'
import { DecisionRows } from '../../parts/decision-rows.tsx'
import { FactValue } from '../../parts/fact-value.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Money } from '../../parts/money.tsx'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'

const route = getRouteApi('/orders/$policyName/$id')

/** One order: its own facts, the ledger of what it got, and the decisions on it. */
export function OrderView(): ReactElement {
  const words = useWords()
  const { order: own } = words
  const { id, policyName } = route.useParams()
  const query = useQuery(orderQuery(id, policyName))
  return (
    <Page title={own.title(id)}>
      <Answered query={query}>
        {(order) => (
          <Stack>
            <Grid>
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Ledger order={order} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Section title={own.facts}>
                  <FactsTable
                    label={own.facts}
                    rows={Object.entries(order.facts).map(([name, value]) => [
                      name,
                      <FactValue key={name} value={value} />,
                    ])}
                  />
                </Section>
              </Grid.Col>
            </Grid>
            <Section title={own.decisions}>
              {order.decisions.length === 0 ? (
                <Text c="dimmed">{own.noDecisions}</Text>
              ) : (
                <DecisionRows decisions={order.decisions} />
              )}
              <AnchorLink to="/decisions" search={{ order: id }} size="sm">
                {own.allDecisions}
              </AnchorLink>
            </Section>
          </Stack>
        )}
      </Answered>
    </Page>
  )
}

function Ledger({ order }: { readonly order: Schemas['OrderWithDecisions'] }): ReactElement {
  const { order: words } = useWords()
  const money = (amount: string): ReactElement => <Money amount={amount} currency={order.currency ?? ''} />
  const waiting = [order.waiting_review, order.recovery].filter((review) => review !== null)
  return (
    <Section title={words.ledger}>
      <FactsTable
        label={words.ledger}
        rows={[
          [words.policy, order.policy],
          [words.account, <AccountLink key="account" id={order.account} />],
          [words.atMost, order.at_most === null ? words.notKnown : money(order.at_most)],
          [words.credited, money(order.credited)],
          [words.elsewhere, money(order.credited_elsewhere)],
          [words.chargedBack, money(order.charged_back)],
          [words.openDisputes, order.open_disputes],
          [words.waitingParts, order.waiting_parts],
          [words.deniedParts, order.denied_parts],
          [words.updated, <Instant key="updated" at={order.updated_at} />],
        ]}
      />
      {waiting.map(({ id }) => (
        <AnchorLink key={id} to="/reviews" search={{ at: id }} size="sm">
          {words.toReview}
        </AnchorLink>
      ))}
    </Section>
  )
}
