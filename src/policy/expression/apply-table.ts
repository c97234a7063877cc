import type { Table, TierRow } from '../model/policy.ts'
import { tableRowKey } from '../model/table-row-key.ts'
import type { Value } from '../model/value.ts'
import { CalculationFault } from './calculation-fault.ts'
import { compareValues } from './compare-values.ts'

/** The cell of the first row that matches the known keys, else `otherwise`; a missing cell is a {@link CalculationFault}. */
export function applyTable(table: Table, keys: readonly Value[]): Value {
  if (table.kind === 'tier') {
    const [key] = keys
    if (key === undefined) throw new TypeError('a tier needs a value')
    return table.rows.find((row) => matches(row, key))?.value ?? table.otherwise
  }
  const found = table.rows.get(tableRowKey(keys)) ?? table.otherwise
  if (found === null) throw new CalculationFault('the table has no row for the key')
  return found
}

function matches(row: TierRow, key: Value): boolean {
  const order = compareValues(key, row.bound)
  switch (row.edge) {
    case 'up_to':
      return order <= 0
    case 'below':
      return order < 0
    case 'at_least':
      return order >= 0
    case 'above':
      return order > 0
  }
}
