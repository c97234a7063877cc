import { randomUUID } from 'node:crypto'
import { type IncomingMessage, maxHeaderSize, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { Problem } from '../problems/problem.ts'
import { problemAnswer } from './answer/problem-answer.ts'
import { problemDocument, problemMediaType } from './answer/problem-json.ts'
import { sendAnswer } from './answer/send-answer.ts'
import { requestFaults } from './request/request-fault.ts'
import { mayTakeItsTime } from './request/unhurried.ts'

/**
 * Answers what is no HTTP request, has too large a head or takes too long to arrive with a problem document, and ends
 * its connection: behind the answers to requests that came whole before it, and not into an answer that has begun.
 * For the `clientError` event of a server.
 */
export function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Socket,
  unanswered: Iterable<ServerResponse> = [],
): void {
  // Node asks once for each request, and does not look at the connection again before the next.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && mayTakeItsTime(socket)) return
  const responses = [...unanswered]
  const isUnderWay = responses.some(({ req, headersSent }) => headersSent && !req.complete)
  if (error.code === 'ECONNRESET' || !socket.writable || isUnderWay) {
    socket.destroy()
    return
  }
  if (refused.has(socket)) return
  refused.add(socket)
  const problem = problemOf(error.code)
  const before = responses.filter(({ req }) => req.complete)
  let left = before.length
  if (left === 0) endWithProblem(socket, problem)
  for (const response of before) {
    response.once('close', () => {
      left -= 1
      if (left === 0) endWithProblem(socket, problem)
    })
  }
}

/** Connections whose last answer is said: what else arrives on them is not looked at. */
const refused = new WeakSet<Socket>()

function problemOf(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem('headers_too_large', `The head of the request is larger than ${maxHeaderSize} bytes.`)
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('request_timeout', 'The request took too long to arrive.')
    default:
      return requestFaults([], 'This is no HTTP/1.1 request.')
  }
}

/** Answers a CONNECT, for which Node makes no response. For the `connect` event of a server. */
export function answerConnect(_request: IncomingMessage, socket: Duplex): void {
  endWithProblem(socket, requestFaults([], 'This is no proxy: CONNECT is not answered here.'))
}

/** Answers what Node would refuse without a document. For the `checkExpectation` event of a server. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  refuse(response, requestFaults([{ header: 'Expect', message: 'may be nothing but 100-continue' }]))
}

/** The same handler, but a request without the Host that HTTP/1.1 asks for is refused; Node is to let it through. */
export function withHost(handler: RequestListener): RequestListener {
  return (request, response) => {
    if (request.headers.host !== undefined || request.httpVersion !== '1.1') handler(request, response)
    else refuse(response, requestFaults([{ header: 'Host', message: 'is required' }]))
  }
}

function refuse(response: ServerResponse, problem: Problem): void {
  const id = randomUUID()
  response.setHeader('Connection', 'close')
  sendAnswer(response, problemAnswer(problem, id), id)
}

function endWithProblem(socket: Duplex, problem: Problem): void {
  const id = randomUUID()
  const document = problemDocument(problem, id)
  const body = JSON.stringify(document)
  socket.end(
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? ''}\r\nConnection: close\r\nCache-Control: no-store\r\n` +
      `Content-Type: ${problemMediaType}\r\nX-Request-Id: ${id}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
