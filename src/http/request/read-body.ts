import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { Problem } from '../../problems/problem.ts'
import { type AtHand, goOn } from '../../time/at-hand.ts'
import { readJson } from './read-json.ts'
import { requestFaults } from './request-fault.ts'

/** What a body may be; `depth` counts nested objects and lists. */
export interface BodyLimits {
  readonly mediaTypes: readonly string[]
  readonly bytes: number
  readonly depth: number
}

/**
 * The body: parsed for JSON, as it is for text. Problems: invalid_request (none, not UTF-8, not
 * JSON, ended early), unsupported_media_type, payload_too_large.
 */
export function readBody(request: IncomingMessage, limits: BodyLimits): AtHand<unknown> {
  const mediaType = assertBodyBegins(request, limits.mediaTypes)
  return goOn(bytesAtHand(request, limits.bytes) ?? readBytes(request, limits.bytes), (bytes) => {
    if (bytes.length === 0) throw missingBody()
    const text = decode(bytes, mediaType === 'application/json')
    return mediaType === 'application/json' ? readJson(text, limits.depth) : text
  })
}

/** What the head says of the body: its media type. Problems: invalid_request (none), unsupported_media_type. */
export function assertBodyBegins({ headers }: IncomingMessage, mediaTypes: readonly string[]): string {
  const { 'content-length': length, 'transfer-encoding': coding } = headers
  if (coding === undefined && (length === undefined || /^0+$/u.test(length))) throw missingBody()
  return readMediaType(headers['content-type'], mediaTypes)
}

/**
 * Refuses a body where none is taken, so that nothing is lost that somebody says in it: Problem invalid_request, which names
 * what may stand in the query instead. `{}` says nothing.
 */
export function assertNoBody({ headers }: IncomingMessage, inQuery: readonly string[]): void {
  if (/^0*[0-2]$/u.test(headers['content-length'] ?? '0')) return
  const instead = inQuery.length === 0 ? '' : `: what may be said stands in the query (${inQuery.join(', ')})`
  throw requestFaults([{ pointer: '', message: `is not taken here${instead}` }])
}

function missingBody(): Problem {
  return requestFaults([{ pointer: '', message: 'is missing' }])
}

function readMediaType(contentType = '', accepted: readonly string[]): string {
  if (accepted.includes(contentType)) return contentType
  const [mediaType = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase())
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length)
  if (!accepted.includes(mediaType)) {
    throw new Problem('unsupported_media_type', `Send the body as ${accepted.join(', ')}.`)
  }
  if (charset !== undefined && !['utf-8', '"utf-8"', 'utf8'].includes(charset)) {
    throw new Problem('unsupported_media_type', 'Send the body in UTF-8.')
  }
  return mediaType
}

/** All bytes of a body that came with its head, if it is to be taken; null where it has to be waited for. */
function bytesAtHand(request: IncomingMessage, limit: number): Buffer | null {
  const isWhole = request.complete && !request.destroyed && request.readableLength <= limit
  return isWhole && encodingRefusal(request) === null ? (request.read() as Buffer | null) : null
}

/** All bytes of the body. One that is refused for what it is or for its size is read to its end first, so that its sender hears why. */
function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const refusal = encodingRefusal(request)
    const chunks: Buffer[] = []
    let length = 0
    const endedEarly = (): void => reject(requestFaults([{ pointer: '', message: 'ended early' }]))
    if (request.destroyed) endedEarly()
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (refusal === null && length <= limit) chunks.push(chunk)
      else chunks.length = 0
    })
    request.on('end', () => {
      if (refusal !== null) reject(refusal)
      else if (length > limit)
        reject(
          new Problem('payload_too_large', `The body is larger than the ${limit} bytes that this operation takes.`),
        )
      else resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length))
    })
    request.on('error', endedEarly)
    request.on('close', () => {
      if (!request.readableEnded) endedEarly()
    })
  })
}

/** Why the body's encoding is refused; null where it is not encoded. */
export function encodingRefusal({ headers }: IncomingMessage): Problem | null {
  const coding = headers['content-encoding']
  return coding === undefined || coding.toLowerCase() === 'identity'
    ? null
    : new Problem('unsupported_media_type', 'Send the body without a content encoding, in UTF-8.')
}

/** A byte order mark is no part of JSON. */
function decode(bytes: Buffer, dropByteOrderMark: boolean): string {
  if (!isUtf8(bytes)) throw requestFaults([{ pointer: '', message: 'is not UTF-8' }])
  const text = bytes.toString('utf8')
  return dropByteOrderMark && text.startsWith('\u{FEFF}') ? text.slice(1) : text
}
