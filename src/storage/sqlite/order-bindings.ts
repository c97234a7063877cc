import { storableId } from '../../ids/storable-id.ts'
import type { OrderKey } from '../../journal/entry.ts'
import type { OrderBinding, OrderBindingStore } from '../../orders/order-binding-store.ts'
import { Problem } from '../../problems/problem.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection, Row } from './connection.ts'
import { readText } from './read-text.ts'
import type { SharedFile } from './shared-file.ts'

const select = `SELECT ${asBytes('account')} FROM order_binding WHERE policy = ? AND order_id = ?`
const selectAfter = `SELECT ${asBytes('policy', 'order_id', 'account')} FROM order_binding
  WHERE (order_binding.policy, order_binding.order_id) > (?, ?)
  ORDER BY order_binding.policy, order_binding.order_id LIMIT ?`
const insert = 'INSERT INTO order_binding (policy, order_id, account) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'

const remove = 'DELETE FROM order_binding WHERE policy = ? AND order_id = ?'

/** The orders' accounts in a SQLite file. */
export function createOrderBindingStore(file: SharedFile): OrderBindingStore {
  const { connection, commits } = file
  return {
    bindOrder: async (order, account) => {
      const known = accountOfOrder(file, order)
      if (known !== null) return known
      const name = storableId(account)
      return commits.write(
        () => bindWithin(connection, order, name).owner,
        (owner) => noteOwner(file, order, owner),
      )
    },
    accountOfOrder: async (order) => accountOfOrder(file, order),
    orderBindings: async (after, limit) =>
      connection.all(selectAfter, [after?.policy ?? '', after?.id ?? '', limit]).map(readBinding),
  }
}

function readBinding(row: Row): OrderBinding {
  const id = readText(row.order_id, "an order's id")
  const place = `the account of the order "${id}"`
  return { order: { policy: readText(row.policy, place), id }, account: readText(row.account, place) }
}

/** The account that the order is bound to; null while it is free. What was bound once is kept for good. */
export function accountOfOrder({ connection, caches }: SharedFile, order: OrderKey): string | null {
  const name = nameOf(order)
  const known = caches.owners.get(name)
  if (known !== undefined) return known
  const owner = storedAccount(connection, order)
  if (owner !== null) caches.owners.set(name, owner)
  return owner
}

/** Binds the order if it is free, within a transaction that is open; whose it is, and whether it was free. */
export function bindWithin(
  connection: Connection,
  order: OrderKey,
  account: string,
): { readonly owner: string; readonly wasFree: boolean } {
  const { policy, id } = order
  if (connection.run(insert, [storableId(policy), storableId(id), account]) === 1) {
    return { owner: account, wasFree: true }
  }
  const owner = storedAccount(connection, order)
  if (owner === null) throw new Problem('store_damaged', `The order "${id}" could not be bound.`)
  return { owner, wasFree: false }
}

/** Takes back a binding that was made within the same transaction. */
export function unbindWithin(connection: Connection, { policy, id }: OrderKey): void {
  connection.run(remove, [policy, id])
}

/** Notes whose the order is, once that is durable. */
function noteOwner({ caches }: SharedFile, order: OrderKey, owner: string): void {
  caches.owners.set(nameOf(order), owner)
}

function storedAccount(connection: Connection, { policy, id }: OrderKey): string | null {
  const row = connection.one(select, [storableId(policy), storableId(id)])
  return row === undefined ? null : readText(row.account, `the account of the order "${id}"`)
}

/** No policy's name has that character. */
function nameOf({ policy, id }: OrderKey): string {
  return `${policy}\0${id}`
}
