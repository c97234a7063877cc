import { Group, NativeSelect, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { disputesQuery } from '../../api/disputes.ts'
import { given } from '../../api/given.ts'
import { Answered } from '../../parts/answered.tsx'
import { DisputeRows } from '../../parts/dispute-rows.tsx'
import { DocsLink } from '../../parts/docs-link.tsx'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/use-words.ts'
import { deadlines, disputeStatuses, readDeadline } from './search.ts'

const route = getRouteApi('/disputes')
const all = 'all'

/** Disputes by their stage and deadline: what has to be answered first stands first. */
export function DisputesView(): ReactElement {
  const { disputes: words } = useWords()
  const { status, deadline } = route.useSearch()
  const navigate = useNavigate()
  const query = useInfiniteQuery(
    disputesQuery(given({ status, days: deadline === undefined ? undefined : deadlines[deadline] })),
  )
  const choices = [
    { value: all, label: words.everyStatus },
    ...disputeStatuses.map((value) => ({ value, label: words.statuses[value] })),
  ]
  return (
    <Page
      title={words.title}
      aside={
        <Group gap="sm">
          {(status === undefined || status === 'open') && (
            <NativeSelect
              size="xs"
              aria-label={words.deadline}
              data={Object.entries(words.deadlines).map(([value, label]) => ({ value, label }))}
              value={deadline ?? 'any'}
              onChange={({ currentTarget }) =>
                void navigate({ to: '/disputes', search: { status, deadline: readDeadline(currentTarget.value) } })
              }
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={words.status}
            data={choices}
            value={status ?? all}
            onChange={(next) =>
              void navigate({
                to: '/disputes',
                search: { status: disputeStatuses.find((each) => each === next), deadline },
              })
            }
          />
        </Group>
      }
    >
      <Answered query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0 && deadline !== undefined) {
            return <EmptyNote title={words.noneDue}>{words.noneDueText}</EmptyNote>
          }
          if (items.length === 0) {
            return (
              <EmptyNote title={words.none}>
                {words.noneText}
                <div>
                  <DocsLink />
                </div>
              </EmptyNote>
            )
          }
          return <DisputeRows disputes={items} />
        }}
      </Answered>
      <MoreButton query={query} />
    </Page>
  )
}
