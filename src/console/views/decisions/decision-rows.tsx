import type { ReactElement } from 'react'
import type { FoundDecision } from '../../api/decisions.ts'
import { Instant } from '../../parts/instant.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { Money } from '../../parts/money.tsx'
import { OutcomeBadge } from '../../parts/outcome-badge.tsx'
import { useWords } from '../../words/use-words.ts'

/** Decisions in a table, each with what led to it and what it credited. */
export function DecisionRows({ decisions }: { readonly decisions: readonly FoundDecision[] }): ReactElement {
  const { decisions: words } = useWords()
  const columns: readonly Column<FoundDecision>[] = [
    { head: words.when, cell: ({ decided_at }) => <Instant at={decided_at} /> },
    { head: words.order, cell: ({ order }) => order },
    { head: words.account, cell: ({ account }) => account },
    { head: words.outcome, cell: ({ outcome, label }) => <OutcomeBadge outcome={outcome} label={label} /> },
    {
      head: words.amount,
      right: true,
      cell: ({ refund }) => refund !== null && <Money amount={refund.amount} currency={refund.currency} />,
    },
    { head: words.clause, cell: ({ clause }) => clause?.id },
    { head: words.rule, cell: ({ rule, reason_code }) => rule ?? reason_code },
    { head: words.version, cell: ({ policy }) => `${policy.name} ${policy.version}` },
  ]
  return <Listing label={words.title} items={decisions} keyOf={({ id }) => id} columns={columns} />
}
