import { storableId } from '../../ids/storable-id.ts'
import type { Entry } from '../../journal/entry.ts'
import type { LookQuestion, StreamLook } from '../../journal/journal-store.ts'
import { storedHead } from './entry-at.ts'
import { lookupsNow } from './lookups.ts'
import { accountOfOrder } from './order-bindings.ts'
import type { SharedFile } from './shared-file.ts'

/** The head may come from the cache; all else is read after it, but for what stands in the head itself. */
export function look(file: SharedFile, { account, order, idempotencyKey }: LookQuestion): StreamLook {
  const { connection } = file
  const lookups = lookupsNow(connection)
  const head = headOf(file, account)
  const byKey = head === null || idempotencyKey === null ? null : lookups.byIdempotencyKey(account, idempotencyKey)
  if (order === null) return { head, byKey, previous: null, previousOfPart: null, owner: null }
  const owner = accountOfOrder(file, order)
  if (head === null) return { head, byKey, previous: null, previousOfPart: null, owner }
  const isAbout = head.order?.policy === order.policy && head.order.id === order.id
  const previous = isAbout ? head : lookups.newestOfOrder(account, order)
  const isSamePart = previous === null || previous.order?.part === order.part
  const previousOfPart = isSamePart ? previous : lookups.newestOfPart(account, order)
  return { head, byKey, previous, previousOfPart, owner }
}

function headOf({ connection, caches }: SharedFile, account: string): Entry | null {
  caches.check()
  const known = caches.heads.get(account)
  if (known !== undefined) return known
  const head = storedHead(connection, storableId(account))
  if (head !== null) caches.heads.set(account, head)
  return head
}
