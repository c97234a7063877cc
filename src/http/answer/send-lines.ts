import type { Response } from 'express'
import type { Problem } from '../../problems/problem.ts'
import type { Answer } from './answer.ts'
import { problemDocument } from './problem-json.ts'
import { problemOfError } from './problem-of-error.ts'
import { headersOf } from './send-answer.ts'
import { writeLine } from './write-line.ts'

/** Lines to send as they come, and where it is told what went wrong on the way. */
export interface SendingLines {
  readonly answer: Pick<Answer, 'status' | 'headers'>
  readonly lines: AsyncGenerator<string, void, void>
  readonly mediaType: string
  readonly requestId: string
  readonly onFault: (problem: Problem, requestId: string) => void
}

/**
 * Sends lines as they come, no faster than they are read. What fails on the way is the last line, under `problem`; a
 * client that has gone ends the lines.
 */
export async function sendLines(response: Response, sending: SendingLines): Promise<void> {
  const { answer, lines, mediaType, requestId, onFault } = sending
  response.writeHead(answer.status, headersOf({ ...answer.headers, 'Content-Type': mediaType }, requestId))
  response.flushHeaders()
  try {
    for await (const line of lines) if (!(await writeLine(response, line))) return
  } catch (error) {
    if (response.destroyed) return
    const problem = problemOfError(error)
    onFault(problem, requestId)
    await writeLine(response, `${JSON.stringify({ problem: problemDocument(problem, requestId) })}\n`)
  } finally {
    response.end()
  }
}
