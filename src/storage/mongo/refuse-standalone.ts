import { Problem } from '../../problems/problem.ts'
import type { Connection } from './connection.ts'
import { serverRole } from './server-role.ts'

/**
 * A Problem `invalid_configuration` where the server is not a member of a replica set, nor the router of shards: what
 * it answered would be on one machine, and nothing that is read there is known to stay.
 */
export async function refuseStandalone(connection: Connection): Promise<void> {
  if ((await serverRole(connection)) !== 'alone') return
  throw new Problem(
    'invalid_configuration',
    `The MongoDB server at ${connection.hosts} is not a member of a replica set. Start it with --replSet and initiate the set (one member will do for a trial), or set MONGODB_STANDALONE=allowed.`,
  )
}
