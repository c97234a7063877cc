import { appendToStream } from '../journal/append-to-stream.ts'
import { accountNotFound } from '../journal/book-balance.ts'
import type { Entry, Standing } from '../journal/entry.ts'
import { standings } from '../journal/entry.ts'
import { textIn } from '../journal/read-json.ts'
import { Problem } from '../problems/problem.ts'
import { type CloseDeps, closeDispute, openingOf } from './close-dispute.ts'
import { disputeOf } from './dispute-of.ts'
import type { Dispute, Disputes } from './disputes.ts'
import { reportDispute } from './report-dispute.ts'

/** Wires the use cases of disputes and standing over one store. */
export function createDisputes(deps: CloseDeps): Disputes {
  const withClosing = async (opened: Entry): Promise<Dispute> => {
    const reference = textIn(opened.request, 'payment_reference') ?? ''
    return disputeOf(opened, await deps.store.disputeEntries(opened.account, reference))
  }
  return {
    report: (notice) => reportDispute(deps, notice),
    close: (command) => closeDispute(deps, command),
    find: async (dispute) => withClosing(await openingOf(deps.store, dispute)),
    list: async ({ limit, cursor }) => {
      const { items, next } = await deps.store.entriesOfKind('dispute_opened', limit, cursor)
      return { items: await Promise.all(items.map(withClosing)), next }
    },
    liftStanding: (command) => liftStanding(deps, command),
  }
}

/** Lowers an account's standing: only a person can, and says why. */
async function liftStanding(deps: CloseDeps, command: Parameters<Disputes['liftStanding']>[0]): Promise<Standing> {
  const { account, standing, reason, author } = command
  const appended = await appendToStream<never>(deps, account, async ({ head }) => {
    if (head === null) throw accountNotFound(account)
    const before = head.state.standing
    if (standings.indexOf(standing) >= standings.indexOf(before)) {
      throw new Problem('invalid_request', `The standing is ${before}: it can be lifted to a better one only.`)
    }
    return {
      order: null,
      draft: {
        account,
        kind: 'standing_lifted',
        order: null,
        author,
        policy: null,
        idempotency_key: null,
        request: { from: before },
        result: { standing },
        confidential: {
          facts: null,
          order_facts: null,
          message: reason,
          request_fingerprint: null,
          order_state: null,
        },
      },
    }
  })
  if (!('entry' in appended)) throw new TypeError('a lifted standing is always an entry')
  return appended.entry.state.standing
}
