import { Problem } from '../../problems/problem.ts'
import type { Connection } from './connection.ts'

/**
 * A Problem `invalid_configuration` where the server is not a member of a replica set, nor the router of shards: what
 * it answered would be on one machine, and nothing that is read there is known to stay.
 */
export async function refuseStandalone({ inOrder, run, hosts }: Connection): Promise<void> {
  const { setName, msg } = await inOrder((session) => run({ hello: 1 }, session))
  if (typeof setName === 'string' || msg === 'isdbgrid') return
  throw new Problem(
    'invalid_configuration',
    `The MongoDB server at ${hosts} is not a member of a replica set. Start it with --replSet and initiate the set (one member will do for a trial), or set MONGODB_STANDALONE=allowed.`,
  )
}
