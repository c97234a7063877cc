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
    customProps: (_request, response) => callerOf(response),
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

/** Set by the operation's route once the key is known. */
function callerOf(response: object): { readonly caller?: string } {
  const locals: unknown = 'locals' in response ? response.locals : undefined
  if (typeof locals !== 'object' || locals === null || !('caller' in locals)) return {}
  return typeof locals.caller === 'string' ? { caller: locals.caller } : {}
}
