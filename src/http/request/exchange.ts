import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Response } from 'express'
import { type MonotonicClock, monotonicClock } from '../../time/monotonic-clock.ts'
import { requestIdOf } from './request-id.ts'

/** A request that is over, as logs and figures tell it. */
export interface Answered {
  readonly requestId: string
  readonly method: string
  /** Without the query. */
  readonly path: string
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
}

/** Begins the exchange of a request that has just arrived; `onAnswered` hears of its end. */
export function beginExchange(
  request: IncomingMessage,
  response: Pick<Response, 'locals'> & ServerResponse,
  onAnswered: OnAnswered,
  now: MonotonicClock = monotonicClock,
): Exchange {
  const began = now()
  const exchange: Exchange = { requestId: requestIdOf(request), caller: null }
  let error: Error | null = null
  response.locals = { exchange }
  response.on('error', (fault: Error) => {
    error = fault
  })
  response.on('close', () => {
    const { method = '', url = '' } = request
    onAnswered({
      requestId: exchange.requestId,
      method,
      path: url.split('?', 1)[0] ?? '',
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
