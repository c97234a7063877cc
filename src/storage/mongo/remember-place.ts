import { Problem } from '../../problems/problem.ts'
import { layoutId } from './collections.ts'
import type { Connection } from './connection.ts'

/**
 * Remembers which database the connection leads to. What it resolves to is a Problem `store_unavailable` once the database was
 * dropped, or another one has its name: the server gives each collection that is made an id of its own.
 */
export async function rememberPlace(connection: Connection): Promise<() => Promise<void>> {
  const known = await identityOf(connection)
  return async () => {
    const found = await identityOf(connection)
    if (found !== null && found === known) return
    throw new Problem('store_unavailable', `The database ${connection.database} is not the one that was opened.`, {
      cause: new Error('it was dropped or replaced'),
    })
  }
}

/** Null where nothing is laid out. */
async function identityOf({ collections: { storeLayout }, inOrder, run }: Connection): Promise<string | null> {
  return inOrder(async (session) => {
    if ((await storeLayout.findById(layoutId, null, { session }).lean()) === null) return null
    const filter = { name: storeLayout.collection.collectionName }
    const { cursor }: { readonly cursor?: { readonly firstBatch?: readonly { readonly info?: object }[] } } = await run(
      { listCollections: 1, filter },
      session,
    )
    const info: { readonly uuid?: unknown } = cursor?.firstBatch?.[0]?.info ?? {}
    // A server that gives no ids tells only whether something is there.
    return info.uuid === undefined ? 'some' : JSON.stringify(info.uuid)
  })
}
