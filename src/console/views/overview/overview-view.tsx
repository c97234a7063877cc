import { Grid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { given } from '../../api/given.ts'
import { policiesQuery, recentVersionsQuery } from '../../api/policies.ts'
import { type DayTotal, totalsQuery } from '../../api/totals.ts'
import { ChartTable } from '../../charts/chart-table.tsx'
import { DayChart } from '../../charts/day-chart.tsx'
import { Answered } from '../../parts/answered.tsx'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { now } from '../../time/now.ts'
import { useWords } from '../../words/use-words.ts'
import { CreditsSection } from './credits-section.tsx'
import { Figures } from './figures.tsx'
import { PublishedVersions } from './published-versions.tsx'
import { RangePicker } from './range-picker.tsx'
import { countsByDay, daysBetween, daysOf, type Marker, markersOf } from './sums.ts'
import { TopList } from './top-list.tsx'

const route = getRouteApi('/overview')

const outcomeColors = { approve: '#0ca678', deny: '#868e96', review: '#f08c00' } as const

/** What was decided and credited in the last days, what waits, and which rules did it. */
export function OverviewView(): ReactElement {
  const { overview: words } = useWords()
  const { days = 30, from, to, policy } = route.useSearch()
  const shown = daysBetween(from, to) ?? daysOf(now(), days)
  const query = useQuery(totalsQuery({ from: shown.from, to: shown.to, ...given({ policy }) }))
  const { data: policies = [] } = useQuery(policiesQuery)
  const name = policy ?? (policies.length === 1 ? policies[0]?.name : undefined)
  const { data: versions = [] } = useQuery({ ...recentVersionsQuery(name ?? ''), enabled: name !== undefined })
  const markers = markersOf(versions, shown.days, words.version)
  return (
    <Page title={words.title} aside={<RangePicker shown={shown} />}>
      <Answered query={query}>
        {(totals) => (
          <Stack>
            <Figures totals={totals} />
            {totals.length === 0 ? (
              <EmptyNote title={words.nothing}>{words.nothingText}</EmptyNote>
            ) : (
              <Charts totals={totals} days={shown.days} markers={markers} />
            )}
            {name !== undefined && <PublishedVersions policy={name} versions={versions} days={shown.days} />}
            <Text size="xs" c="dimmed">
              {words.utc}
            </Text>
          </Stack>
        )}
      </Answered>
    </Page>
  )
}

function Charts({
  totals,
  days,
  markers,
}: {
  readonly totals: readonly DayTotal[]
  readonly days: readonly string[]
  readonly markers: readonly Marker[]
}): ReactElement {
  const { overview: words, common } = useWords()
  const rows = countsByDay(totals, days)
  const series = (['approve', 'deny', 'review'] as const).map((key) => ({
    key,
    label: common.outcomes[key],
    color: outcomeColors[key],
  }))
  return (
    <Grid>
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <Section title={words.decisionsByDay}>
          <DayChart label={words.decisionsByDay} rows={rows} series={series} markers={markers} />
          <ChartTable label={words.decisionsByDay} rows={rows} series={series} />
        </Section>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <CreditsSection totals={totals} days={days} markers={markers} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <TopList title={words.topClauses} head={words.clause} by="clause" totals={totals} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <TopList title={words.topRules} head={words.rule} by="rule" totals={totals} />
      </Grid.Col>
    </Grid>
  )
}
