import { Button, Group, Stack, Table } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../words/use-words.ts'
import type { DayRow, Series } from './day-chart.tsx'
import { saveCsv } from './save-csv.ts'

/** What a chart shows, exactly: as a table to unfold, and as a CSV file. */
export function ChartTable({
  label,
  rows,
  series,
  timeZone,
}: {
  readonly label: string
  readonly rows: readonly DayRow[]
  readonly series: readonly Series[]
  /** Whose days these are. */
  readonly timeZone: string
}): ReactElement {
  const { overview: words } = useWords()
  const lines = [
    [words.dayIn(timeZone), ...series.map((each) => each.label)],
    ...rows.map(({ day, values }) => [day, ...series.map(({ key }) => values[key] ?? '0')]),
  ]
  return (
    <details>
      <summary>{words.asTable}</summary>
      <Stack gap="xs" mt="xs">
        <Table.ScrollContainer minWidth={280} maxHeight={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label={label} data={{ head: lines[0] ?? [], body: lines.slice(1) }} stickyHeader />
        </Table.ScrollContainer>
        <Group>
          <Button size="xs" variant="default" onClick={() => saveCsv(label, lines)}>
            {words.csv}
          </Button>
        </Group>
      </Stack>
    </details>
  )
}
