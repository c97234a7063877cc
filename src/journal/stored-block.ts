import { canonicalJson } from '../fingerprint/canonical-json.ts'
import type { Entry } from './entry.ts'
import type { StoredBlock } from './journal-store.ts'
import { bodyOf } from './seal.ts'

/** An entry that goes into a block: its id, and its texts; confidential is null once erased. */
export interface StoredTextsOf {
  readonly id: string
  readonly body: string
  readonly confidential: string | null
}

/** The block of what was found, one more than `limit` where there is more. */
export function storedBlock(found: readonly StoredTextsOf[], limit: number): StoredBlock {
  const entries = found.slice(0, limit)
  const texts = entries.flatMap(({ body, confidential }) => [Buffer.from(body), Buffer.from(confidential ?? '')])
  const lengths = Uint32Array.from(texts, ({ length }) => length)
  const bytes = new Uint8Array(lengths.reduce((total, length) => total + length, 0))
  let end = 0
  for (const text of texts) {
    bytes.set(text, end)
    end += text.length
  }
  return { packing: 'text', bytes, lengths, next: found.length > limit ? (entries.at(-1)?.id ?? null) : null }
}

/** The texts of an entry as a store on a disk keeps them. */
export function storedTextsOf(entry: Entry): StoredTextsOf {
  const { id, confidential } = entry
  return { id, body: bodyOf(entry), confidential: confidential === null ? null : canonicalJson(confidential) }
}
