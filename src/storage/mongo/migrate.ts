import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../problems/problem.ts'
import { layoutId } from './collections.ts'
import { type Connection, openConnection } from './connection.ts'
import { collectionNames, createIndexes, missingIndexes, type NamedIndex } from './indexes.ts'
import { keepTotals, leftToKeep } from './kept-totals.ts'
import { refuseStandalone } from './refuse-standalone.ts'
import { isIndexRace } from './store-fault.ts'

/** The layout that this release reads and writes. */
export const layout = 4

/** Where so many entries are not in its totals, a service that keeps them by the way would take long to begin. */
const mostLeft = 5000

const attempts = 20
const pauseMilliseconds = 250

/**
 * Makes what the database lacks, also of its totals, and says which indexes that were, as `collection.index`. Safe to run
 * again, after it was cut short, and by several processes at once. A database that a newer release or
 * another program has written to, or a server that may not be alone, is a Problem `invalid_configuration`, and nothing is
 * changed.
 */
export async function migrateMongo(url: string, mayBeStandalone: boolean): Promise<readonly string[]> {
  const connection = await openConnection(url, 'for maintenance')
  try {
    if (!mayBeStandalone) await refuseStandalone(connection)
    return await migrate(connection)
  } finally {
    await connection.close()
  }
}

/**
 * Refuses a database that lacks an index or much of its totals (Problem `invalid_configuration`); an empty one is migrated, or refused
 * (Problem `store_unavailable`) where it may not be.
 */
export async function prepareMongo(connection: Connection, mayMigrate: boolean): Promise<void> {
  if (!(await isLaidOut(connection))) {
    if (!mayMigrate) {
      await refuseForeignCollections(connection)
      throw new Problem(
        'store_unavailable',
        `There is no store in the database ${connection.database} of ${connection.hosts}. Check the URL (STORE_URL, --store).`,
      )
    }
    await migrate(connection)
    return
  }
  const missing = await missingIndexes(connection.collections)
  if (missing.length > 0) {
    throw new Problem(
      'invalid_configuration',
      `The database ${connection.database} lacks indexes: ${missing.map(nameOf(connection)).join(', ')}. Run refund-policy migrate.`,
    )
  }
  const left = await leftToKeep(connection)
  if (left <= mostLeft) return
  throw new Problem(
    'invalid_configuration',
    `The totals of the database ${connection.database} lack ${left} entries. Run refund-policy migrate.`,
  )
}

async function migrate(connection: Connection): Promise<readonly string[]> {
  if (!(await isLaidOut(connection))) await refuseForeignCollections(connection)
  const missing = await missingIndexes(connection.collections)
  for (const collection of collectionNames) {
    const indexes = missing.filter((index) => index.collection === collection).map(({ index }) => index)
    if (indexes.length > 0)
      await patiently(connection, () => createIndexes(connection.collections, collection, indexes))
  }
  await connection.inOrder((session) =>
    connection.collections.storeLayout.updateOne(
      { _id: layoutId },
      { $setOnInsert: { layout } },
      { session, upsert: true },
    ),
  )
  await keepTotals(connection)
  return missing.map(nameOf(connection))
}

/** False for a database that no release has prepared to its end. */
async function isLaidOut({ collections, database, inOrder }: Connection): Promise<boolean> {
  const found = await inOrder((session) => collections.storeLayout.findById(layoutId, null, { session }).lean())
  if (found === null) return false
  if (found.layout === layout) return true
  const age = found.layout > layout ? 'newer' : 'older'
  throw new Problem(
    'invalid_configuration',
    `The database ${database} was written by a release that is ${age} (its layout is ${String(found.layout)}). Start that release, or give another database.`,
  )
}

async function refuseForeignCollections(connection: Connection): Promise<void> {
  const { collections, database } = connection
  const ours = collectionNames.map((name) => collections[name].collection.collectionName)
  const present = await connection.inOrder(() => connection.collectionNames())
  const foreign = present.find((name) => !ours.includes(name) && !name.startsWith('system.'))
  if (foreign === undefined) return
  throw new Problem(
    'invalid_configuration',
    `The database ${database} belongs to another program: it has the collection "${foreign}". Give another database.`,
  )
}

/** Servers may refuse to make an index while another process makes one: then a while later it is there. */
async function patiently({ inOrder }: Connection, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await inOrder(work)
      return
    } catch (error) {
      if (attempt === attempts || !isIndexRace(error)) throw error
      await sleep(pauseMilliseconds)
    }
  }
}

function nameOf({ collections }: Connection): (missing: NamedIndex) => string {
  return ({ collection, index }) => `${collections[collection].collection.collectionName}.${index.name}`
}
