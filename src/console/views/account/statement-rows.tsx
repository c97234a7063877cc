import type { ReactElement } from 'react'
import type { StatementLine } from '../../api/accounts.ts'
import { OrderLink } from '../../parts/account-link.tsx'
import { Instant } from '../../parts/instant.tsx'
import { type Column, Listing } from '../../parts/listing.tsx'
import { decimalsOf, Money } from '../../parts/money.tsx'
import { useWords } from '../../words/use-words.ts'

/** A statement, newest first, with what each entry did to the balance and what it left. */
export function StatementRows({ lines }: { readonly lines: readonly StatementLine[] }): ReactElement {
  const { accounts: words } = useWords()
  const decimals = decimalsByCurrency(lines)
  const money = (amount: string | null, currency: string | null): ReactElement | null =>
    amount === null || currency === null ? null : (
      <Money amount={amount} currency={currency} decimals={decimals.get(currency)} />
    )
  const columns: readonly Column<StatementLine>[] = [
    { head: words.number, cell: ({ sequence }) => sequence },
    { head: words.when, cell: ({ at }) => <Instant at={at} /> },
    { head: words.what, leads: true, cell: ({ kind }) => words.kinds[kind] },
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
    { head: words.amount, right: true, leads: true, cell: ({ amount, currency }) => money(amount, currency) },
    { head: words.left, right: true, cell: ({ balance, currency }) => money(balance, currency) },
    { head: words.author, cell: ({ author, reference }) => (reference === null ? author : `${author} · ${reference}`) },
  ]
  return <Listing label={words.statement} items={lines} keyOf={({ id }) => id} columns={columns} />
}

/** The most decimals in each currency, so that amounts one below the other are in line. */
function decimalsByCurrency(lines: readonly StatementLine[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>()
  for (const { currency, amount, balance } of lines) {
    if (currency === null) continue
    most.set(currency, Math.max(most.get(currency) ?? 0, decimalsOf(amount ?? ''), decimalsOf(balance ?? '')))
  }
  return most
}
