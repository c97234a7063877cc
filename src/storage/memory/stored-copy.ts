import { canonicalJson } from '../../fingerprint/canonical-json.ts'

/** A value as a store gives it back: the caller's own, names in canonical order. */
export function storedCopy<Value>(value: Value): Value {
  return JSON.parse(canonicalJson(value)) as Value
}

/** As {@link storedCopy}, where the value may be missing. */
export function storedCopyOrNull<Value>(value: Value | undefined): Value | null {
  return value === undefined ? null : storedCopy(value)
}

/** Orders texts by their UTF-8 bytes, as the databases do; JavaScript's own order differs beyond U+FFFF. */
export function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'))
}
