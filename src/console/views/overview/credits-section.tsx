import { Group, Select, Text } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import type { DayTotal } from '../../api/totals.ts'
import { ChartTable } from '../../charts/chart-table.tsx'
import { DayChart } from '../../charts/day-chart.tsx'
import { Money } from '../../parts/money.tsx'
import { Section } from '../../parts/section.tsx'
import { sumAmounts } from '../../parts/sum-amounts.ts'
import { useWords } from '../../words/use-words.ts'
import { count, creditsByDay, type Marker } from './sums.ts'

/** What was credited by day, in one currency at a time: amounts of two are not to be added. */
export function CreditsSection({
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
  const { overview: words } = useWords()
  const currencies = currenciesOf(totals)
  const [chosen, choose] = useState<string | null>(null)
  const currency = chosen !== null && currencies.includes(chosen) ? chosen : currencies[0]
  if (currency === undefined) {
    return (
      <Section title={words.creditsByDay}>
        <Text c="dimmed">{words.noCredits}</Text>
      </Section>
    )
  }
  const rows = creditsByDay(totals, days, currency)
  const series = [
    { key: 'automatic', label: words.automatic, color: '#1098ad' },
    { key: 'person', label: words.byPerson, color: '#9775fa' },
  ]
  const sum = sumAmounts(totals.filter((total) => total.currency === currency).map(({ credited }) => credited))
  const title = words.creditsIn(currency)
  return (
    <Section
      title={currencies.length > 1 ? words.creditsByDay : title}
      aside={
        <Group gap="sm" wrap="nowrap">
          <Text size="sm">
            {words.sum} <Money amount={sum} currency={currency} />
          </Text>
          {currencies.length > 1 && (
            <Select
              size="xs"
              w={88}
              aria-label={words.currency}
              allowDeselect={false}
              data={currencies}
              value={currency}
              onChange={choose}
            />
          )}
        </Group>
      }
    >
      <DayChart label={title} rows={rows} series={series} markers={markers} />
      <ChartTable label={title} rows={rows} series={series} timeZone={timeZone} />
    </Section>
  )
}

/** Those in which something was credited, the one of most decisions first. */
function currenciesOf(totals: readonly DayTotal[]): readonly string[] {
  const names = [...new Set(totals.flatMap(({ currency }) => (currency === null ? [] : [currency])))].sort()
  const decisionsIn = (name: string): number => count(totals.filter(({ currency }) => currency === name))
  return names.sort((left, right) => decisionsIn(right) - decisionsIn(left))
}
