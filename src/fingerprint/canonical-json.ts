import imported from 'canonicalize'

/** JSON without `undefined`: what can be written down and hashed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The package's own type says `default`, which its module does not have. */
const canonicalize = imported as typeof imported & ((value: unknown) => string | undefined)

/** RFC 8785 text of a value: equal values give equal text. Throws on what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('a value without a JSON form cannot be fingerprinted')
  return text
}
