import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { Problem } from '../problems/problem.ts'
import { problemDocument, problemMediaType } from './answer/problem-json.ts'
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
  const detail =
    error.code === 'HPE_HEADER_OVERFLOW' ? 'The head of the request is too large.' : 'This is no HTTP/1.1 request.'
  const id = randomUUID()
  const body = JSON.stringify(problemDocument(new Problem('invalid_request', detail), id))
  socket.end(
    'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nCache-Control: no-store\r\n' +
      `Content-Type: ${problemMediaType}\r\nX-Request-Id: ${id}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
