import type { ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'

/** Sends the answer whole; one whose reader has gone is dropped. */
export function sendAnswer(response: ServerResponse, answer: Answer): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.statusCode = answer.status
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value)
  if (answer.content === null) {
    response.end()
    return
  }
  const bytes = Buffer.from(answer.content.text, 'utf8')
  response.setHeader('Content-Type', contentType(answer.content.mediaType))
  response.setHeader('Content-Length', bytes.length)
  response.end(bytes)
}

function contentType(mediaType: string): string {
  return mediaType.endsWith('json') ? mediaType : `${mediaType}; charset=utf-8`
}
