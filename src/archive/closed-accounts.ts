import type { Entry } from '../journal/entry.ts'
import type { JournalStore, Page } from '../journal/journal-store.ts'
import { readAccounts } from '../journal/read-stream.ts'
import { Problem } from '../problems/problem.ts'

type Store = Pick<
  JournalStore,
  | 'accounts'
  | 'head'
  | 'pendingReviews'
  | 'pendingDeliveries'
  | 'pendingResponses'
  | 'disputesOfAccount'
  | 'newestOfOrder'
  | 'movedTexts'
>

const pageSize = 500

/** An account that nothing is open in, and its newest entry. */
export interface ClosedAccount {
  readonly account: string
  readonly head: Entry
}

/**
 * The accounts whose newest entry is older than the instant (UTC ISO 8601), in which no review waits, no credit waits for
 * its delivery, no dispute is open or has to be answered and of none the sum has to be stated; where an entry before the newest one is still whole in the store.
 */
export async function* closedAccounts(store: Store, before: string): AsyncGenerator<ClosedAccount> {
  const open = await accountsThatWait(store)
  for await (const step of readAccounts(store)) {
    if (!('account' in step)) throw new Problem('store_damaged', step.message)
    const { account } = step
    const head = open.has(account) ? null : await store.head(account)
    if (head === null || head.at >= before || head.sequence === 1) continue
    const [moved] = await store.movedTexts(account, head.sequence - 2, 1)
    if (moved !== undefined || (await hasOpenDisputes(store, head))) continue
    yield { account, head }
  }
}

async function accountsThatWait(store: Store): Promise<ReadonlySet<string>> {
  const waiting = new Set<string>()
  const collect = async (read: (cursor: string | null) => Promise<Page<Entry>>): Promise<void> => {
    let cursor: string | null = null
    do {
      const { items, next }: Page<Entry> = await read(cursor)
      for (const { account } of items) waiting.add(account)
      cursor = next
    } while (cursor !== null)
  }
  await collect((cursor) => store.pendingReviews({}, pageSize, cursor))
  await collect((cursor) => store.pendingDeliveries(pageSize, cursor))
  await collect((cursor) => store.pendingResponses(null, pageSize, cursor))
  return waiting
}

/** Open ones, and lost ones whose sum a person still has to state. */
async function hasOpenDisputes(store: Store, { account, state }: Entry): Promise<boolean> {
  if (state.open_disputes > 0) return true
  if (state.counters.disputes === 0) return false
  for (const { order } of await store.disputesOfAccount(account)) {
    if (order === null) continue
    const newest = await store.newestOfOrder(account, order)
    if ((newest?.state.order?.unclear_disputes ?? 0) > 0) return true
  }
  return false
}
