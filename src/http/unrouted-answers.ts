import type { Request, Response } from 'express'
import { Problem } from '../problems/problem.ts'
import { emptyAnswer } from './answer/answer.ts'
import { problemAnswer } from './answer/problem-answer.ts'
import { sendAnswer } from './answer/send-answer.ts'
import { exchangeOf } from './request/exchange.ts'

/** Express routes nothing whose target is no URL, and would answer it with a page. */
export function answerUnroutable(response: Response): void {
  const { requestId } = exchangeOf(response)
  sendAnswer(
    response,
    problemAnswer(new Problem('invalid_request', 'The target of the request is no URL.'), requestId),
    requestId,
  )
}

/** Answers the methods that a path does not have: OPTIONS with those that it has, others with 405. */
export function otherMethods(methods: readonly string[]): (request: Request, response: Response) => void {
  const names = methods.map((method) => method.toUpperCase())
  const allow = [...names, ...(names.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  return (request, response) => {
    const { requestId } = exchangeOf(response)
    if (request.method === 'OPTIONS') {
      sendAnswer(response, emptyAnswer(204, { Allow: allow }), requestId)
      return
    }
    const problem = new Problem('method_not_allowed', `This path has ${allow}.`)
    sendAnswer(response, problemAnswer(problem, requestId, allow), requestId)
  }
}
