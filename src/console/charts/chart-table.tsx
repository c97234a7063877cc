import { Button, Group, Stack, Table } from '@mantine/core'
import type { ReactElement } from 'react'
import { saveFile } from '../parts/save-file.ts'
import { useWords } from '../words/use-words.ts'
import type { DayRow, Series } from './day-chart.tsx'

/** What a chart shows, exactly: as a table to unfold, and as a CSV file. */
export function ChartTable({
  label,
  rows,
  series,
}: {
  readonly label: string
  readonly rows: readonly DayRow[]
  readonly series: readonly Series[]
}): ReactElement {
  const { overview: words } = useWords()
  const lines = [
    [words.day, ...series.map((each) => each.label)],
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
          <Button size="xs" variant="default" onClick={() => save(label, lines)}>
            {words.csv}
          </Button>
        </Group>
      </Stack>
    </details>
  )
}

function save(name: string, lines: readonly (readonly string[])[]): void {
  const text = lines.map((line) => line.map(csvCell).join(',')).join('\r\n')
  saveFile(new Blob([`${text}\r\n`], { type: 'text/csv' }), `${name}.csv`)
}

/** Quoted where need be; what a spreadsheet would run as a formula has an apostrophe in front. */
function csvCell(text: string): string {
  const safe = /^[=+@\t]|^-\D/u.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
