import type { ConnectOptions, Connection as MongooseConnection, mongo } from 'mongoose'
import { noArchive, type ReadArchived } from '../../journal/archive-place.ts'
import type { Entry } from '../../journal/entry.ts'
import { Problem } from '../../problems/problem.ts'
import { monotonicClock } from '../../time/monotonic-clock.ts'
import { type Collections, collectionsOf } from './collections.ts'
import { connectPatiently } from './connect-patiently.ts'
import { giveUpDisplaced } from './displaced-work.ts'
import { type EntryDocument, readEntry } from './entry-document.ts'
import { storeFault } from './store-fault.ts'
import type { Stored } from './store-schema.ts'
import { wholeTexts } from './whole-texts.ts'

type Session = mongo.ClientSession

/** A way to one database, with the settings that its promises rest on. */
export interface Connection {
  readonly collections: Collections
  /** The entry of a document, wherever its texts are; a Problem `store_damaged` where it is not what was written. */
  readonly readEntry: (document: Stored<EntryDocument>) => Entry
  readonly readArchived: ReadArchived
  /** Name of the database. */
  readonly database: string
  /** Where its servers are, as the URL names them: nothing secret. */
  readonly hosts: string
  /** Names of all its collections, ours or not. */
  readonly collectionNames: () => Promise<readonly string[]>
  /**
   * Does some work in a session that sees everything this process has seen or written before, also
   * across an election. Failures are thrown as `storeFault` names them.
   */
  readonly inOrder: <Result>(work: (session: Session) => Promise<Result>) => Promise<Result>
  /** Sends a command of the protocol as it is, with {@link durably}; a fault of single documents is told in the answer. */
  readonly write: (command: mongo.Document, session: Session) => Promise<mongo.Document>
  /** Sends a command of the protocol that is no write. */
  readonly run: (command: mongo.Document, session: Session) => Promise<mongo.Document>
  /** A Problem `store_unavailable` where it is closed. */
  readonly assertOpen: () => void
  /** Safe to call twice; any other call is a Problem `store_unavailable` from then on. */
  readonly close: () => Promise<void>
}

const defaultDatabase = 'refund_policy'

/** What a write waits for, as the protocol names it. */
const durably = { w: 'majority', j: true, wtimeout: 10_000 } as const

/**
 * Reads and writes at majority, on the primary, journaled: what was answered survives an election,
 * and nothing is read that could be rolled back. Nobody waits for longer than the timeouts say.
 */
const options: ConnectOptions = {
  readPreference: 'primary',
  readConcernLevel: 'majority',
  writeConcern: { w: durably.w, journal: durably.j, wtimeoutMS: durably.wtimeout },
  retryReads: true,
  retryWrites: true,
  heartbeatFrequencyMS: 1_000,
  maxPoolSize: 50,
  bufferCommands: false,
  autoIndex: false,
  autoCreate: false,
  appName: 'refund-policy',
}

/** How long anything waits: for a server that writes, for a connection to it, and for its answer. */
function waits(deadline: number | 'for maintenance'): ConnectOptions {
  const known = deadline === 'for maintenance' ? 5_000 : deadline
  return {
    serverSelectionTimeoutMS: known,
    connectTimeoutMS: known,
    waitQueueTimeoutMS: known,
    socketTimeoutMS: deadline === 'for maintenance' ? 0 : deadline,
  }
}

/**
 * Connects, patiently; no wait of a call is longer than the deadline (milliseconds), for maintenance an answer takes as long
 * as it takes.
 * Problems invalid_configuration (not a connection string, refused credentials) and store_unavailable.
 */
