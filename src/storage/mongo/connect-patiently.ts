import { type Connection, type ConnectOptions, createConnection } from 'mongoose'
import { monotonicClock } from '../../time/monotonic-clock.ts'
import { isPassing } from './store-fault.ts'

/** So long a server that is there may take to be ready for a process that starts. Milliseconds. */
const patience = 30_000

/**
 * Connects. A start has no request that waits for it, so it is not bound by the time of one: where servers are there, but
 * elect or are slow, it is tried again for half a minute. Where nobody listens, that is said after the first try.
 */
export async function connectPatiently(url: string, options: ConnectOptions): Promise<Connection> {
  const until = monotonicClock() + patience
  for (;;) {
    const connection = createConnection()
    try {
      return await connection.openUri(url, options)
    } catch (error) {
      await connection.close()
      if (!isPassing(error) || isNobodyThere(error) || monotonicClock() >= until) throw error
    }
  }
}

/** Whether each server's machine said that nothing listens, or has no address. */
function isNobodyThere(error: unknown): boolean {
  const servers = serversOf(error)
  return servers.length > 0 && servers.every(({ error: fault }) => /ECONNREFUSED|ENOTFOUND/u.test(fault?.message ?? ''))
}

interface SeenServer {
  readonly error: Error | null
}

/** What was seen of the servers while one was looked for. */
function serversOf(error: unknown): readonly SeenServer[] {
  if (!(error instanceof Error && 'reason' in error)) return []
  const { servers = [] } = error.reason as { readonly servers?: ReadonlyMap<string, SeenServer> }
  return [...servers].map(([, server]) => server)
}
