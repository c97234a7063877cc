import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findMongoServer } from './mongo/mongo-server.ts'

/** A kind of store that outlives its process. */
export interface DurableStore {
  readonly name: 'SQLite' | 'MongoDB'
  /** The URL of a store that nobody used before. */
  newUrl(): string
  /** Removes all that was stored. */
  close(): Promise<void>
}

/** SQLite, and MongoDB where there is a server: without one the named skip stands in test/storage/mongo/mongo.test.ts. */
export async function durableStores(): Promise<readonly DurableStore[]> {
  const server = await findMongoServer()
  const mongo: DurableStore[] =
    server === null ? [] : [{ name: 'MongoDB', newUrl: () => server.newDatabase(), close: () => server.close() }]
  return [sqlite(), ...mongo]
}

function sqlite(): DurableStore {
  const folder = mkdtempSync(join(tmpdir(), 'refund-store-'))
  let stores = 0
  return {
    name: 'SQLite',
    newUrl: () => {
      stores += 1
      return `sqlite:${join(folder, `store-${stores}`, 'refunds.db')}`
    },
    close: async () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
