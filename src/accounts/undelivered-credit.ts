import type { Entry } from '../journal/entry.ts'
import { decisionOfCredit, undeliveredBy } from '../journal/evolve.ts'
import type { UndeliveredCredit } from './accounts.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { deliveryState, methodOf } from './delivery-state.ts'

/** The credit that the entry has waiting, confirmed on the stream: one that a crash left in the queue is cleared away, and null. */
export async function undeliveredCredit(store: AccountsDeps['store'], entry: Entry): Promise<UndeliveredCredit | null> {
  const sum = undeliveredBy(entry)
  const decision = decisionOfCredit(entry)
  if (sum === null || !(await isWaiting(store, entry, decision))) {
    await store.clearPending(entry.account, entry.sequence, 'delivery')
    return null
  }
  const { account, order, at } = entry
  return {
    decision_id: decision,
    account,
    order: order?.id ?? null,
    policy: order?.policy ?? null,
    part: order?.part ?? null,
    ...sum,
    method: methodOf(entry),
    credited_at: at,
  }
}

async function isWaiting(store: AccountsDeps['store'], entry: Entry, decision: string): Promise<boolean> {
  const asked = entry.id === decision ? entry : await store.entryById(decision)
  const state = asked === null ? null : await deliveryState(store, asked)
  return state?.waiting?.id === entry.id
}
