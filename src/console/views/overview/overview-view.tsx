import { Grid, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { given } from '../../api/given.ts'
import { policiesQuery, recentVersionsQuery } from '../../api/policies.ts'
import { type DayTotal, totalsQuery } from '../../api/totals.ts'
import { ChartTable } from '../../charts/chart-table.tsx'
import { DayChart } from '../../charts/day-chart.tsx'
import { Answered } from '../../parts/answered.tsx'
import { DocsLink } from '../../parts/docs-link.tsx'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { now } from '../../time/now.ts'
import { dateIn, usualZone } from '../../time/time-zones.ts'
import { useWords } from '../../words/use-words.ts'
import { CreditsSection } from './credits-section.tsx'
import { Figures } from './figures.tsx'
import { PublishedVersions } from './published-versions.tsx'
import { RangePicker } from './range-picker.tsx'
import { countsByDay, daysBetween, daysUpTo, type Marker, markersOf } from './sums.ts'
import { TopList } from './top-list.tsx'
import { ZonePicker } from './zone-picker.tsx'

const route = getRouteApi('/overview')

const outcomeColors = { approve: '#0ca678', deny: '#868e96', review: '#f08c00' } as const

/** What was decided and credited in the last days of a time zone, what waits, and which rules did it. */
export function OverviewView(): ReactElement {
  const { overview: words } = useWords()
  const { days = 30, from, to, policy, time_zone: timeZone = usualZone() } = route.useSearch()
  const shown = daysBetween(from, to) ?? daysUpTo(dateIn(timeZone, now()), days)
  const query = useQuery(totalsQuery({ from: shown.from, to: shown.to, time_zone: timeZone, ...given({ policy }) }))
  const { data: policies = [] } = useQuery(policiesQuery)
  const name = policy ?? (policies.length === 1 ? policies[0]?.name : undefined)
  const { data: versions = [] } = useQuery({ ...recentVersionsQuery(name ?? ''), enabled: name !== undefined })
  const markers = markersOf(versions, { days: shown.days, timeZone }, words.version)
  return (
    <Page
      title={words.title}
      aside={
        <Group gap="xs">
          <ZonePicker timeZone={timeZone} />
          <RangePicker shown={shown} />
        </Group>
      }
    >
      <Answered query={query}>
        {(totals) => (
          <Stack>
            <Figures totals={totals} />
            {totals.length === 0 ? (
              <EmptyNote title={words.nothing}>
                {words.nothingText}
                <div>
                  <DocsLink />
                </div>
              </EmptyNote>
            ) : (
              <Charts totals={totals} days={shown.days} markers={markers} timeZone={timeZone} />
            )}
            {name !== undefined && (
              <PublishedVersions policy={name} versions={versions} days={shown.days} timeZone={timeZone} />
            )}
            <Text size="xs" c="dimmed">
              {words.daysOf(timeZone)}
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
  timeZone,
}: {
  readonly totals: readonly DayTotal[]
  readonly days: readonly string[]
  readonly markers: readonly Marker[]
  readonly timeZone: string
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
          <DayChart label={words.decisionsByDay} rows={rows} series={series} counts markers={markers} />
          <ChartTable label={words.decisionsByDay} rows={rows} series={series} timeZone={timeZone} />
        </Section>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <CreditsSection totals={totals} days={days} markers={markers} timeZone={timeZone} />
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
