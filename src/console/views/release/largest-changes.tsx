import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Impact } from '../../api/releases.ts'
import { AccountLink } from '../../parts/account-link.tsx'
import { Instant } from '../../parts/instant.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { Money } from '../../parts/money.tsx'
import { useWords } from '../../words/use-words.ts'

type Changed = Impact['largest'][number]
type Answer = Impact['moves'][number]['before']

const shownAtMost = 20

/** The decisions whose credit would have changed most, of one kind of flip where that was chosen; each leads to it. */
export function LargestChanges({
  changes,
  of,
  all,
}: {
  readonly changes: readonly Changed[]
  readonly of: Impact['moves'][number] | null
  readonly all: () => void
}): ReactElement {
  const { release: words } = useWords()
  const kept =
    of === null ? changes : changes.filter((each) => isSame(each.before, of.before) && isSame(each.after, of.after))
  const money = (head: string, pick: (change: Changed) => string | null): Column<Changed> => ({
    head,
    right: true,
    cell: (change) => {
      const amount = pick(change)
      return amount === null ? '–' : <Money amount={amount} currency={change.currency} />
    },
  })
  const columns: readonly Column<Changed>[] = [
    { head: words.decidedAt, cell: ({ decided_at }) => <Instant at={decided_at} /> },
    {
      head: words.order,
      cell: ({ id, order }) => (
        <Link to="/decisions/$id" params={{ id }} className="row-link">
          {order ?? id}
        </Link>
      ),
    },
    { head: words.account, cell: ({ account }) => <AccountLink id={account} /> },
    money(words.before, ({ before }) => before.amount),
    money(words.after, ({ after }) => after.amount),
    money(words.extra, ({ extra }) => extra),
  ]
  return (
    <Stack gap="xs">
      <Group gap="md">
        <Text fw={600}>{of === null ? words.largestTitle : words.largestOfKind}</Text>
        {of !== null && (
          <Anchor component="button" type="button" fz="sm" onClick={all}>
            {words.showAll}
          </Anchor>
        )}
      </Group>
      {kept.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.noneOfKind}
        </Text>
      ) : (
        <Listing
          label={words.largestTitle}
          items={kept.slice(0, shownAtMost)}
          keyOf={({ id, currency }) => `${id} ${currency}`}
          columns={columns}
        />
      )}
    </Stack>
  )
}

function isSame(left: Answer, right: Answer): boolean {
  return left.outcome === right.outcome && left.rule === right.rule && left.reason_code === right.reason_code
}
