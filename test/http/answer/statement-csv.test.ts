import { expect, it } from '@jest/globals'
import type { StatementLine } from '../../../src/accounts/accounts.ts'
import { statementCsv } from '../../../src/http/answer/statement-csv.ts'

const line = { amount: '-3', balance: '-1', currency: 'USD', author: 'admin', id: 'x' } as StatementLine

it.each([
  ['=1+1', "'=1+1"],
  ['a;=1+1', "a;'=1+1"],
  ['a; "@SUM(1)', `"a; ""'@SUM(1)"`],
  ['a,+1', `"a,'+1"`],
  ['a\t-1|＝1', "a\t'-1|'＝1"],
  ['order-1: a=b', 'order-1: a=b'],
])('the reference %j is no formula for a spreadsheet, however it parts its cells', (reference, shown) => {
  const [, row] = statementCsv([{ ...line, reference }]).split('\r\n')
  expect(row).toContain(`,-3,USD,-1,${shown},admin,x`)
})
