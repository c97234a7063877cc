import type { Request, Response } from 'express'
import type { Access } from '../../access/access.ts'
import type { Config } from '../../config/config.ts'
import type { Reviewer } from '../../reviews/reviewer.ts'
import type { Answer } from '../answer/answer.ts'
import { sendAnswer } from '../answer/send-answer.ts'
import type { OpenApiDocument, OperationObject } from '../openapi/document.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import { readBody } from '../request/read-body.ts'
import { readQuery } from '../request/read-query.ts'
import { authenticate, type Caller } from './authenticate.ts'
import type { Call, OperationHandlers } from './operation-handler.ts'
import { newRequestChecker } from './request-checker.ts'

/** The bounds of request bodies. */
export type BodySettings = Pick<Config, 'requestBodyLimitBytes' | 'policyBodyLimitBytes' | 'requestDepthLimit'>

/** What every route is made with. */
export interface OperationRouteDeps {
  readonly access: Access
  readonly settings: BodySettings
  readonly components: OpenApiDocument['components']
  readonly handlers: OperationHandlers
}

/**
 * The way of one request: key and role, parameters, body, handler, answer. Nothing of a request is
 * read before its key is known, and its body not before its parameters fit.
 */
export function operationRoute(
  operation: OperationObject,
  deps: OperationRouteDeps,
): (request: Request, response: Response) => Promise<void> {
  const checker = newRequestChecker(operation, deps.components)
  const limits = bodyLimits(operation, deps.settings)
  const handle = handlerOf(operation, deps)
  return async (request, response) => {
    const caller = await authenticate(deps.access, operation.operationId, request.headers.authorization)
    response.locals['caller'] = caller?.name
    const parameters = checker.parameters({
      path: request.params as Record<string, string>,
      query: readQuery(request.originalUrl),
      headers: request.headers as Record<string, string | undefined>,
    })
    const body = limits === null ? {} : { body: await readBody(request, response, limits) }
    if ('body' in body) checker.body(body.body)
    const asked = { ...parameters, ...body } as Operations[keyof Operations]['request']
    sendAnswer(response, await handle(asked, callOf(caller, request, response)))
  }
}

/** What the handler may know of a call. */
export function callOf(caller: Caller, request: Request, response: Response): Call {
  return {
    caller,
    author: caller?.name ?? 'anyone',
    reviewer: reviewerOf(caller),
    get gone() {
      return goneFrom(response)
    },
    preferred: (mediaTypes) => request.accepts([...mediaTypes]) || null,
  }
}

function reviewerOf(caller: Caller): Reviewer {
  if (caller === null) return { author: 'anyone', isAdmin: false, levels: {} }
  const { name, roles, review_levels } = caller
  return { author: name, isAdmin: roles.includes('admin'), levels: review_levels }
}

function goneFrom(response: Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return gone.signal
}

/** The checker made sure that the request is the operation's own. */
type AnyHandler = (request: Operations[keyof Operations]['request'], call: Call) => Promise<Answer>

/** The operation's handler, for requests that were checked. */
export function handlerOf({ operationId }: OperationObject, { handlers }: OperationRouteDeps): AnyHandler {
  return handlers[operationId] as AnyHandler
}

function bodyLimits(
  operation: OperationObject,
  settings: BodySettings,
): { readonly mediaTypes: readonly string[]; readonly bytes: number; readonly depth: number } | null {
  if (operation.requestBody === undefined) return null
  const mediaTypes = Object.keys(operation.requestBody.content)
  const isJson = mediaTypes.includes('application/json')
  return {
    mediaTypes,
    bytes: isJson ? settings.requestBodyLimitBytes : settings.policyBodyLimitBytes,
    depth: settings.requestDepthLimit,
  }
}
