import { randomUUID } from 'node:crypto'
import { type IncomingMessage, maxHeaderSize, type RequestListener, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Problem } from '../problems/problem.ts'
import { problemAnswer } from './answer/problem-answer.ts'
import { problemDocument, problemMediaType } from './answer/problem-json.ts'
import { sendAnswer } from './answer/send-answer.ts'
import { requestFaults } from './request/request-fault.ts'
import { mayTakeItsTime } from './request/unhurried.ts'

/**
 * Answers what is no HTTP request (or one whose head is too large) with a problem document, and
 * ends its connection. For the `clientError` event of a server.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // Node asks once for each request, and does not look at the connection again before the next.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && mayTakeItsTime(socket)) return
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const detail = whatIsWrong(error.code)
  endWithProblem(socket, requestFaults([], detail))
}

function whatIsWrong(code: string | undefined): string {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return `The head of the request is larger than ${maxHeaderSize} bytes.`
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 'The request took too long to arrive.'
    default:
      return 'This is no HTTP/1.1 request.'
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
  const body = JSON.stringify(problemDocument(problem, id))
  socket.end(
    'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nCache-Control: no-store\r\n' +
      `Content-Type: ${problemMediaType}\r\nX-Request-Id: ${id}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
