import type { OrderKey } from '../../journal/entry.ts'
import type { OrderBindingStore } from '../../orders/order-binding-store.ts'
import type { Connection } from './connection.ts'
import type { Send } from './grouped-insert.ts'
import { idIndex } from './indexes.ts'
import { takenAndGone } from './insert-once.ts'
import { bindingDocument, bindingKey, type OrderBindingDocument, readBinding } from './order-binding-document.ts'
import { anyBinding, bindingMark } from './places.ts'
import type { Ask, SharedRead } from './shared-reads.ts'
import type { Stored } from './store-schema.ts'

/** The orders' accounts in a MongoDB database. */
export function createOrderBindingStore(connection: Connection, ask: Ask, send: Send): OrderBindingStore {
  const { collections, inOrder } = connection
  const accountOf = async (order: OrderKey): Promise<string | null> => ask(accountOfKey, bindingKey(order))

  return {
    bindOrder: async (order, account) => {
      const documents = [bindingDocument(order, account)]
      connection.assertOpen()
      // Whether it stands there by a first sending whose answer was lost, or by a rival, makes no difference.
      const { written } = await send({ account: null, documents })
      return written === documents.length ? account : boundTo(await accountOf(order), order)
    },
    accountOfOrder: accountOf,
    orderBindings: async (after, limit) =>
      inOrder(async (session) => {
        const { $lt } = anyBinding._id
        const above = { _id: { $gt: after === null ? bindingMark : bindingKey(after), $lt } }
        const found = await collections.entry
          .find(above, null, { hint: idIndex, session, sort: { _id: 1 }, limit })
          .lean<Stored<OrderBindingDocument>[]>()
        return found.map(readBinding)
      }),
  }
}

/** Whom an order belongs to that was found to be bound; a Problem where it is not any more. */
export function boundTo(account: string | null, { id }: OrderKey): string {
  if (account === null) throw takenAndGone(`the binding of the order "${id}"`)
  return account
}

/** Of all keys that are asked for together. */
const accountOfKey: SharedRead<string, string | null> = {
  name: 'account of order',
  from: 'entry',
  stages: (keys) => {
    const $in = [...new Set(keys)]
    return [{ $match: { _id: { $in }, account: { $in } } }, { $project: { owner: 1 } }]
  },
  answer: (found) => {
    const owners = new Map(found.map(({ _id, owner }) => [_id, owner as string | undefined]))
    return (key) => owners.get(key) ?? null
  },
}
