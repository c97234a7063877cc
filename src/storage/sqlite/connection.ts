import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'
import { Problem } from '../../problems/problem.ts'
import { assertBindable, type MutableRow, type Row, withText } from './row-values.ts'
import { isLocked, storeFault } from './store-fault.ts'

export type { Row }
export type Parameter = string | number | null | Uint8Array

/**
 * One connection to a store's file. Every call is synchronous and ends what it began, so no read
 * stays open; statements are prepared once. Failures are thrown as `storeFault` names them.
 */
export interface Connection {
  readonly path: string
  /** Runs a query; all its rows. Bytes come as text, or `undefined` where they are not UTF-8. */
  all(sql: string, parameters?: readonly Parameter[]): readonly Row[]
  /** Runs a query; all its rows. Bytes stay bytes, as `Uint8Array`. */
  rows(sql: string, parameters?: readonly Parameter[]): readonly Row[]
  /** The first row of {@link all}, for less than that. */
  one(sql: string, parameters?: readonly Parameter[]): Row | undefined
  /** The first row of {@link rows}, for less than that. */
  oneRow(sql: string, parameters?: readonly Parameter[]): Row | undefined
  /** Runs a write; the number of rows that it changed. Outside of a transaction they are durable on return. */
  run(sql: string, parameters?: readonly Parameter[]): number
  /** Runs a statement once, without keeping it prepared. */
  execute(sql: string): void
  /** Begins a transaction that writes. While another process has one, tries for as long without blocking this one. */
  beginImmediate(): Promise<void>
  /**
   * Runs the work in a transaction that writes, without a wait from its beginning to its end: all of it is
   * durable when this resolves. Where the work throws or the commit fails, nothing of it is written. While
   * another process writes, it is tried for as long without blocking this one; the work may run again then.
   * `committed` runs right after the commit, before anything else can.
   */
  transaction(work: () => void, committed?: () => void): Promise<void>
  /** Another text than before where another connection wrote in between. Within a transaction: before that began. */
  dataVersion(): string
  /** Moves what the log holds into the file itself, unless another process is using the log right now. */
  emptyLog(): void
  /** Safe to call twice; any other call is a Problem `store_unavailable` from then on. */
  close(): void
}

const defaultBusyTimeoutMilliseconds = 10_000
/** From one try to the next, the last of them again and again: most writers are done within a few milliseconds. */
const retryMilliseconds: readonly number[] = [1, 1, 2, 3, 5]
const doNotWaitForLocks = 'PRAGMA busy_timeout = 0'
/** Of 4 KiB. A page that is written again and again is moved from the log into the file once for so many: four times as rarely as usual. */
const mostPagesInLog = 4000
/** macOS answers a plain fsync before the disk has the data, hence `fullfsync`; elsewhere it changes nothing. */
const settings = `PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON;
  PRAGMA wal_autocheckpoint = ${mostPagesInLog}`

/**
 * Opens the file with the settings that durability rests on, and makes it, with its folder, where it
 * is missing. A write that finds the file locked waits for so many milliseconds, here and later.
 */
export async function openConnection(path: string, busyTimeout = defaultBusyTimeoutMilliseconds): Promise<Connection> {
  try {
    await mkdir(dirname(path), { recursive: true })
  } catch (cause) {
    throw cannotOpen(path, cause)
  }
  const connection = connect(path, busyTimeout)
  try {
    // With a timeout of 0 a wait for another opener does not block this process: it may be in this very one.
    connection.execute(doNotWaitForLocks)
    await untilFree(() => connection.execute('PRAGMA journal_mode = WAL'), busyTimeout)
    connection.execute(waitForLocks(busyTimeout))
    if (connection.all('PRAGMA journal_mode')[0]?.journal_mode === 'wal') return connection
    throw new Problem('store_unavailable', `The folder of ${path} does not allow a write-ahead log.`)
  } catch (error) {
    connection.close()
    throw error
  }
}

function waitForLocks(busyTimeout: number): string {
  return `PRAGMA busy_timeout = ${busyTimeout}`
}

function openDatabase(path: string, busyTimeout: number): DatabaseSyncInstance {
  try {
    const database = new DatabaseSync(path)
    database.exec(waitForLocks(busyTimeout))
    database.exec(settings)
    return database
  } catch (error) {
    const fault = storeFault(error, path)
    throw fault instanceof Problem ? fault : cannotOpen(path, error)
  }
}

function cannotOpen(path: string, cause: unknown): Problem {
  return new Problem('store_unavailable', `The file ${path} cannot be opened or made.`, { cause })
}

function connect(path: string, busyTimeout: number): Connection {
  const statements = new Map<string, StatementSyncInstance>()
  const database = openDatabase(path, busyTimeout)
  let open = true

  function prepared(sql: string): StatementSyncInstance {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }

  function faultOf(error: unknown): unknown {
    return open ? storeFault(error, path) : new Problem('store_unavailable', 'The store is closed.')
  }

  const rows = (sql: string, parameters: readonly Parameter[] = []): readonly MutableRow[] => {
    assertBindable(parameters)
    try {
      return prepared(sql).all(...parameters) as readonly MutableRow[]
    } catch (error) {
      throw faultOf(error)
    }
  }
  const oneRow = (sql: string, parameters: readonly Parameter[] = []): MutableRow | undefined => {
    assertBindable(parameters)
    try {
      return prepared(sql).get(...parameters) as MutableRow | undefined
    } catch (error) {
      throw faultOf(error)
    }
  }
  const run = (sql: string, parameters: readonly Parameter[] = []): number => {
    assertBindable(parameters)
    try {
      return prepared(sql).run(...parameters).changes
    } catch (error) {
      throw faultOf(error)
    }
  }
  const execute = (sql: string): void => {
    try {
      database.exec(sql)
    } catch (error) {
      throw faultOf(error)
    }
  }

  function begin(): void {
    execute(doNotWaitForLocks)
    try {
      execute('BEGIN IMMEDIATE')
    } finally {
      if (open) execute(waitForLocks(busyTimeout))
    }
  }

  /** After a full disk or an I/O error SQLite has rolled back by itself. */
  function rollBack(): void {
    if (database.isTransaction) execute('ROLLBACK')
  }

  function inTransaction(work: () => void): void {
    begin()
    try {
      work()
      execute('COMMIT')
    } catch (error) {
      rollBack()
      throw error
    }
  }

  return {
    path,
    all: (sql, parameters) => rows(sql, parameters).map(withText),
    rows,
    one: (sql, parameters) => {
      const row = oneRow(sql, parameters)
      return row === undefined ? undefined : withText(row)
    },
    oneRow,
    run,
    execute,
    beginImmediate: () => untilFree(begin, busyTimeout),
    transaction: (work, committed = () => {}) =>
      untilFree(() => {
        inTransaction(work)
        committed()
      }, busyTimeout),
    dataVersion: () => String(oneRow('PRAGMA data_version')?.['data_version']),
    emptyLog: () => {
      execute(doNotWaitForLocks)
      execute('PRAGMA wal_checkpoint(TRUNCATE)')
    },
    close: () => {
      if (!open) return
      open = false
      database.close()
    },
  }
}

/** Repeats an action that finds the file locked, for so many milliseconds. */
async function untilFree(action: () => void, busyTimeout: number): Promise<void> {
  let waited = 0
  for (let tries = 0; ; tries += 1) {
    try {
      action()
      return
    } catch (error) {
      if (!isLocked(error) || waited >= busyTimeout) throw error
      const wait = retryMilliseconds[Math.min(tries, retryMilliseconds.length - 1)] ?? 0
      await sleep(wait)
      waited += wait
    }
  }
}
