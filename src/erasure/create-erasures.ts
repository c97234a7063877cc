import type { AuditLog } from '../audit/audit-log.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import type { AppendDeps } from '../journal/append-to-stream.ts'
import type { FeedStore } from '../journal/feed-store.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { Problem } from '../problems/problem.ts'
import { eraseAccount } from './erase-account.ts'
import type { Erasures } from './erasures.ts'
import { followRequests } from './follow-requests.ts'
import { createRetention } from './retention.ts'

/** What erasures work with. */
export interface ErasuresDeps extends AppendDeps {
  readonly store: JournalStore & AuditStore & Pick<FeedStore, 'feedItems'>
  readonly audit: Pick<AuditLog, 'record' | 'recordOnce'>
}

/** Entries that are erased before a request is answered; the background does the rest. */
const mostAtOnce = 5000

/** Wires the erasure of personal data over one store. */
export function createErasures(deps: ErasuresDeps): Erasures {
  const openRequests = followRequests(deps.store)
  return {
    erase: async ({ account, reason, author }) => {
      if ((await deps.store.head(account)) === null) {
        throw new Problem('account_not_found', `Nothing is known of the account ${account}.`)
      }
      // First who asked: whatever happens then, it is done in the end.
      const { id, at } = await deps.audit.record({ kind: 'erasure_requested', author, details: { account, reason } })
      const { upTo, isDone } = await eraseAccount(deps, { id, account, author }, { most: mostAtOnce })
      const status = isDone ? 'done' : 'under_way'
      return { id, account, up_to: upTo, status, reason, requested_by: author, requested_at: at }
    },
    resume: async (stopping) => {
      let ended = 0
      for (const request of await openRequests()) {
        if (stopping?.aborted === true) return ended
        const { isDone } = await eraseAccount(deps, request, { most: Number.POSITIVE_INFINITY, stopping })
        if (isDone) ended += 1
      }
      return ended
    },
    retain: createRetention(deps),
  }
}
