import type { Logger } from 'pino'
import { type HttpLogger, pinoHttp } from 'pino-http'
import { assignRequestId } from './request-id.ts'

/**
 * Logs each answer once: id, method, path, status, time taken and the name of the key. No header,
 * no query and no body is logged, so no secret and no fact can be.
 */
export function requestLog(logger: Logger): HttpLogger {
  return pinoHttp({
    logger,
    genReqId: assignRequestId,
    quietReqLogger: true,
    customLogLevel: (_request, response, error) =>
      response.statusCode >= 500 || error !== undefined ? 'error' : 'info',
    serializers: {
      req: ({ id, method, url }: { id: unknown; method: unknown; url: string }) => ({
        id,
        method,
        path: url.split('?')[0],
      }),
      res: ({ statusCode }: { statusCode: unknown }) => ({ status: statusCode }),
    },
  })
}
