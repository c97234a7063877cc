import type { StreamBefore } from '../decisions/derive-again.ts'
import type { Entry, OrderKey, PartMemory } from '../journal/entry.ts'
import { KnownOrders } from '../journal/known-orders.ts'

/** What stands before each entry of a stream that is walked from its first entry. */
export interface StreamMemory {
  /** What the entry follows; null once the stream was found damaged. */
  before(entry: Entry): StreamBefore | null
  /** The entry is part of the stream; `isSound`: it is as it was written. */
  note(entry: Entry, isSound: boolean): void
  /** An entry could not be read: nothing behind it can be derived. */
  lose(): void
  /** Every order that an entry was about, each once. */
  orders(): readonly OrderKey[]
}

/** The memory of a stream before its first entry. */
export function rememberStream(): StreamMemory {
  const known = new KnownOrders()
  const memories = new Map<string, PartMemory | null>()
  const orders = new Map<string, OrderKey>()
  let head: Entry | null = null
  let isErased = false
  let isSound = true
  return {
    before: (entry) =>
      isSound ? { head, states: known.before(entry), memory: memories.get(partOf(entry)) ?? null, isErased } : null,
    note: (entry, isAsWritten) => {
      isSound &&= isAsWritten
      const { order } = entry
      if (order !== null) {
        orders.set(JSON.stringify([order.policy, order.id]), { policy: order.policy, id: order.id })
      }
      if (!isSound) return
      head = entry
      isErased ||= entry.confidential === null
      known.note(entry)
      if (order !== null) memories.set(partOf(entry), entry.confidential?.memory ?? null)
    },
    lose: () => {
      isSound = false
    },
    orders: () => [...orders.values()],
  }
}

function partOf({ order }: Pick<Entry, 'order'>): string {
  return order === null ? '' : JSON.stringify([order.policy, order.id, order.part])
}
