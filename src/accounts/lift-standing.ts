import { type AppendDeps, appendToStream } from '../journal/append-to-stream.ts'
import { type Standing, standings } from '../journal/model/state.ts'
import { Problem } from '../problems/problem.ts'
import { accountNotFound } from './account-not-found.ts'
import type { StandingLift } from './accounts.ts'

/** Lowers an account's standing: only a person can, and says why. */
export async function liftStanding(deps: AppendDeps, lift: StandingLift): Promise<Standing> {
  const { account, standing, reason, author } = lift
  const lifted = await appendToStream(deps, { account, order: null }, async ({ head }) => {
    if (head === null) throw accountNotFound(account)
    const before = head.state.standing
    if (standings.indexOf(standing) >= standings.indexOf(before)) {
      throw new Problem('invalid_request', `The standing is ${before}: it can be lifted to a better one only.`)
    }
    return {
      kind: 'standing_lifted',
      author,
      policy: null,
      request: { from: before },
      result: { standing },
      confidential: { message: reason },
    }
  })
  return lifted.state.standing
}
