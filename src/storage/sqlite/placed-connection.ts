import { Problem } from '../../problems/problem.ts'
import type { Connection } from './connection.ts'
import type { StorePlace } from './store-place.ts'

/** A connection that knows whether what it writes is kept. */
export interface PlacedConnection extends Connection {
  /** Why a write could not be stored, as far as the last one, or one that waits, tells; null where it could. */
  writeFault(): Problem | null
}

/** So long a write may wait for another process before it says that none can be stored. Milliseconds. */
const longWait = 2000

/**
 * The connection, but nobody is answered by a file that is not there any more: after each commit, and before its
 * answer, the file is looked for under its path, and where it is not, nothing is read or written until it is back.
 * `now` gives milliseconds that never run back.
 */
export function placedConnection(
  connection: Connection,
  place: StorePlace,
  now: () => number = () => performance.now(),
): PlacedConnection {
  let isLost = false
  let fault: Problem | null = null
  let waitingSince: number | null = null

  const assertInPlace = (): void => {
    isLost = true
    place.assertInPlace()
    isLost = false
  }

  const guarded = <Given extends readonly unknown[], Result>(call: (...given: Given) => Result) => {
    return (...given: Given): Result => {
      if (isLost) assertInPlace()
      return call(...given)
    }
  }

  const transaction: Connection['transaction'] = async (work, committed = () => {}) => {
    waitingSince = now()
    try {
      assertInPlace()
      await connection.transaction(
        () => {
          place.noteLog()
          work()
        },
        () => {
          assertInPlace()
          committed()
        },
      )
      fault = null
    } catch (error) {
      if (error instanceof Problem && error.code === 'store_unavailable' && error.cause !== undefined) fault = error
      throw error
    } finally {
      waitingSince = null
    }
  }

  return {
    ...connection,
    all: guarded(connection.all),
    rows: guarded(connection.rows),
    one: guarded(connection.one),
    oneRow: guarded(connection.oneRow),
    run: guarded(connection.run),
    execute: guarded(connection.execute),
    beginImmediate: () => guarded(connection.beginImmediate)(),
    transaction,
    dataVersion: guarded(connection.dataVersion),
    emptyLog: () => {
      if (!isLost) connection.emptyLog()
    },
    writeFault: () => {
      if (waitingSince === null || now() - waitingSince < longWait) return fault
      return new Problem('store_unavailable', `Another process holds the file ${connection.path} locked.`, {
        cause: new Error('a write waits'),
      })
    },
  }
}
