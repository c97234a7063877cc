import helmet from 'helmet'

/** Nothing may be loaded by an answer that is data. */
const nothing = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }

/** Headers of every answer; pages replace the content security policy by their own. */
export const securityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: nothing },
  crossOriginEmbedderPolicy: false,
  // frame-ancestors says it; this older header would also bind the pages that may be framed.
  frameguard: false,
})

/** A page of plain text with its own style. A business may show it in a frame of its own site. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
  'Cache-Control': 'no-cache',
}

/** The docs page: scripts and requests of this service only. */
export const docsHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-cache',
}
