import type { IncomingMessage } from 'node:http'

/** What a request opens something with: a key, or the token of a session that was opened with one. */
export type Credential =
  | { readonly kind: 'key'; readonly secret: string }
  | { readonly kind: 'session'; readonly token: string }

/** The cookie that holds the token of a session. */
export const sessionCookie = 'refund_policy_session'

/**
 * What a request that changes something has to send with the cookie of a session: no page of another site can, so none can
 * use the session of a browser that is open beside it.
 */
export const sessionHeader = 'X-Refund-Policy-Console'

const bearer = /^Bearer +([!-~]{1,256}) *$/iu
const cookie = new RegExp(`(?:^|; *)${sessionCookie}=([^;]*)`, 'u')
const harmless: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What the request sends to open something with, unchecked; the `Authorization` header before the cookie. Null for nothing. */
export function credentialOf({ headers }: IncomingMessage): Credential | null {
  if (headers.authorization !== undefined) {
    const secret = bearer.exec(headers.authorization)?.[1]
    return secret === undefined ? null : { kind: 'key', secret }
  }
  const token = cookie.exec(headers.cookie ?? '')?.[1]
  return token === undefined || token === '' ? null : { kind: 'session', token }
}

/** Whether the request cannot have been made by a page of another site, or changes nothing. */
export function mayChangeThings({ method, headers }: IncomingMessage): boolean {
  return harmless.has(method) || headers[sessionHeader.toLowerCase()] !== undefined
}
