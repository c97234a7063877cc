import type { Logger } from 'pino'
import type { Metrics } from '../observability/metrics.ts'
import type { OnAnswered } from './request/exchange.ts'

/** What is told of a path that nothing is at, and of a method that HTTP does not name: neither grows without bound. */
const unknownRoute = 'none'
const knownMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Logs and counts each answer once: id, method, route (the pattern, not the path), status, time taken, address, and where
 * there is one the name of the key, the decision and the code of the problem. No header, no path, no query and no body is
 * logged, so no secret, no fact and no id of a customer can be, and nothing has to be removed.
 */
export function requestLog(logger: Logger, metrics: Pick<Metrics, 'answered' | 'problem'>): OnAnswered {
  const lines = logger.child({}, { redact: [] })
  return ({ requestId, route, status, milliseconds, caller, decision, problem, address, aborted, error, method }) => {
    const known = { method: knownMethods.has(method) ? method : 'other', route: route ?? unknownRoute, status }
    metrics.answered(known, milliseconds)
    if (problem !== null) metrics.problem(problem)
    const line = {
      reqId: requestId,
      req: { id: requestId, method: known.method, route: known.route },
      address,
      // A line leaves out what is undefined.
      caller: caller ?? undefined,
      decision: decision ?? undefined,
      code: problem ?? undefined,
      res: { status },
      responseTime: milliseconds,
    }
    if (status >= 500 || error !== null) {
      const err = error ?? new Error(`failed with status code ${status}`)
      lines.error({ ...line, err }, 'request errored')
    } else {
      lines.info(line, aborted ? 'request aborted' : 'request completed')
    }
  }
}
