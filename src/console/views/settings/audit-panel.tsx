import { Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { type AuditEntry, auditQuery } from '../../api/administration.ts'
import { Answered } from '../../parts/answered.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { Instant } from '../../parts/instant.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { valueText } from '../../parts/value-text.ts'
import { useWords } from '../../words/use-words.ts'
import { AuditFilter } from './audit-filter.tsx'
import { auditFilters } from './audit-search.ts'

const route = getRouteApi('/settings')

const told = ['policy', 'version', 'name', 'reason', 'account', 'key_id', 'replaced_by'] as const

/** Who did what to the service, newest first; each entry is chained to the one before. */
export function AuditPanel(): ReactElement {
  const words = useWords()
  const { settings: own } = words
  const { tab: _, ...search } = route.useSearch()
  const query = useInfiniteQuery(auditQuery(auditFilters(search)))
  const columns: readonly Column<AuditEntry>[] = [
    { head: own.number, leads: true, cell: ({ sequence }) => sequence },
    { head: own.when, cell: ({ at }) => <Instant at={at} /> },
    { head: own.who, cell: ({ author }) => author },
    { head: own.what, leads: true, cell: ({ kind }) => own.kinds[kind] },
    {
      head: own.details,
      cell: ({ kind, details }) =>
        kind === 'store_verified'
          ? own.verifiedAct(String(details['faults']), String(details['up_to']))
          : told.flatMap((name) => (details[name] === undefined ? [] : [valueText(details[name], words)])).join(' · '),
    },
    { head: own.hash, cell: ({ hash }) => <CopyButton value={hash} what={own.hash} /> },
  ]
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {own.auditText}
      </Text>
      <AuditFilter search={search} />
      <Answered query={query}>
        {({ pages }) => {
          const found = pages.flatMap(({ items }) => items)
          if (found.length === 0 && !query.hasNextPage) {
            return <EmptyNote title={own.noActs}>{own.noActsText}</EmptyNote>
          }
          return <Listing label={own.tabs.audit} items={found} keyOf={({ id }) => id} columns={columns} />
        }}
      </Answered>
      <MoreButton query={query} />
    </Stack>
  )
}
