import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'libsql'
import { Problem } from '../../problems/problem.ts'
import { storeFault } from './store-fault.ts'

export type Parameter = string | number | null
export type Row = Readonly<Record<string, unknown>>

/**
 * One connection to a store's file. Every call is synchronous and ends what it began, so no read
 * stays open; statements are prepared once. Failures are thrown as `storeFault` names them.
 */
export interface Connection {
  readonly path: string
  /** Runs a query; all its rows. */
  all(sql: string, parameters?: readonly Parameter[]): readonly Row[]
  /** Runs a write on its own; the number of rows that it changed, durable on return. */
  run(sql: string, parameters?: readonly Parameter[]): number
  /** Runs a statement once, without keeping it prepared. */
  execute(sql: string): void
  /** Begins a transaction that writes. While another process has one, tries for some 10 seconds without blocking this one. */
  beginImmediate(): Promise<void>
  /** Safe to call twice; any other call is a Problem `store_unavailable` from then on. */
  close(): void
}

const busyTimeoutMilliseconds = 10_000
const retryMilliseconds = 25

/** Opens the file with the settings that durability rests on, and makes it, with its folder, where it is missing. */
export async function openConnection(path: string): Promise<Connection> {
  const connection = connect(await openDatabase(path), path)
  try {
    // With a timeout of 0 a wait for another process does not block this one: it may hold the lock itself.
    connection.execute('PRAGMA busy_timeout = 0')
    await untilFree(() => useWriteAheadLog(connection))
    connection.execute('PRAGMA synchronous = FULL')
    // macOS answers a plain fsync before the disk has the data; elsewhere this changes nothing.
    connection.execute('PRAGMA fullfsync = ON')
    connection.execute('PRAGMA foreign_keys = ON')
    connection.execute(`PRAGMA busy_timeout = ${busyTimeoutMilliseconds}`)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

async function openDatabase(path: string): Promise<Database.Database> {
  try {
    await mkdir(dirname(path), { recursive: true })
    return new Database(path)
  } catch (cause) {
    throw new Problem('store_unavailable', `The file ${path} can not be opened or made.`, { cause })
  }
}

function useWriteAheadLog(connection: Connection): void {
  const mode = connection.all('PRAGMA journal_mode = WAL')[0]?.journal_mode
  if (mode === 'wal') return
  throw new Problem('store_unavailable', `The folder of ${connection.path} does not allow a write-ahead log.`)
}

function connect(database: Database.Database, path: string): Connection {
  const statements = new Map<string, Database.Statement<[readonly Parameter[]]>>()
  let open = true

  function attempt<Result>(action: () => Result): Result {
    if (!open) throw new Problem('store_unavailable', 'The store is closed.')
    try {
      return action()
    } catch (error) {
      throw storeFault(error, path)
    }
  }

  function prepared(sql: string): Database.Statement<[readonly Parameter[]]> {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare<[readonly Parameter[]]>(sql)
    statements.set(sql, statement)
    return statement
  }

  const execute = (sql: string): void => attempt(() => void database.exec(sql))

  return {
    path,
    all: (sql, parameters = []) => attempt(() => prepared(sql).all(parameters) as Row[]),
    run: (sql, parameters = []) => attempt(() => prepared(sql).run(parameters).changes),
    execute,
    beginImmediate: async () => {
      execute('PRAGMA busy_timeout = 0')
      try {
        await untilFree(() => execute('BEGIN IMMEDIATE'))
      } finally {
        if (open) execute(`PRAGMA busy_timeout = ${busyTimeoutMilliseconds}`)
      }
    },
    close: () => {
      if (!open) return
      open = false
      statements.clear()
      database.close()
    },
  }
}

/** Repeats an action that finds the file locked, for as long as the busy timeout is. */
async function untilFree(action: () => void): Promise<void> {
  for (let waited = 0; ; waited += retryMilliseconds) {
    try {
      action()
      return
    } catch (error) {
      if (!isLocked(error) || waited >= busyTimeoutMilliseconds) throw error
      await sleep(retryMilliseconds)
    }
  }
}

function isLocked(error: unknown): boolean {
  if (!(error instanceof Problem) || !(error.cause instanceof Error) || !('code' in error.cause)) return false
  return /^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/.test(String(error.cause.code))
}
