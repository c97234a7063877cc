import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mongoose'
import { findMongoServer, type MongoServer } from './mongo/mongo-server.ts'

/** A kind of store that outlives its process. */
export interface DurableStore {
  readonly name: 'SQLite' | 'MongoDB'
  /** The URL of a store that nobody used before. */
  newUrl(): string
  /** The URL of an empty store, of which there is one at a time: in MongoDB it takes the place of the one before. */
  emptyUrl(): Promise<string>
  /** Removes all that was stored. */
  close(): Promise<void>
}

/** SQLite, and MongoDB where there is a server: without one the named skip stands in test/storage/mongo/mongo.test.ts. */
export async function durableStores(): Promise<readonly DurableStore[]> {
  const server = await findMongoServer()
  return [sqlite(), ...(server === null ? [] : [mongo(server)])]
}

function mongo(server: MongoServer): DurableStore {
  let used: string | null = null
  return {
    name: 'MongoDB',
    newUrl: () => server.newDatabase(),
    // Making a database with its indexes takes a server much longer than emptying one.
    emptyUrl: async () => {
      if (used === null) used = server.newDatabase()
      else
        await emptyDatabase(used, [
          'entry',
          'order_binding',
          'policy_version',
          'policy_draft',
          'release_setting',
          'api_key',
          'audit_entry',
          'feed',
          'total',
        ])
      return used
    },
    close: () => server.close(),
  }
}

/** Removes all documents of the collections; their indexes stay. */
export async function emptyDatabase(url: string, collections: readonly string[]): Promise<void> {
  const connection = await createConnection(url).asPromise()
  for (const name of collections) await connection.collection(name).deleteMany({})
  await connection.close()
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
