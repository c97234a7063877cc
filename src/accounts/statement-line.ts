import type { Entry } from '../journal/entry.ts'
import { creditOf, negated, type Sum, sumIn } from '../journal/entry-amounts.ts'
import { textIn } from '../journal/read-json.ts'
import type { StatementLine } from './accounts.ts'

/** The entry as a line of its account's statement. */
export function statementLine(entry: Entry): StatementLine {
  const { sequence, id, at, kind, order, author } = entry
  const sum = movementOf(entry)
  return {
    sequence,
    id,
    at,
    kind,
    order,
    amount: sum?.amount ?? null,
    currency: sum?.currency ?? null,
    balance: sum === null ? null : (entry.state.balances[sum.currency] ?? '0'),
    reference: textIn(entry.request, 'reference'),
    author,
  }
}

/** What the entry did to the balance, signed; null where it did nothing. */
function movementOf(entry: Entry): Sum | null {
  switch (entry.kind) {
    case 'decision':
    case 'review_resolved':
      return creditOf(entry)
    case 'credit_spent':
      return takenOff(sumIn(entry, 'debit'))
    case 'credit_delivered':
      return takenOff(sumIn(entry, 'delivery'))
    case 'adjustment':
      return sumIn(entry, 'adjustment')
    case 'order_registered':
    case 'review_extended':
    case 'review_escalated':
    case 'dispute_opened':
    case 'dispute_closed':
    case 'standing_lifted':
    case 'credit_failed':
    case 'correction':
    case 'erasure':
      return null
  }
}

function takenOff(sum: Sum | null): Sum | null {
  return sum === null ? null : { ...sum, amount: negated(sum.amount) }
}
