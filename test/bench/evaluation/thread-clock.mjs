import { existsSync, readFileSync } from 'node:fs'

const statistics = '/proc/thread-self/schedstat'
const isKept = existsSync(statistics)

/**
 * Milliseconds that this thread has been on a processor, to some milliseconds; where the system does not tell, those
 * that passed.
 */
export function threadMilliseconds() {
  return isKept ? Number(readFileSync(statistics, 'latin1').split(' ')[0]) / 1e6 : performance.now()
}
