import { storableId } from '../../ids/storable-id.ts'
import type { OrderKey } from '../../journal/entry.ts'
import type { OrderBinding, OrderBindingStore } from '../../orders/order-binding-store.ts'
import { Problem } from '../../problems/problem.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Parameter, Row } from './connection.ts'
import { readText } from './read-text.ts'

const select = `SELECT ${asBytes('account')} FROM order_binding WHERE policy = ? AND order_id = ?`
const selectAfter = `SELECT ${asBytes('policy', 'order_id', 'account')} FROM order_binding
  WHERE (order_binding.policy, order_binding.order_id) > (?, ?)
  ORDER BY order_binding.policy, order_binding.order_id LIMIT ?`
const insert = 'INSERT INTO order_binding (policy, order_id, account) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'

/** The orders' accounts in a SQLite file. */
export function createOrderBindingStore(connection: Connection): OrderBindingStore {
  const accountOf = ({ policy, id }: OrderKey): string | null => {
    const row = connection.all(select, [storableId(policy), storableId(id)])[0]
    return row === undefined ? null : readText(row.account, `the account of the order "${id}"`)
  }

  return {
    bindOrder: async (order, account) => {
      const known = accountOf(order)
      if (known !== null) return known
      insertUnsynced(connection, [order.policy, order.id, storableId(account)])
      const bound = accountOf(order)
      if (bound === null) throw new Problem('store_damaged', `The order "${order.id}" could not be bound.`)
      return bound
    },
    accountOfOrder: async (order) => accountOf(order),
    orderBindings: async (after, limit) =>
      connection.all(selectAfter, [after?.policy ?? '', after?.id ?? '', limit]).map(readBinding),
  }
}

function readBinding(row: Row): OrderBinding {
  const id = readText(row.order_id, "an order's id")
  const place = `the account of the order "${id}"`
  return { order: { policy: readText(row.policy, place), id }, account: readText(row.account, place) }
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
