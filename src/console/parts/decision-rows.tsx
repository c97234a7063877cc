import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { FoundDecision } from '../api/decisions.ts'
import { useWords } from '../words/use-words.ts'
import { AccountLink } from './account-link.tsx'
import { Instant } from './instant.tsx'
import { type Column, Listing } from './listing.tsx'
import { Money } from './money.tsx'
import { OutcomeBadge } from './outcome-badge.tsx'

/** Decisions in a table, each with what led to it and what it credited. */
export function DecisionRows({ decisions }: { readonly decisions: readonly FoundDecision[] }): ReactElement {
  const { decisions: words } = useWords()
  const columns: readonly Column<FoundDecision>[] = [
    { head: words.when, cell: ({ decided_at }) => <Instant at={decided_at} /> },
    {
      head: words.order,
      leads: true,
      cell: ({ id, order }) => (
        <Link to="/decisions/$id" params={{ id }} className="row-link">
          {order}
        </Link>
      ),
    },
    { head: words.account, cell: ({ account }) => <AccountLink id={account} /> },
    { head: words.outcome, cell: ({ outcome, label }) => <OutcomeBadge outcome={outcome} label={label} /> },
    {
      head: words.amount,
      right: true,
      leads: true,
      cell: ({ refund }) => refund !== null && <Money amount={refund.amount} currency={refund.currency} />,
    },
    { head: words.clause, cell: ({ clause }) => clause?.id },
    { head: words.rule, cell: ({ rule, reason_code }) => rule ?? reason_code },
    { head: words.version, cell: ({ policy }) => `${policy.name} ${policy.version}` },
  ]
  return <Listing label={words.title} items={decisions} keyOf={({ id }) => id} columns={columns} />
}
