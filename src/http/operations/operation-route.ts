import type { Request, Response } from 'express'
import type { Logger } from 'pino'
import type { Access } from '../../access/access.ts'
import type { Config } from '../../config/config.ts'
import type { Problem } from '../../problems/problem.ts'
import type { Reviewer } from '../../reviews/reviewer.ts'
import { type AtHand, goOn } from '../../time/at-hand.ts'
import type { Answer } from '../answer/answer.ts'
import { sendAnswer } from '../answer/send-answer.ts'
import { sendLines } from '../answer/send-lines.ts'
import { ndjsonMediaType, type OpenApiDocument, type OperationObject } from '../openapi/document.ts'
import type { OperationId } from '../openapi/operation-roles.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import { type Credential, credentialOf } from '../request/credential.ts'
import { exchangeOf } from '../request/exchange.ts'
import { assertNoBody, type BodyLimits, readBody } from '../request/read-body.ts'
import { readQuery } from '../request/read-query.ts'
import { authenticateFor, type Caller } from './authenticate.ts'
import type { Call, OperationHandlers } from './operation-handler.ts'
import { type CheckedRequest, newRequestChecker, type RawRequest } from './request-checker.ts'
import type { RequestLimits } from './request-limits.ts'
import { withBodyFaults } from './with-body-faults.ts'
import { type TryFacts, withFactFaults } from './with-fact-faults.ts'

/** The bounds of request bodies. */
export type BodySettings = Pick<Config, 'requestBodyLimitBytes' | 'policyBodyLimitBytes' | 'requestDepthLimit'>

/** What every route is made with. */
export interface OperationRouteDeps {
  readonly access: Access
  readonly limits: RequestLimits
  readonly settings: BodySettings
  readonly components: OpenApiDocument['components']
  readonly handlers: OperationHandlers
  /** Of the operations that decide on facts. */
  readonly tryFacts: { readonly [Id in OperationId]?: TryFacts }
  readonly logger: Logger
}

/**
 * The way of one request: key and role, parameters, body, handler, answer. Nothing of a request is
 * read before its key is known; where its parameters do not fit, its body is looked at for what else is wrong.
 */
export function operationRoute(
  operation: OperationObject,
  deps: OperationRouteDeps,
): (request: Request, response: Response) => Promise<void> {
  const authenticateCall = authenticateFor(operation.operationId, deps)
  const checker = newRequestChecker(operation, deps.components)
  const limits = bodyLimits(operation, deps.settings)
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const handle = handlerOf(operation, deps)
  const readChecked = (request: Request, bounds: BodyLimits): AtHand<unknown> =>
    goOn(readBody(request, bounds), (body) => {
      try {
        checker.body(body)
        return body
      } catch (error) {
        return withFactFaults(error, body, deps.tryFacts[operation.operationId]).then((fault) => {
          throw fault
        })
      }
    })
  const onFault = (problem: Problem, requestId: string): void => {
    if (problem.code === 'internal_error')
      deps.logger.error({ reqId: requestId, err: problem }, 'the answer ended early')
  }
  return async (request, response) => {
    const exchange = exchangeOf(response)
    const identified = authenticateCall(request, response)
    const caller = identified instanceof Promise ? await identified : identified
    exchange.caller = caller?.name ?? null
    let parameters: CheckedRequest
    try {
      parameters = checker.parameters(parametersOf(request))
    } catch (error) {
      throw limits === null ? error : await withBodyFaults(error, async () => readChecked(request, limits))
    }
    const { path, query, headers } = parameters
    if (limits === null && request.method !== 'GET') assertNoBody(request, inQuery)
    const reading = limits === null ? undefined : readChecked(request, limits)
    const body = reading instanceof Promise ? await reading : reading
    const asked = limits === null ? parameters : { path, query, headers, body }
    const answer = await handle(asked as AnyRequest, new RouteCall(caller, request, response))
    exchange.decision = decisionOf(answer) ?? exchange.decision
    const { lines } = answer
    if (lines === undefined) sendAnswer(response, answer, exchange.requestId)
    else
      await sendLines(response, { answer, lines, mediaType: ndjsonMediaType, requestId: exchange.requestId, onFault })
  }
}

/** The parameters of a request as they arrived. */
export function parametersOf(request: Request): RawRequest {
  return {
    path: request.params as Record<string, string>,
    query: readQuery(request.originalUrl),
    headers: request.headers as Record<string, string | undefined>,
  }
}

/** The decision that an answer is about, by where it says that the decision is. */
function decisionOf({ headers: { Location: place } }: Answer): string | null {
  return place?.startsWith(decisions) === true ? place.slice(decisions.length) : null
}

const decisions = '/v1/decisions/'

/** What the handler may know of a call. */
export class RouteCall implements Call {
  readonly caller: Caller
  readonly author: string
  readonly #request: Request
  readonly #response: Response

  constructor(caller: Caller, request: Request, response: Response) {
    this.caller = caller
    this.author = caller?.name ?? 'anyone'
    this.#request = request
    this.#response = response
  }

  get credential(): Credential | null {
    return credentialOf(this.#request)
  }

  get isEncrypted(): boolean {
    return this.#request.secure
  }

  get reviewer(): Reviewer {
    return reviewerOf(this.caller)
  }

  get gone(): AbortSignal {
    return goneFrom(this.#response)
  }

  preferred(mediaTypes: readonly string[]): string | null {
    return this.#request.accepts([...mediaTypes]) || null
  }

  preferredLanguage(languages: readonly string[]): string | null {
    return this.#request.acceptsLanguages([...languages]) || null
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
type AnyHandler = (request: AnyRequest, call: Call) => Promise<Answer>
type AnyRequest = Operations[keyof Operations]['request']

/** The operation's handler, for requests that were checked. */
export function handlerOf({ operationId }: OperationObject, { handlers }: OperationRouteDeps): AnyHandler {
  return handlers[operationId] as AnyHandler
}

function bodyLimits(operation: OperationObject, settings: BodySettings): BodyLimits | null {
  if (operation.requestBody === undefined) return null
  const mediaTypes = Object.keys(operation.requestBody.content)
  const isJson = mediaTypes.includes('application/json')
  return {
    mediaTypes,
    bytes: isJson ? settings.requestBodyLimitBytes : settings.policyBodyLimitBytes,
    depth: settings.requestDepthLimit,
  }
}
