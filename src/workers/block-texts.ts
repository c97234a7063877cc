import type { StoredTexts } from '../decisions/replay-texts.ts'
import type { StoredBlock } from '../journal/journal-store.ts'
import { unpack } from '../storage/sqlite/packing/unpack.ts'

/** The texts of a block, in their order; what cannot be unpacked is empty. */
export function* textsOf({ packing, bytes, lengths }: StoredBlock): Generator<StoredTexts> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = 0
  const next = (length: number): string => {
    const start = end
    end += length
    return packing === 'text' ? all.toString('utf8', start, end) : (unpack(all, start, end) ?? '')
  }
  for (let index = 0; index + 1 < lengths.length; index += 2) {
    const [ofBody = 0, ofConfidential = 0] = [lengths[index], lengths[index + 1]]
    const body = next(ofBody)
    yield { body, confidential: ofConfidential === 0 ? null : next(ofConfidential) }
  }
}
