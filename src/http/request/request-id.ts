import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const plainWord = /^[A-Za-z0-9._-]{1,128}$/u

/** The `X-Request-Id` that was sent if it is a plain word, a new one otherwise. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && plainWord.test(given) ? given : randomUUID()
}
