import type { Logger } from 'pino'
import type { OnAnswered } from './request/exchange.ts'

/**
 * Logs each answer once: id, method, path, status, time taken and the name of the key. No header,
 * no query and no body is logged, so no secret and no fact can be, and nothing has to be removed.
 */
export function requestLog(logger: Logger): OnAnswered {
  const lines = logger.child({}, { redact: [] })
  return ({ requestId, method, path, status, milliseconds, caller, aborted, error }) => {
    const line = {
      reqId: requestId,
      req: { id: requestId, method, path },
      ...(caller === null ? {} : { caller }),
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