export async function openConnection(
  url: string,
  deadline: number | 'for maintenance',
  readArchived: ReadArchived = noArchive,
): Promise<Connection> {
  const given = { ...options, ...waits(deadline) }
  let connection: MongooseConnection
  try {
    connection = await connectPatiently(url, namesDatabase(url) ? given : { ...given, dbName: defaultDatabase })
  } catch (error) {
    throw connectFault(error, hostsOf(url))
  }
  const client = connection.getClient()
  const sight = createSight()
  const absence = createAbsence(client, deadline)
  const inTime = deadline === 'for maintenance' ? asLongAsItTakes : giveUpDisplaced(client)
  let open = true
  const assertOpen = (): void => {
    if (!open) throw new Problem('store_unavailable', 'The store is closed.')
  }

  return {
    collections: collectionsOf(connection),
    readEntry: (document) => readEntry(wholeTexts(document, readArchived)),
    readArchived,
    database: connection.name,
    hosts: hostsOf(url),
    collectionNames: async () => (await connection.listCollections()).map(({ name }) => name),
    inOrder: async (work) => {
      assertOpen()
      const endLook = absence.beginLook()
      const session = client.startSession({ causalConsistency: true })
      sight.giveTo(session)
      try {
        return await inTime(inSession(session, work, sight))
      } catch (error) {
        throw storeFault(error)
      } finally {
        endLook()
      }
    },
    run: (command, session) => client.db(connection.name).command(command, { session }),
    write: (command, session) => client.db(connection.name).command({ ...command, writeConcern: durably }, { session }),
    assertOpen,
    close: async () => {
      if (!open) return
      open = false
      await connection.close()
    },
  }
}

const writing: ReadonlySet<string> = new Set(['RSPrimary', 'Standalone', 'Mongos', 'LoadBalancer'])

/**
 * Where no server that writes was there for as long as a call may wait, one call at a time waits for one; all others are
 * a Problem `store_unavailable` at once.
 */
function createAbsence(client: mongo.MongoClient, deadline: number | 'for maintenance'): { beginLook(): () => void } {
  let since: number | null = null
  let isLookedFor = false
  client.on('topologyDescriptionChanged', ({ newDescription: { servers } }) => {
    const isThere = [...servers.values()].some(({ type }) => writing.has(type))
    since = isThere ? null : (since ?? monotonicClock())
  })
  return {
    beginLook: () => {
      if (since === null || deadline === 'for maintenance' || monotonicClock() - since <= deadline) return nothing
      if (isLookedFor) throw new Problem('store_unavailable', 'The database has no server that writes.')
      isLookedFor = true
      return () => {
        isLookedFor = false
      }
    },
  }
}

const nothing = (): void => {}

const asLongAsItTakes = <Result>(work: Promise<Result>): Promise<Result> => work

/** Ends the session when the work is over, whoever waits for it: the driver may still send something in it before. */
async function inSession<Result>(
  session: Session,
  work: (session: Session) => Promise<Result>,
  sight: Sight,
): Promise<Result> {
  try {
    return await work(session)
  } finally {
    sight.takeFrom(session)
    await session.endSession()
  }
}

/** The newest time of the database that this process has seen. */
interface Sight {
  giveTo(session: Session): void
  takeFrom(session: Session): void
}

function createSight(): Sight {
  let newest: mongo.Timestamp | null = null
  return {
    giveTo: (session) => {
      if (newest !== null) session.advanceOperationTime(newest)
    },
    takeFrom: ({ operationTime = null }) => {
      if (operationTime !== null && (newest === null || operationTime.greaterThan(newest))) newest = operationTime
    },
  }
}

function namesDatabase(url: string): boolean {
  return /^[^/]+:\/\/[^/?]+\/[^?]/.test(url)
}

function hostsOf(url: string): string {
  return /^[^/]+:\/\/(?:[^@]*@)?(?<hosts>[^/?]*)/.exec(url)?.groups?.['hosts'] ?? ''
}

function connectFault(error: unknown, hosts: string): unknown {
  const known = storeFault(error)
  if (known instanceof Problem)
    return new Problem(known.code, `${known.detail} It was looked for at ${hosts}.`, { cause: error })
  if (!(error instanceof Error)) return known
  const reason = error.message.replace(/\/\/[^@/]*@/g, '//...@')
  // Without the cause: its text may hold the password.
  return new Problem('invalid_configuration', `The store's URL is not one that MongoDB's driver accepts: ${reason}`)
}
