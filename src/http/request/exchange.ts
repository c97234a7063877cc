import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Response } from 'express'
import type { ProblemCode } from '../../problems/problem-codes.ts'
import { type MonotonicClock, monotonicClock } from '../../time/monotonic-clock.ts'
import { requestIdOf } from './request-id.ts'

/** A request that is over, as logs and figures tell it. */
export interface Answered {
  readonly requestId: string
  readonly method: string
  /** The pattern of the path, as the OpenAPI document has it: ids in a path are not told. Null where nothing is. */
  readonly route: string | null
  /** The decision that it is about, where there is one. */
  readonly decision: string | null
  /** The code of the problem that it was answered with. */
  readonly problem: ProblemCode | null
  /** The client's, as far as the proxies in front are trusted to say it; else where the connection came from. */
  readonly address: string
  readonly status: number
  /** From the arrival of its head, with all waiting. */
  readonly milliseconds: number
  /** Name of the key; null where none was known. */
  readonly caller: string | null
  /** Whether the client went away before the whole answer was given. */
  readonly aborted: boolean
  /** What broke the answer while it was sent. */
  readonly error: Error | null
}

/** Hears of every request once, when it is over. */
export type OnAnswered = (answered: Answered) => void

/** What is known of a request on its way. */
export interface Exchange {
  readonly requestId: string
  /** Set once the key is known. */
  caller: string | null
  /** Set once it is known which. */
  route: string | null
  decision: string | null
  problem: ProblemCode | null
}

/** Who hears of the end of an exchange, and how the client's address is found. */
export interface ExchangeHearer {
  readonly onAnswered: OnAnswered
  /** Where the connection came from, unless given. */
  readonly addressOf?: (request: IncomingMessage) => string | undefined
}

function connectionAddress({ socket }: IncomingMessage): string | undefined {
  return socket.remoteAddress
}

/** Begins the exchange of a request that has just arrived; `onAnswered` hears of its end. */
export function beginExchange(
  request: IncomingMessage,
  response: Pick<Response, 'locals'> & ServerResponse,
  { onAnswered, addressOf = connectionAddress }: ExchangeHearer,
  now: MonotonicClock = monotonicClock,
): Exchange {
  const began = now()
  const exchange: Exchange = {
    requestId: requestIdOf(request),
    caller: null,
    route: null,
    decision: null,
    problem: null,
  }
  // Once the connection is closed it has no address any more.
  const address = addressOf(request) ?? 'unknown'
  let error: Error | null = null
  response.locals = { exchange }
  response.on('error', (fault: Error) => {
    error = fault
  })
  response.on('close', () => {
    const { method = '' } = request
    const { route, decision, problem } = exchange
    onAnswered({
      requestId: exchange.requestId,
      method,
      route,
      decision,
      problem,
      address,
      status: response.statusCode,
      milliseconds: Math.round(now() - began),
      caller: exchange.caller,
      aborted: request.readableAborted || !response.writableEnded,
      error,
    })
  })
  return exchange
}

/** The exchange that the response belongs to. */
export function exchangeOf(response: Pick<Response, 'locals'>): Exchange {
  return response.locals['exchange'] as Exchange
}
