import type { ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import { commonHeaders } from './security-headers.ts'

/** Sends the answer whole, under the id of its request; one whose reader has gone, or was told that it is too late, is dropped. */
export function sendAnswer(response: ServerResponse, answer: Answer, requestId: string): void {
  if (response.writableEnded) return
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { status, headers, content } = answer
  const head = headersOf(headers, requestId)
  if (content === null) {
    response.writeHead(status, head).end()
    return
  }
  head.push('Content-Type', contentType(content.mediaType), 'Content-Length', String(Buffer.byteLength(content.text)))
  response.writeHead(status, head).end(content.text)
}

const commonHeaderNames = Object.keys(commonHeaders)

/** Names and values in turn, as Node sends them fastest: those of every answer, and its own in their place. */
export function headersOf(own: Answer['headers'], requestId: string): string[] {
  const head = ['X-Request-Id', requestId]
  for (const name of commonHeaderNames) if (own[name] === undefined) head.push(name, commonHeaders[name] ?? '')
  for (const name of Object.keys(own)) head.push(name, own[name] ?? '')
  return head
}

function contentType(mediaType: string): string {
  return mediaType.endsWith('json') ? mediaType : `${mediaType}; charset=utf-8`
}
