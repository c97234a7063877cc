import type { JournalStore } from '../journal/journal-store.ts'
import { readAccounts } from '../journal/read-stream.ts'
import { Problem } from '../problems/problem.ts'

/** The newest entry of an account, kept elsewhere: against it entries that were cut off at the end are found. */
export interface Head {
  readonly account: string
  readonly sequence: number
  readonly hash: string
}

/** The newest entry of every account, ascending. */
export async function* journalHeads(store: Pick<JournalStore, 'accounts' | 'head'>): AsyncGenerator<Head> {
  for await (const step of readAccounts(store)) {
    if (!('account' in step)) throw new Problem('store_damaged', step.message)
    const head = await store.head(step.account)
    if (head !== null) yield { account: step.account, sequence: head.sequence, hash: head.hash }
  }
}
