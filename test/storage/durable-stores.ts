import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, createConnection } from 'mongoose'
import { findMongoKinds, type MongoKind } from './mongo/mongo-server.ts'

/** A kind of store that outlives its process. */
export interface DurableStore<Name = 'SQLite' | 'MongoDB'> {
  readonly name: Name
  /** The URL of a store that nobody used before. */
  newUrl(): string
  /** The URL of an empty store, of which there is one at a time: in MongoDB it takes the place of the one before. */
  emptyUrl(): Promise<string>
  /** Removes all that was stored. */
  close(): Promise<void>
}

/** SQLite, and MongoDB where there is a server: without one the named skip stands in test/storage/mongo/mongo.test.ts. */
export async function durableStores(): Promise<readonly DurableStore[]> {
  return (await allDurableStores()).filter((store): store is DurableStore => store.name !== 'FerretDB')
}

/** The same, and FerretDB beside MongoDB where FERRETDB_URI names one. */
export async function allDurableStores(): Promise<readonly AnyDurableStore[]> {
  return [sqlite(), ...(await findMongoKinds()).map(mongo)]
}

type AnyDurableStore = DurableStore | DurableStore<'FerretDB'>

function mongo({ name, server }: MongoKind): AnyDurableStore {
  let used: string | null = null
  let hand: Promise<Connection> | null = null
  return {
    name,
    newUrl: () => server.newDatabase(),
    // Making a database with its indexes takes a server much longer than emptying one.
    emptyUrl: async () => {
      if (used === null) {
        used = server.newDatabase()
        return used
      }
      hand ??= createConnection(used).asPromise()
      await removeAll(await hand, allCollections)
      return used
    },
    close: async () => {
      await (await hand)?.close()
      await server.close()
    },
  }
}

const allCollections = [
  'entry',
  'policy_version',
  'policy_draft',
  'release_setting',
  'api_key',
  'audit_entry',
  'feed',
  'total',
]

/** Removes all documents of the collections; their indexes stay. */
export async function emptyDatabase(url: string, collections: readonly string[]): Promise<void> {
  const connection = await createConnection(url).asPromise()
  await removeAll(connection, collections)
  await connection.close()
}

async function removeAll(connection: Connection, collections: readonly string[]): Promise<void> {
  await Promise.all(collections.map((name) => connection.collection(name).deleteMany({})))
}

function sqlite(): DurableStore {
  const folder = mkdtempSync(join(tmpdir(), 'refund-store-'))
  let stores = 0
  const newUrl = (): string => {
    stores += 1
    return `sqlite:${join(folder, `store-${stores}`, 'refunds.db')}`
  }
  return {
    name: 'SQLite',
    newUrl,
    emptyUrl: async () => newUrl(),
    close: async () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
