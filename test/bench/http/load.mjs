import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { percentile } from '../statistics.mjs'

/**
 * A process that asks servers, apart from the bench and from what is measured. `run(kind, job)` resolves to requests per
 * second, latencies in milliseconds, and how many were answered in all; a refused request or an error is thrown.
 */
export function startLoad() {
  const child = fork(fileURLToPath(new URL('load-process.mjs', import.meta.url)))
  const ended = once(child, 'exit').then(() => ({ fault: 'the load generator ended' }))
  const run = async (kind, job) => {
    child.send({ kind, job })
    const { measured, fault } = await Promise.race([once(child, 'message').then(([answer]) => answer), ended])
    if (fault !== undefined) throw new Error(fault)
    const { perSecond, latencies, refused, all = latencies.length } = measured
    if (refused > 0) throw new Error(`${refused} requests to ${job.url}${job.target.path} were refused or failed`)
    const [p50, p99, most] = [0.5, 0.99, 1].map((share) => percentile(latencies, share))
    return { perSecond, p50, p99, most, all }
  }
  return { run, stop: () => child.disconnect() }
}
