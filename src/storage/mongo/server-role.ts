import type { Connection } from './connection.ts'

/** What a server is among others: a member of a replica set, the router of shards, or neither. */
export async function serverRole({
  inOrder,
  run,
}: Pick<Connection, 'inOrder' | 'run'>): Promise<'member' | 'router' | 'alone'> {
  const { setName, msg } = await inOrder((session) => run({ hello: 1 }, session))
  if (msg === 'isdbgrid') return 'router'
  return typeof setName === 'string' ? 'member' : 'alone'
}
