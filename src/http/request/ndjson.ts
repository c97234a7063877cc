import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { type Line, splitLines } from '../../lines/split-lines.ts'
import { Problem } from '../../problems/problem.ts'
import { readJson } from './read-json.ts'
import { requestFaults } from './request-fault.ts'

/** A line of a body: what it holds, or why it holds nothing that can be read. */
export type RequestLine = {
  /** From 1, empty lines among them. */
  readonly number: number
  /** In bytes. */
  readonly size: number
} & ({ readonly value: unknown } | { readonly problem: Problem })

/** What one line may be; `depth` counts nested objects and lists. */
export interface LineLimits {
  readonly bytes: number
  readonly depth: number
}

/**
 * The lines of a body that are not empty, as it comes in; nothing more is read of it than is asked for. A line that is
 * no JSON, too long or too deep is one with a problem, and the next one is read. Rejects where the client goes.
 */
export async function* readNdjson(request: IncomingMessage, limits: LineLimits): AsyncGenerator<RequestLine, void> {
  // Whoever stops reading still answers on the same connection.
  const chunks: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false })
  for await (const lines of splitLines(chunks, limits.bytes)) {
    for (const line of lines) {
      const read = readLine(line, limits)
      if (read !== null) yield read
    }
  }
}

function readLine({ number, bytes }: Line, limits: LineLimits): RequestLine | null {
  if (bytes === null) {
    const problem = new Problem('payload_too_large', `The line is longer than ${limits.bytes} bytes.`)
    return { number, size: 0, problem }
  }
  const line = { number, size: bytes.length }
  if (!isUtf8(bytes)) return { ...line, problem: requestFaults([{ pointer: '', message: 'is not UTF-8' }]) }
  const text = new TextDecoder().decode(bytes)
  if (text.trim() === '') return null
  try {
    return { ...line, value: readJson(text, limits.depth) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...line, problem: error }
  }
}
