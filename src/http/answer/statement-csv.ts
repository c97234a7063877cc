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

/** What a spreadsheet begins a cell with that it runs; the wide forms count as the narrow ones. */
const formulaStart = /(^|[,;|\t\r\n])([\s"']*)(?=[=+\-@\uFF0B\uFF0D\uFF1D\uFF20])/gu

/** An apostrophe in front of whatever would be run, also where a spreadsheet parts cells at semicolons or tabs. */
function neutral(text: string): string {
  return text.replaceAll(formulaStart, "$1$2'")
}

/**
 * The lines as CSV (RFC 4180) with a heading. A text that a spreadsheet would take for a formula has
 * an apostrophe in front of it, whether cells are parted at commas, semicolons or tabs; amounts never do.
 */
export function statementCsv(lines: readonly StatementLine[]): string {
  return stringify([...lines], {
    header: true,
    columns: [...columns],
    record_delimiter: '\r\n',
    cast: { string: (value, { column }) => (amounts.includes(column) ? value : neutral(value)) },
  })
}
