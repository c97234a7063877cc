import type { Entry } from '../journal/entry.ts'
import { movementOf } from '../journal/evolve.ts'
import type { StatementLine } from './accounts.ts'

/** The entry as a line of its account's statement. */
export function statementLine(entry: Entry): StatementLine {
  const { sequence, id, at, kind, order, author, request, state } = entry
  const sum = movementOf(entry)
  return {
    sequence,
    id,
    at,
    kind,
    order: order?.id ?? null,
    policy: order?.policy ?? null,
    part: order?.part ?? null,
    amount: sum?.amount ?? null,
    currency: sum?.currency ?? null,
    balance: sum === null ? null : (state.balances[sum.currency] ?? '0'),
    reference: 'reference' in request ? request.reference : null,
    author,
  }
}
