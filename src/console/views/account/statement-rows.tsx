import type { ReactElement } from 'react'
import type { StatementLine } from '../../api/accounts.ts'
import { OrderLink } from '../../parts/account-link.tsx'
import { Instant } from '../../parts/instant.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { Money } from '../../parts/money.tsx'
import { useWords } from '../../words/use-words.ts'

/** A statement, newest first, with what each entry did to the balance and what it left. */
export function StatementRows({ lines }: { readonly lines: readonly StatementLine[] }): ReactElement {
  const { accounts: words } = useWords()
  const money = (amount: string | null, currency: string | null): ReactElement | null =>
    amount === null || currency === null ? null : <Money amount={amount} currency={currency} />
  const columns: readonly Column<StatementLine>[] = [
    { head: words.number, cell: ({ sequence }) => sequence },
    { head: words.when, cell: ({ at }) => <Instant at={at} /> },
    { head: words.what, cell: ({ kind }) => words.kinds[kind] },
    {
      head: words.order,
      cell: ({ order, policy, part }) =>
        order === null ? null : (
          <>
            {policy === null ? order : <OrderLink id={order} policy={policy} />}
            {part !== null && ` · ${part}`}
          </>
        ),
    },
    { head: words.amount, right: true, cell: ({ amount, currency }) => money(amount, currency) },
    { head: words.left, right: true, cell: ({ balance, currency }) => money(balance, currency) },
    { head: words.author, cell: ({ author, reference }) => (reference === null ? author : `${author} · ${reference}`) },
  ]
  return <Listing label={words.statement} items={lines} keyOf={({ id }) => id} columns={columns} />
}
