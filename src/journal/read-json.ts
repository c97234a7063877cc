import type { Json } from '../fingerprint/canonical-json.ts'

/** A named part of stored JSON, null where it is absent or no object. */
export function objectIn(
  value: { readonly [name: string]: Json },
  name: string,
): { readonly [name: string]: Json } | null {
  const found = value[name]
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? (found as { readonly [name: string]: Json })
    : null
}

/** A named text of stored JSON, null where it is absent or no text. */
export function textIn(value: { readonly [name: string]: Json }, name: string): string | null {
  const found = value[name]
  return typeof found === 'string' ? found : null
}
