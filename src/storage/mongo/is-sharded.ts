import type { Connection } from './connection.ts'

/** Whether the server is the router of shards. */
export async function isSharded({ inOrder, run }: Connection): Promise<boolean> {
  const { msg } = await inOrder((session) => run({ hello: 1 }, session))
  return msg === 'isdbgrid'
}
