import type { OrderKey } from './entry.ts'
import type { JournalStore, LookQuestion, StreamLook } from './journal-store.ts'

/** What a look is put together from. */
export interface LookSteps
  extends Pick<JournalStore, 'head' | 'newestOfOrder' | 'newestOfPart' | 'entryByIdempotencyKey'> {
  accountOfOrder(order: OrderKey): Promise<string | null>
}

/** Reads the head, then what may not be older than it: read before or beside it, that could miss an entry which the head follows. */
export async function lookBySteps(store: LookSteps, question: LookQuestion): Promise<StreamLook> {
  const { account, order, idempotencyKey } = question
  const head = await store.head(account)
  const isKeySought = head !== null && idempotencyKey !== null
  const byKey = isKeySought ? await store.entryByIdempotencyKey(account, idempotencyKey) : null
  if (order === null) return { head, byKey, previous: null, previousOfPart: null, owner: null }
  const owner = await store.accountOfOrder(order)
  const previous = head === null ? null : await store.newestOfOrder(account, order)
  const isSamePart = previous === null || previous.order?.part === order.part
  const previousOfPart = isSamePart ? previous : await store.newestOfPart(account, order)
  return { head, byKey, previous, previousOfPart, owner }
}
