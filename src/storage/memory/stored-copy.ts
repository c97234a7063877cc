import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { Problem } from '../../problems/problem.ts'
import { keyFault } from '../storable-key.ts'

/** A value as a store gives it back: the caller's own, names in canonical order. */
export function storedCopy<Value>(value: Value): Value {
  return JSON.parse(canonicalJson(value)) as Value
}

/** As {@link storedCopy}, where the value may be missing. */
export function storedCopyOrNull<Value>(value: Value | undefined): Value | null {
  return value === undefined ? null : storedCopy(value)
}

/** The key itself where every store can hold it exactly; otherwise a Problem `invalid_request`. */
export function storable(key: string): string {
  const fault = keyFault(key)
  if (fault !== undefined) throw new Problem('invalid_request', `Not a usable id: ${fault}.`)
  return key
}

/** Orders texts by their UTF-8 bytes, as the databases do; JavaScript's own order differs beyond U+FFFF. */
export function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'))
}
