import { Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { type AuditEntry, auditQuery } from '../../api/administration.ts'
import { Answered } from '../../parts/answered.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Instant } from '../../parts/instant.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { valueText } from '../../parts/value-text.ts'
import { useWords } from '../../words/use-words.ts'

const told = ['policy', 'version', 'name', 'reason', 'account', 'key_id', 'replaced_by'] as const

/** Who did what to the service, newest first; each entry is chained to the one before. */
export function AuditPanel(): ReactElement {
  const words = useWords()
  const { settings: own } = words
  const query = useInfiniteQuery(auditQuery)
  const columns: readonly Column<AuditEntry>[] = [
    { head: own.number, cell: ({ sequence }) => sequence },
    { head: own.when, cell: ({ at }) => <Instant at={at} /> },
    { head: own.who, cell: ({ author }) => author },
    { head: own.what, cell: ({ kind }) => own.kinds[kind] },
    {
      head: own.details,
      cell: ({ details }) =>
        told.flatMap((name) => (details[name] === undefined ? [] : [valueText(details[name], words)])).join(' · '),
    },
    { head: own.hash, cell: ({ hash }) => <CopyButton value={hash} what={own.hash} /> },
  ]
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {own.auditText}
      </Text>
      <Answered query={query}>
        {({ pages }) => (
          <Listing
            label={own.tabs.audit}
            items={pages.flatMap(({ items }) => items)}
            keyOf={({ id }) => id}
            columns={columns}
          />
        )}
      </Answered>
      <MoreButton query={query} />
    </Stack>
  )
}
