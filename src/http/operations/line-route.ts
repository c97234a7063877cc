import { setTimeout as wait } from 'node:timers/promises'
import type { Request, Response } from 'express'
import type { Metrics } from '../../observability/metrics.ts'
import { Problem } from '../../problems/problem.ts'
import { type AnsweredLines, answerLines } from '../answer/answer-lines.ts'
import { problemDocument } from '../answer/problem-json.ts'
import { problemOfError } from '../answer/problem-of-error.ts'
import { headersOf } from '../answer/send-answer.ts'
import { longestLineName } from '../openapi/bulk-operations.ts'
import { ndjsonMediaType, type OperationObject } from '../openapi/document.ts'
import type { Operations } from '../openapi/operation-types.generated.ts'
import { exchangeOf } from '../request/exchange.ts'
import { type RequestLine, readNdjson } from '../request/ndjson.ts'
import { assertBodyBegins, encodingRefusal } from '../request/read-body.ts'
import { takeItsTime } from '../request/unhurried.ts'
import { authenticateFor, type Caller } from './authenticate.ts'
import { handlerOf, type OperationRouteDeps, parametersOf, RouteCall } from './operation-route.ts'
import { newRequestChecker } from './request-checker.ts'
import { withFactFaults } from './with-fact-faults.ts'

/** A key that was revoked is found out after so long. Milliseconds. */
const keyIsKnownFor = 1000
/** A stream on which nothing moves for so long is cut off. Milliseconds. */
const longestStandstill = 300_000
/** So long a client may still send after the last line of its answer was written. Milliseconds. */
const graceAfterStop = 1000

/** What a route for lines is made with. */
export interface LineRouteDeps extends OperationRouteDeps {
  /** Counts the problem of each line that cannot be handled. */
  readonly metrics: Pick<Metrics, 'problem'>
  /** Aborted when the service begins to stop: no further line is read. */
  readonly closing: AbortSignal
  /** Lines are begun in turns with all other requests. */
  readonly turns: { run(work: () => void): void }
}

/**
 * The way of a body that is a stream of requests, one JSON object a line: each is checked and handled as a request of
 * its own and answered on one line, in their order; a line that cannot be handled does not stop the next.
 */
export function lineRoute(
  operation: OperationObject,
  deps: LineRouteDeps,
): (request: Request, response: Response) => Promise<void> {
  const authenticateCall = authenticateFor(operation.operationId, deps)
  const checker = newRequestChecker(operation, deps.components)
  const handle = handlerOf(operation, deps)
  const limits = { bytes: deps.settings.requestBodyLimitBytes, depth: deps.settings.requestDepthLimit }
  return async (request, response) => {
    const exchange = exchangeOf(response)
    const { requestId } = exchange
    const identify = keyCheck(async () => authenticateCall(request, response))
    const caller = await identify()
    exchange.caller = caller?.name ?? null
    const parameters = checker.parameters(parametersOf(request))
    assertBodyBegins(request, [ndjsonMediaType])
    const refusal = encodingRefusal(request)
    if (refusal !== null) throw refusal
    const call = new RouteCall(caller, request, response)
    const checkLine = async (value: unknown): Promise<void> => {
      try {
        checker.body(value)
      } catch (error) {
        throw await withFactFaults(error, value, deps.tryFacts[operation.operationId])
      }
    }
    const answer = async (line: RequestLine): Promise<string> => {
      try {
        if ('problem' in line) throw line.problem
        await identify()
        await checkLine(line.value)
        const body = { ...parameters, body: line.value } as Operations[keyof Operations]['request']
        const { status, content } = await handle(body, call)
        return joined({ line: nameOf(line), status }, content?.text ?? '{}')
      } catch (error) {
        const problem = problemOfError(error)
        deps.metrics.problem(problem.code)
        if (problem.code === 'internal_error') {
          deps.logger.error({ reqId: requestId, err: error }, 'a line of the request failed')
        }
        return joined({ line: nameOf(line) }, JSON.stringify(problemDocument(problem, requestId)))
      }
    }
    takeItsTime(request.socket)
    request.socket.setTimeout(longestStandstill, () => request.socket.destroy())
    response.writeHead(200, headersOf({ 'Content-Type': ndjsonMediaType }, requestId)).flushHeaders()
    const lines = readNdjson(request, limits)
    const answered = await answerLines(response, { lines, answer: inTurn(deps.turns, answer), stop: deps.closing })
    await end(response, { lines, answered, requestId })
    request.socket.setTimeout(0)
  }
}

/** Begins each line in a turn of the loop that has room for it. */
function inTurn(
  turns: LineRouteDeps['turns'],
  answer: (line: RequestLine) => Promise<string>,
): (line: RequestLine) => Promise<string> {
  return (line) =>
    new Promise((resolve, reject) => {
      turns.run(() => {
        answer(line).then(resolve, reject)
      })
    })
}

/** Asks for the key again once the last answer is older than it may be. */
function keyCheck(ask: () => Promise<Caller>): () => Promise<Caller> {
  let known: { readonly caller: Promise<Caller>; readonly until: AbortSignal } | null = null
  return () => {
    if (known === null || known.until.aborted) known = { caller: ask(), until: AbortSignal.timeout(keyIsKnownFor) }
    return known.caller
  }
}

/** What a client calls the line, or its number. */
function nameOf(line: RequestLine): string | number {
  const value: unknown = 'value' in line ? line.value : null
  const name: unknown = typeof value === 'object' && value !== null && 'line' in value ? value.line : null
  if (typeof name === 'number' && Number.isSafeInteger(name)) return name
  return typeof name === 'string' && name.length <= longestLineName ? name : line.number
}

/** The JSON object of the text with further members in front, as a line. */
function joined(members: object, text: string): string {
  const front = JSON.stringify(members)
  return text === '{}' ? `${front}\n` : `${front.slice(0, -1)},${text.slice(1)}\n`
}

interface Ending {
  readonly lines: AsyncIterator<RequestLine, void>
  readonly answered: AnsweredLines
  readonly requestId: string
}

/** Where the service stops, one more line says so; what the client sends until it has read that is let go. */
async function end(response: Response, { lines, answered: { last, ended }, requestId }: Ending): Promise<void> {
  if (ended === 'stopped') {
    const detail = `The service stops: nothing behind line ${last} was decided. Send the rest again, under its keys.`
    const problem = new Problem('service_draining', detail, { extensions: { last_line: last } })
    response.write(joined({ line: null }, JSON.stringify(problemDocument(problem, requestId))))
    const grace = new AbortController()
    await Promise.race([readToEnd(lines), wait(graceAfterStop, undefined, grace)])
    grace.abort()
  }
  response.end()
}

async function readToEnd(lines: AsyncIterator<RequestLine, void>): Promise<void> {
  try {
    while ((await lines.next()).done !== true);
  } catch (error) {
    // The client has gone, and with it what it sent.
    if (!(error instanceof Error)) throw error
  }
}
