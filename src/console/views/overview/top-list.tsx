import { Button, Group, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { DayTotal } from '../../api/totals.ts'
import { saveCsv } from '../../charts/save-csv.ts'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { Section } from '../../parts/section.tsx'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { count } from './sums.ts'

interface Ranked {
  readonly name: string
  readonly decisions: number
}

const shownAtMost = 8

/** The clauses or rules that decided most; all of them as a CSV file. */
export function TopList({
  title,
  head,
  by,
  totals,
}: {
  readonly title: string
  readonly head: string
  readonly by: 'clause' | 'rule'
  readonly totals: readonly DayTotal[]
}): ReactElement {
  const { overview: words } = useWords()
  const language = useLanguage()
  const all = count(totals)
  const names = [...new Set(totals.flatMap((total) => total[by] ?? []))]
  const ranked = names
    .map((name): Ranked => ({ name, decisions: count(totals.filter((total) => total[by] === name)) }))
    .sort((left, right) => right.decisions - left.decisions)
  const share = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const columns: readonly Column<Ranked>[] = [
    {
      head,
      cell: ({ name }) => (
        <AnchorLink inherit to="/decisions" search={{ [by]: name }}>
          {name}
        </AnchorLink>
      ),
    },
    { head: words.decisions, right: true, cell: ({ decisions }) => new Intl.NumberFormat(language).format(decisions) },
    { head: words.share, right: true, cell: ({ decisions }) => share.format(all === 0 ? 0 : decisions / all) },
  ]
  return (
    <Section title={title}>
      {ranked.length === 0 ? (
        <Text c="dimmed">{words.nothing}</Text>
      ) : (
        <>
          <Listing
            label={title}
            items={ranked.slice(0, shownAtMost)}
            keyOf={({ name }) => name}
            columns={columns}
            alwaysRows
          />
          <Group>
            <Button
              size="xs"
              variant="default"
              aria-label={words.csvOf(title)}
              onClick={() =>
                saveCsv(title, [
                  [head, words.decisions],
                  ...ranked.map(({ name, decisions }) => [name, String(decisions)]),
                ])
              }
            >
              {words.csv}
            </Button>
          </Group>
        </>
      )}
    </Section>
  )
}
