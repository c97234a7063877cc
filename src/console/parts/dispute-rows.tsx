import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Dispute } from '../api/disputes.ts'
import { useWords } from '../words/use-words.ts'
import { AccountLink } from './account-link.tsx'
import { Deadline } from './deadline.tsx'
import { Instant } from './instant.tsx'
import { type Column, Listing } from './listing.tsx'
import { Money } from './money.tsx'

/** Disputes in a table, each with its stage and what it is about. */
export function DisputeRows({ disputes }: { readonly disputes: readonly Dispute[] }): ReactElement {
  const { disputes: words } = useWords()
  const columns: readonly Column<Dispute>[] = [
    {
      head: words.dispute,
      leads: true,
      cell: ({ id, provider_id, payment_reference }) => (
        <Link to="/disputes/$id" params={{ id }} className="row-link">
          {provider_id ?? payment_reference}
        </Link>
      ),
    },
    { head: words.kind, cell: ({ kind }) => words.kinds[kind] },
    { head: words.status, cell: ({ status }) => words.statuses[status] },
    { head: words.respondBy, cell: ({ respond_by }) => respond_by !== null && <Deadline at={respond_by} /> },
    { head: words.account, cell: ({ account }) => <AccountLink id={account} /> },
    { head: words.order, cell: ({ order }) => order },
    {
      head: words.amount,
      right: true,
      leads: true,
      cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
    },
    { head: words.opened, cell: ({ opened_at }) => <Instant at={opened_at} /> },
  ]
  return <Listing label={words.title} items={disputes} keyOf={({ id }) => id} columns={columns} />
}
