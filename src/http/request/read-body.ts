import { isUtf8 } from 'node:buffer'
import express, { type Request, type Response } from 'express'
import { Problem } from '../../problems/problem.ts'
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
 * JSON), unsupported_media_type, payload_too_large.
 */
export async function readBody(request: Request, response: Response, limits: BodyLimits): Promise<unknown> {
  const mediaType = assertBodyBegins(request, limits.mediaTypes)
  const bytes = await readBytes(request, response, limits.bytes)
  if (bytes.length === 0) throw missingBody()
  const text = decode(bytes, mediaType === 'application/json')
  return mediaType === 'application/json' ? readJson(text, limits.depth) : text
}

/** What the head says of the body: its media type. Problems: invalid_request (none), unsupported_media_type. */
export function assertBodyBegins({ headers }: Request, mediaTypes: readonly string[]): string {
  const { 'content-length': length, 'transfer-encoding': coding } = headers
  if (coding === undefined && (length === undefined || /^0+$/u.test(length))) throw missingBody()
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw new Problem('unsupported_media_type', 'Send the body without a content encoding, in UTF-8.')
  }
  return readMediaType(headers['content-type'], mediaTypes)
}

function missingBody(): Problem {
  return requestFaults([{ pointer: '', message: 'is missing' }])
}

function readMediaType(contentType: string | undefined, accepted: readonly string[]): string {
  const [mediaType = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase())
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length)
  if (!accepted.includes(mediaType)) {
    throw new Problem('unsupported_media_type', `Send the body as ${accepted.join(', ')}.`)
  }
  if (charset !== undefined && !['utf-8', '"utf-8"', 'utf8'].includes(charset)) {
    throw new Problem('unsupported_media_type', 'Send the body in UTF-8.')
  }
  return mediaType
}

async function readBytes(request: Request, response: Response, limit: number): Promise<Buffer> {
  const read = express.raw({ type: () => true, limit, inflate: false })
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error?: unknown) => {
      if (error === undefined) resolve()
      else reject(error instanceof Error ? error : new Error('the body could not be read'))
    })
  })
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

function decode(bytes: Buffer, dropByteOrderMark: boolean): string {
  if (!isUtf8(bytes)) throw requestFaults([{ pointer: '', message: 'is not UTF-8' }])
  return new TextDecoder('utf-8', { ignoreBOM: !dropByteOrderMark }).decode(bytes)
}
