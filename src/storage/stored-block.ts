import type { StoredBlock } from '../journal/journal-store.ts'

/** The texts of one entry; confidential is null once erased. */
export interface StoredTexts {
  readonly body: string
  readonly confidential: string | null
}

/** An entry that goes into a block: its id, and its texts. */
export interface StoredTextsOf extends StoredTexts {
  readonly id: string
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

/** The texts of a block, in their order. */
export function* textsOf({ bytes, lengths }: StoredBlock): Generator<StoredTexts> {
  const all = Buffer.from(bytes.buffer)
  let end = 0
  const next = (length: number): string => {
    const start = end
    end += length
    return all.toString('utf8', start, end)
  }
  for (let index = 0; index + 1 < lengths.length; index += 2) {
    const body = next(lengths[index] ?? 0)
    const confidential = next(lengths[index + 1] ?? 0)
    yield { body, confidential: confidential === '' ? null : confidential }
  }
}
