import { storableId } from '../../ids/storable-id.ts'
import type { OrderBindingStore } from '../../orders/order-binding-store.ts'
import { Problem } from '../../problems/problem.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Parameter } from './connection.ts'
import { readText } from './read-text.ts'

const select = `SELECT ${asBytes('account')} FROM order_binding WHERE order_id = ?`
const selectAfter = `SELECT ${asBytes('order_id', 'account')} FROM order_binding
  WHERE order_id > ? ORDER BY order_binding.order_id LIMIT ?`
const insert = 'INSERT INTO order_binding (order_id, account) VALUES (?, ?) ON CONFLICT DO NOTHING'

/** The orders' accounts in a SQLite file. */
export function createOrderBindingStore(connection: Connection): OrderBindingStore {
  const accountOf = (order: string): string | null => {
    const row = connection.all(select, [storableId(order)])[0]
    return row === undefined ? null : readText(row.account, `the account of the order "${order}"`)
  }

  return {
    bindOrder: async (order, account) => {
      const known = accountOf(order)
      if (known !== null) return known
      insertUnsynced(connection, [order, storableId(account)])
      const bound = accountOf(order)
      if (bound === null) throw new Problem('store_damaged', `The order "${order}" could not be bound.`)
      return bound
    },
    accountOfOrder: async (order) => accountOf(order),
    orderBindings: async (after, limit) =>
      connection.all(selectAfter, [after ?? '', limit]).map((row) => {
        const order = readText(row.order_id, "an order's id")
        return { order, account: readText(row.account, `the account of the order "${order}"`) }
      }),
  }
}

/**
 * A binding means nothing before its order's first entry, and the entry's own sync of the log takes
 * the binding, which stands before it there, to the disk as well: one wait for the disk less.
 */
function insertUnsynced(connection: Connection, binding: readonly Parameter[]): void {
  connection.execute('PRAGMA synchronous = NORMAL')
  try {
    connection.run(insert, binding)
  } finally {
    connection.execute('PRAGMA synchronous = FULL')
  }
}
