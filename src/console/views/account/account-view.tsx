import { Button, Grid, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { type Account, accountQuery, statementQuery } from '../../api/accounts.ts'
import { disputesQuery } from '../../api/disputes.ts'
import { useMay } from '../../api/use-session.ts'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { Answered } from '../../parts/answered.tsx'
import { DisputeRows } from '../../parts/dispute-rows.tsx'
import { FactsTable } from '../../parts/facts-table.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Money } from '../../parts/money.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'
import { AdjustDialog } from './adjust-dialog.tsx'
import { LiftDialog } from './lift-dialog.tsx'
import { StatementRows } from './statement-rows.tsx'

const route = getRouteApi('/accounts/$id')

/** One account: what it is owed, how it stands, its statement and disputes; changes by hand with a reason. */
export function AccountView(): ReactElement {
  const { accounts: words } = useWords()
  const { id } = route.useParams()
  const query = useQuery(accountQuery(id))
  return (
    <Page title={words.account(id)} aside={<Hand id={id} account={query.data} />}>
      <Answered query={query}>
        {(account) => (
          <Stack>
            <Grid>
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Balances account={account} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 6 }}>
                <Counted account={account} />
              </Grid.Col>
            </Grid>
            <Statement id={id} />
            <Disputes id={id} />
          </Stack>
        )}
      </Answered>
    </Page>
  )
}

function Hand({ id, account }: { readonly id: string; readonly account: Account | undefined }): ReactElement {
  const { accounts: words } = useWords()
  const may = useMay()
  const [asked, ask] = useState<'adjust' | 'lift' | null>(null)
  const close = (): void => ask(null)
  return (
    <Group gap="sm">
      {may('adjustAccount') && (
        <Button variant="default" onClick={() => ask('adjust')}>
          {words.adjust}
        </Button>
      )}
      {may('liftStanding') && account !== undefined && account.standing !== 'good' && (
        <Button variant="default" onClick={() => ask('lift')}>
          {words.lift}
        </Button>
      )}
      {asked === 'adjust' && <AdjustDialog id={id} onClose={close} />}
      {asked === 'lift' && account !== undefined && <LiftDialog account={account} onClose={close} />}
    </Group>
  )
}

function Balances({ account }: { readonly account: Account }): ReactElement {
  const { accounts: words, common } = useWords()
  const balances = Object.entries(account.balances)
  return (
    <Section title={words.balance}>
      <FactsTable
        label={words.balance}
        rows={[
          ...(balances.length === 0 ? [[words.balance, words.noBalance] as const] : []),
          ...balances.map(
            ([currency, amount]) => [currency, <Money key={currency} amount={amount} currency={currency} />] as const,
          ),
          [words.standing, common.standings[account.standing]],
          [words.openDisputes, account.open_disputes],
          [words.updated, <Instant key="updated" at={account.updated_at} />],
        ]}
      />
    </Section>
  )
}

function Counted({ account: { id, counters } }: { readonly account: Account }): ReactElement {
  const { accounts: words } = useWords()
  const sums = (amounts: Readonly<Record<string, string>>): ReactElement => (
    <>
      {Object.entries(amounts).map(([currency, amount]) => (
        <div key={currency}>
          <Money amount={amount} currency={currency} />
        </div>
      ))}
    </>
  )
  return (
    <Section title={words.counters}>
      <FactsTable
        label={words.counters}
        rows={[
          [words.decisions, counters.decisions],
          [words.claims, counters.claims],
          [words.approvals, counters.approvals],
          [words.denials, counters.denials],
          [words.reviews, counters.reviews],
          [words.disputes, counters.disputes],
          [words.credited, sums(counters.credited)],
          [words.creditedAutomatically, sums(counters.credited_automatically)],
        ]}
      />
      <AnchorLink to="/decisions" search={{ account: id }} size="sm">
        {words.toDecisions}
      </AnchorLink>
    </Section>
  )
}

function Statement({ id }: { readonly id: string }): ReactElement {
  const { accounts: words } = useWords()
  const query = useInfiniteQuery(statementQuery(id))
  return (
    <Section title={words.statement}>
      <Answered query={query}>{({ pages }) => <StatementRows lines={pages.flatMap(({ items }) => items)} />}</Answered>
      <MoreButton query={query} />
    </Section>
  )
}

function Disputes({ id }: { readonly id: string }): ReactElement {
  const { accounts: words } = useWords()
  const query = useInfiniteQuery(disputesQuery({ account: id }))
  return (
    <Section title={words.disputes}>
      <Answered query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return items.length === 0 ? <Text c="dimmed">{words.noDisputes}</Text> : <DisputeRows disputes={items} />
        }}
      </Answered>
      <MoreButton query={query} />
    </Section>
  )
}
