import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

const plainWord = /^[A-Za-z0-9._-]{1,128}$/u

/** Keeps the `X-Request-Id` that was sent if it is a plain word, makes a new one otherwise, and answers with it. */
export function assignRequestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id']
  const id = typeof given === 'string' && plainWord.test(given) ? given : randomUUID()
  response.setHeader('X-Request-Id', id)
  return id
}
