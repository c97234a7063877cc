import { Paper, SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement, ReactNode } from 'react'
import { reviewSummaryQuery } from '../../api/reviews.ts'
import { type DayTotal, openDisputesQuery, undeliveredQuery } from '../../api/totals.ts'
import { useMay } from '../../api/use-session.ts'
import { AnchorLink } from '../../parts/anchor-link.tsx'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { count } from './sums.ts'

/** The figures of the range, and what is to be done now. */
export function Figures({ totals }: { readonly totals: readonly DayTotal[] }): ReactElement {
  const { overview: words } = useWords()
  const language = useLanguage()
  const may = useMay()
  const { data: reviews } = useQuery(reviewSummaryQuery)
  const { data: disputes } = useQuery(openDisputesQuery)
  const { data: undelivered } = useQuery({ ...undeliveredQuery, enabled: may('listUndeliveredCredits') })
  const all = count(totals)
  const alone = count(totals.filter(({ outcome }) => outcome !== 'review'))
  const share = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const whole = new Intl.NumberFormat(language)
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <Figure name={words.decisions}>{whole.format(all)}</Figure>
      <Figure name={words.decidedAlone}>{all === 0 ? '–' : share.format(alone / all)}</Figure>
      <Figure name={words.waiting}>
        <AnchorLink inherit to="/reviews">
          {reviews?.waiting ?? '–'}
        </AnchorLink>
      </Figure>
      <Figure name={words.overdue}>
        <AnchorLink inherit to="/reviews" search={{ status: 'overdue' }}>
          {reviews?.overdue ?? '–'}
        </AnchorLink>
      </Figure>
      <Figure name={words.openDisputes}>
        <AnchorLink inherit to="/disputes" search={{ status: 'open' }}>
          {atLeast(disputes)}
        </AnchorLink>
      </Figure>
      {may('listUndeliveredCredits') && <Figure name={words.undelivered}>{atLeast(undelivered)}</Figure>}
    </SimpleGrid>
  )
}

/** How many there are, as far as one page tells. */
function atLeast(
  page: { readonly items: readonly unknown[]; readonly next_cursor: string | null } | undefined,
): string {
  if (page === undefined) return '–'
  return page.next_cursor === null ? String(page.items.length) : `${page.items.length}+`
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <Paper withBorder p="sm" radius="md">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text size="xl" fw={700} component="div">
        {children}
      </Text>
    </Paper>
  )
}
