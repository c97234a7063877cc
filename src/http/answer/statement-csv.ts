import { stringify } from 'csv-stringify/sync'
import type { StatementLine } from '../../accounts/accounts.ts'

const columns = [
  'sequence',
  'at',
  'kind',
  'order',
  'policy',
  'part',
  'amount',
  'currency',
  'balance',
  'reference',
  'author',
  'id',
] as const satisfies readonly (keyof StatementLine)[]

/** Exact decimals made here: their sign is no formula. */
const amounts: readonly unknown[] = ['amount', 'balance'] satisfies readonly (typeof columns)[number][]

/**
 * The lines as CSV (RFC 4180) with a heading. A text that a spreadsheet would take for a formula has
 * an apostrophe in front; amounts never do.
 */
export function statementCsv(lines: readonly StatementLine[]): string {
  return stringify([...lines], {
    header: true,
    columns: [...columns],
    record_delimiter: '\r\n',
    cast: { string: (value, { column }) => ({ value, escape_formulas: !amounts.includes(column) }) },
  })
}
