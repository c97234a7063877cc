import type { Request, Response } from 'express'
import { Problem } from '../problems/problem.ts'
import { problemAnswer } from './answer/problem-answer.ts'
import { sendAnswer } from './answer/send-answer.ts'
import type { Deadline, Deadlines } from './deadlines.ts'
import { exchangeOf } from './request/exchange.ts'

/** Begins the time of each request: one that is not answered at its end is answered with 503, whatever goes on. */
export function beginDeadline(deadlines: Deadlines): (request: Request, response: Response) => Deadline {
  return (request, response) =>
    deadlines.begin(() => {
      if (!request.complete) return 'wait'
      if (!response.headersSent) answerTooLate(response)
      return 'told'
    })
}

/** For a request that has a time of its own. */
export function beginNone(): Deadline {
  return none
}

const none: Deadline = { end: () => {} }

function answerTooLate(response: Response): void {
  const exchange = exchangeOf(response)
  const problem = new Problem(
    'store_unavailable',
    'This took longer than a request may take. It may have been done all the same: send it again with the same Idempotency-Key.',
  )
  exchange.problem = problem.code
  sendAnswer(response, problemAnswer(problem, exchange.requestId), exchange.requestId)
}
