/** The key of a checked `Idempotency-Key` header: a quoted string (RFC 8941) without its quotes, a bare word as it is. */
export function unquoteIdempotencyKey(header: string): string {
  return header.startsWith('"') ? header.slice(1, -1).replaceAll(/\\(["\\])/gu, '$1') : header
}
