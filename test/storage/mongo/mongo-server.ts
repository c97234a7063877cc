import { existsSync } from 'node:fs'
import type { MongoMemoryReplSet } from 'mongodb-memory-server-core'
import { createConnection } from 'mongoose'

/** A server for tests: databases of their own, all dropped at the end. */
export interface MongoServer {
  readonly uri: string
  /** The URL of a database that nobody used before. */
  newDatabase(): string
  /** Drops the databases, and ends the server where this run has started it. */
  close(): Promise<void>
}

/** How to run the tests on MongoDB, for the name of the one skip. */
export const howToRunOnMongo =
  'give MONGODB_URI (npm run mongo:local prepares a server), or REQUIRE_MONGO=1 to fetch one'

/**
 * Where the tests find a server: MONGODB_URI if it is set; with REQUIRE_MONGO=1 one that is fetched and
 * started, and a failure where that cannot be had; without either one whose program is there already.
 * Null where there is none of these.
 */
async function findMongoServer(): Promise<MongoServer | null> {
  const given = process.env.MONGODB_URI ?? ''
  if (given !== '') return serverAt(given, async () => {})
  if (process.env.REQUIRE_MONGO !== '1' && !(await isMongodThere())) return null
  const started = await startReplicaSet()
  return serverAt(started.getUri(), async () => {
    await started.stop()
  })
}

/** A kind of server that speaks MongoDB's protocol. */
export interface MongoKind {
  readonly name: 'MongoDB' | 'FerretDB'
  readonly server: MongoServer
}

/** The server of {@link findMongoServer}, and the FerretDB that FERRETDB_URI names, where there are such. */
export async function findMongoKinds(): Promise<readonly MongoKind[]> {
  const found = await findMongoServer()
  const ferretDb = process.env.FERRETDB_URI ?? ''
  return [
    ...(found === null ? [] : [{ name: 'MongoDB', server: found } as const]),
    ...(ferretDb === '' ? [] : [{ name: 'FerretDB', server: serverAt(ferretDb, async () => {}) } as const]),
  ]
}

async function isMongodThere(): Promise<boolean> {
  if (existsSync(process.env.MONGOMS_SYSTEM_BINARY ?? '')) return true
  const { DryMongoBinary } = await import('mongodb-memory-server-core')
  return (await DryMongoBinary.locateBinary(await DryMongoBinary.generateOptions())) !== undefined
}

/** A replica set of one, in memory. */
async function startReplicaSet(): Promise<MongoMemoryReplSet> {
  const { MongoMemoryReplSet: ReplicaSet } = await import('mongodb-memory-server-core')
  return ReplicaSet.create({ replSet: { count: 1, storageEngine: 'wiredTiger' } })
}

/** The server of the URI; what ends with it is ended by `stop`. */
export function serverAt(uri: string, stop: () => Promise<void>): MongoServer {
  const names: string[] = []
  const run = `refund_policy_test_${process.pid}_${Date.now().toString(36)}`
  return {
    uri,
    newDatabase: () => {
      const name = `${run}_${names.length + 1}`
      names.push(name)
      return withDatabase(uri, name)
    },
    close: async () => {
      const connection = await createConnection(uri).asPromise()
      for (const name of names) await connection.useDb(name).dropDatabase()
      await connection.close()
      await stop()
    },
  }
}

/** The URI with another database; who logs in is still looked up where the URI said. */
function withDatabase(uri: string, name: string): string {
  const {
    scheme = '',
    hosts = '',
    database = '',
    query = '',
  } = /^(?<scheme>[^:]+:\/\/)(?<hosts>[^/?]+)\/?(?<database>[^?]*)\??(?<query>.*)$/.exec(uri)?.groups ?? {}
  const options = new URLSearchParams(query)
  if (database !== '' && !options.has('authSource') && hosts.includes('@')) options.set('authSource', database)
  return `${scheme}${hosts}/${name}${options.size === 0 ? '' : `?${options.toString()}`}`
}
