import { Grid, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { given } from '../../api/given.ts'
import { type ReviewTask, reviewSummaryQuery, reviewsQuery } from '../../api/reviews.ts'
import { Answered } from '../../parts/answered.tsx'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/use-words.ts'
import { ReviewPanel } from './review-panel.tsx'
import { ReviewQueue } from './review-queue.tsx'
import { listedStatuses, type ReviewSearch } from './search.ts'

const route = getRouteApi('/reviews')

/** The queue beside the review that is looked at; j and k go down and up, and what is resolved makes room for the next. */
export function ReviewsView(): ReactElement {
  const { reviews: words } = useWords()
  const search = route.useSearch()
  const { status = 'waiting', level, at } = search
  const navigate = useNavigate()
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false })
  const query = useInfiniteQuery(reviewsQuery({ status, ...given({ level }) }))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const go = (change: ReviewSearch): void => {
    void navigate({ to: '/reviews', search: { ...search, ...change } })
  }
  const step = (by: 1 | -1): void => {
    const next = items[items.findIndex((item) => item.decision_id === at) + by]
    if (next !== undefined) go({ at: next.decision_id })
  }
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
  ])
  const afterResolved = (id: string): void => {
    const index = items.findIndex((item) => item.decision_id === id)
    go({ at: (items[index + 1] ?? items[index - 1])?.decision_id })
  }
  const panel = at !== undefined && (
    <ReviewPanel key={at} id={at} onResolved={() => afterResolved(at)} onBack={() => go({ at: undefined })} />
  )
  return (
    <Page title={words.title} aside={<Filters status={status} level={level} go={go} />}>
      {isNarrow && panel !== false ? (
        panel
      ) : (
        <Grid>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Answered query={query}>{() => <Queue items={items} status={status} at={at} query={query} />}</Answered>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 7 }} visibleFrom="md">
            <div className="beside-queue">
              {panel}
              {panel === false && items.length > 0 && (
                <EmptyNote title={words.chooseTitle}>
                  {status === 'resolved' ? words.chooseResolvedText : words.chooseText}
                </EmptyNote>
              )}
            </div>
          </Grid.Col>
        </Grid>
      )}
    </Page>
  )
}

function Queue({
  items,
  status,
  at,
  query,
}: {
  readonly items: readonly ReviewTask[]
  readonly status: string
  readonly at: string | undefined
  readonly query: Parameters<typeof MoreButton>[0]['query']
}): ReactElement {
  const { reviews: words } = useWords()
  if (items.length === 0 && !query.hasNextPage) {
    return status === 'resolved' ? (
      <EmptyNote title={words.noneResolved}>{words.noneResolvedText}</EmptyNote>
    ) : (
      <EmptyNote title={words.noneWaiting}>{words.noneWaitingText}</EmptyNote>
    )
  }
  return (
    <Stack>
      <ReviewQueue reviews={items} at={at} />
      <MoreButton query={query} />
    </Stack>
  )
}

function Filters({
  status,
  level,
  go,
}: {
  readonly status: string
  readonly level: string | undefined
  readonly go: (change: ReviewSearch) => void
}): ReactElement {
  const { reviews: words } = useWords()
  const { data: summary } = useQuery(reviewSummaryQuery)
  const levels = Object.keys(summary?.levels ?? {})
  return (
    <Group gap="sm">
      {summary !== undefined && (
        <Text size="sm" c="dimmed">
          {words.counts(summary.waiting, summary.overdue)}
        </Text>
      )}
      {levels.length > 1 && (
        <Select
          size="xs"
          w={150}
          aria-label={words.level}
          placeholder={words.everyLevel}
          clearable
          data={levels}
          value={level ?? null}
          onChange={(next) => go({ level: next ?? undefined, at: undefined })}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label={words.status}
        data={listedStatuses.map((value) => ({ value, label: words.statuses[value] }))}
        value={status}
        onChange={(next) => go({ status: listedStatuses.find((each) => each === next), at: undefined })}
      />
    </Group>
  )
}
