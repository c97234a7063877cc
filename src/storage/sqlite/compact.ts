import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../problems/problem.ts'
import type { Connection } from './connection.ts'
import { isLocked } from './store-fault.ts'

/** How often it is tried while other processes use the file, and how long between two tries. */
const mostTries = 200
const pauseMilliseconds = 100

/**
 * Writes the whole file anew, without its free pages and what was left on the others, and empties the log: neither
 * holds what was deleted or replaced before.
 */
export async function compact(connection: Connection): Promise<void> {
  await untilDone(connection, () => {
    connection.execute('VACUUM')
    return true
  })
  await untilDone(connection, () => {
    const [row] = connection.all('PRAGMA wal_checkpoint(TRUNCATE)')
    return row?.['busy'] === 0
  })
}

async function untilDone({ path }: Connection, attempt: () => boolean): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      if (attempt()) return
    } catch (error) {
      if (!isLocked(error)) throw error
    }
    await sleep(pauseMilliseconds)
  }
  throw new Problem('store_unavailable', `Another process uses the file ${path} all the while: stop it, and try again.`)
}
