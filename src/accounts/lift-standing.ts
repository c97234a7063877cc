import { type AppendDeps, appendToStream } from '../journal/append-to-stream.ts'
import { type Standing, standings } from '../journal/entry.ts'
import { Problem } from '../problems/problem.ts'
import type { StandingLift } from './accounts.ts'
import { accountNotFound } from './book-balance.ts'

/** Lowers an account's standing: only a person can, and says why. */
export async function liftStanding(deps: AppendDeps, command: StandingLift): Promise<Standing> {
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
