import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

/** Nothing may be loaded by an answer that is data. */
const nothing = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }

const setSecurityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: nothing },
  crossOriginEmbedderPolicy: false,
  // frame-ancestors says it; this older header would also bind the pages that may be framed.
  frameguard: false,
})

/** Headers of every answer, made once; pages replace the content security policy by their own. */
export const commonHeaders: Readonly<Record<string, string>> = { ...securityHeaders(), 'Cache-Control': 'no-store' }

function securityHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  class HeaderRecorder extends ServerResponse {
    override setHeader(name: string, value: number | string | readonly string[]): this {
      headers[name] = String(value)
      return this
    }
  }
  const request = new IncomingMessage(new Socket())
  setSecurityHeaders(request, new HeaderRecorder(request), (error) => {
    if (error !== undefined) throw error
  })
  return headers
}

/** A page of plain text with its own style. A business may show it in a frame of its own site. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
  'Cache-Control': 'no-cache',
}

/** A document for whoever holds a key: kept nowhere on the way, and shown in no frame. */
export const documentHeaders = {
  'Content-Security-Policy': `${pageHeaders['Content-Security-Policy']}; frame-ancestors 'none'`,
  Vary: 'Accept',
}

/** The docs page: scripts and requests of this service only. */
export const docsHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-cache',
}

/**
 * The console: scripts, styles and requests of this service only. The nonce lets through the styles that its components
 * write at run time.
 */
export function consoleHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy':
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; ` +
      "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  }
}
