import { Badge, Group, Paper, Stack, Text } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactElement, useEffect, useRef } from 'react'
import type { ReviewTask } from '../../api/reviews.ts'
import { Breakable } from '../../parts/breakable.tsx'
import { Due } from '../../parts/due.tsx'
import { Money } from '../../parts/money.tsx'
import { OutcomeBadge } from '../../parts/outcome-badge.tsx'
import { useWords } from '../../words/use-words.ts'

const route = getRouteApi('/reviews')

/** Reviews one below the other, the earliest due first; the one that is looked at stays in sight. */
export function ReviewQueue({
  reviews,
  at,
}: {
  readonly reviews: readonly ReviewTask[]
  readonly at: string | undefined
}): ReactElement {
  const { reviews: words } = useWords()
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={words.title}>
      {reviews.map((review) => (
        <QueueItem key={review.decision_id} review={review} isAt={review.decision_id === at} />
      ))}
    </Stack>
  )
}

function QueueItem({ review, isAt }: { readonly review: ReviewTask; readonly isAt: boolean }): ReactElement {
  const search = route.useSearch()
  const place = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isAt) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isAt])
  const { order, account, level, proposed, currency, due_by, resolution, reason_code } = review
  return (
    <li ref={place}>
      <Paper
        withBorder
        p="sm"
        radius="md"
        {...(isAt ? { style: { borderColor: 'var(--mantine-color-cyan-7)', borderWidth: 2 } } : {})}
      >
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Link
            to="/reviews"
            search={{ ...search, at: review.decision_id }}
            className="row-link"
            aria-current={isAt ? 'true' : undefined}
          >
            {order}
          </Link>
          <Group gap="sm" wrap="nowrap" fz="sm">
            {proposed !== null && currency !== null && (
              <Text span inherit fw={600}>
                <Money amount={proposed} currency={currency} />
              </Text>
            )}
            <div style={{ whiteSpace: 'nowrap' }}>
              {resolution === null ? <Due at={due_by} /> : <OutcomeBadge outcome={resolution.outcome} />}
            </div>
          </Group>
        </Group>
        <Group justify="space-between" wrap="nowrap" align="flex-end" gap="sm" mt={2}>
          <Text size="sm" c="dimmed" lineClamp={2}>
            {account} · <Breakable name={reason_code} />
          </Text>
          <Badge color="gray" style={{ flexShrink: 0 }}>
            {level}
          </Badge>
        </Group>
      </Paper>
    </li>
  )
}
