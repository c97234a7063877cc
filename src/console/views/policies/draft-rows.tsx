import { Badge, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { type DraftState, type DraftSummary, draftsQuery } from '../../api/drafts.ts'
import { Answered } from '../../parts/answered.tsx'
import { Instant } from '../../parts/instant.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { useWords } from '../../words/use-words.ts'

const colors = { open: 'cyan', published: 'teal', discarded: 'gray' } as const

/** The drafts of a policy, each with what it is for and who wrote it last. */
export function DraftRows({
  policy,
  state,
}: {
  readonly policy: string
  readonly state?: DraftState | undefined
}): ReactElement {
  const { policies: words } = useWords()
  const query = useInfiniteQuery(draftsQuery(policy, state))
  return (
    <>
      <Answered query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length > 0) return <Rows policy={policy} items={items} />
          return (
            <Text size="sm" c="dimmed" maw="75ch">
              {words.noDrafts}. {words.noDraftsText}
            </Text>
          )
        }}
      </Answered>
      <MoreButton query={query} />
    </>
  )
}

function Rows({ policy, items }: { readonly policy: string; readonly items: readonly DraftSummary[] }): ReactElement {
  const { policies: words } = useWords()
  const columns: readonly Column<DraftSummary>[] = [
    {
      head: words.draft,
      cell: ({ id, reason }) => (
        <Link to="/policies/$policy/drafts/$draft" params={{ policy, draft: id }} className="row-link">
          {reason ?? words.noReason}
        </Link>
      ),
    },
    {
      head: words.base,
      cell: ({ base_version }) => (base_version === null ? words.fromNothing : words.active(base_version)),
    },
    {
      head: words.state,
      cell: ({ state, schedule }) => (
        <Badge color={colors[state]}>
          {state === 'open' && schedule !== null ? words.scheduled : words.states[state]}
        </Badge>
      ),
    },
    {
      head: words.edited,
      cell: ({ edited_at, edited_by }) => (
        <>
          <Instant at={edited_at} /> · {edited_by}
        </>
      ),
    },
  ]
  return <Listing label={words.draftsOf(policy)} items={items} keyOf={({ id }) => id} columns={columns} />
}
