import canonicalize from 'canonicalize'

/** JSON without `undefined`: what can be written down and hashed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** RFC 8785 text of a value: equal values give equal text. Throws on what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = (canonicalize as unknown as (input: unknown) => string | undefined)(value)
  if (text === undefined) throw new TypeError('a value without a JSON form cannot be fingerprinted')
  return text
}
